import type { ChartReply } from '../../../src/reply.ts';
import { oneLine } from '../../view/clean-text.ts';
import { clip } from '../../view/clip-text.ts';
import { contexts, maxName, sections } from '../blocks/section.ts';
import { bold, line, md } from '../escape.ts';
import { maxAltText, maxImageTitle } from '../limits.ts';
import type { Picture, Rendered } from '../message.ts';

/** A chart in words, and the picture that takes their place once it is uploaded. */
export function renderChart({ chart, alt }: ChartReply, index: number): Rendered {
  const title = named(chart.title);
  const block = `chart-${index}`;
  const picture: Picture = {
    block,
    chart,
    title: clip(title, maxImageTitle),
    alt: clip(named(alt), maxAltText),
    file: `${chart.kind}-${index}.png`,
  };
  const [told, ...rest] = sections([bold(title, maxName), line(named(alt), maxAltText)]);
  if (told === undefined) return { blocks: contexts([md`A chart with nothing in it`]) };
  return { blocks: [{ ...told, block_id: block }, ...rest], pictures: [picture] };
}

function named(text: string): string {
  const shown = oneLine(text);
  return shown === '' ? 'Chart' : shown;
}
