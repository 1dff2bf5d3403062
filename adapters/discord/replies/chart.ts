import { ComponentType } from 'discord.js';
import type { ChartReply } from '../../../src/reply.ts';
import { oneLine } from '../../view/clean-text.ts';
import { accents, type Card, headed, maxName } from '../components/parts.ts';
import { plain } from '../components/text.ts';
import { words } from '../escape.ts';
import { maxAltText } from '../limits.ts';
import type { Picture } from '../message.ts';
import { pictureInWords } from '../picture-text.ts';

/** A chart as a picture with a description; the message has room for its words, should it not be drawn. */
export function renderChart({ chart, alt }: ChartReply, index: number): Card {
  const title = oneLine(chart.title) === '' ? 'Chart' : chart.title;
  const picture: Picture = { file: `chart-${index}.png`, chart, alt: plain(alt, maxAltText) };
  const gallery = {
    type: ComponentType.MediaGallery as const,
    items: [{ media: { url: `attachment://${picture.file}` }, description: picture.alt }],
  };
  const text = pictureInWords(picture).content.length;
  return {
    accent: accents.neutral,
    parts: [...headed(words(title, maxName)), { kind: 'component', component: gallery, text, picture }],
  };
}
