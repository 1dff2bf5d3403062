import {
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
  type RESTAPIAttachment,
} from 'discord.js';
import type { Logger } from 'pino';
import type { DrawChart } from '../web/chart-pictures.ts';
import { maxMessageText } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import { withoutPicture } from './picture-text.ts';
import { reasonFor } from './redact-secrets.ts';
import type { DiscordFile } from './rest.ts';

/** A message with its pictures drawn, as Discord takes it. */
export interface MessageWithFiles {
  readonly body: MessageBody;
  readonly files: readonly DiscordFile[];
}

/** What every message that goes out has in common: nothing that it quotes can ping anybody. */
export interface MessageBody {
  readonly components: APIMessageTopLevelComponent[];
  readonly flags: MessageFlags.IsComponentsV2;
  readonly allowed_mentions: { readonly parse: []; readonly replied_user: false };
  /** Those of these files; others that the message had are taken away. */
  readonly attachments: RESTAPIAttachment[];
}

/** Draws a message's charts; what cannot be drawn is told in words. https://docs.discord.com/developers/reference#uploading-files */
export async function attachCharts(
  message: DiscordMessage,
  draw: DrawChart,
  log: Logger,
): Promise<MessageWithFiles> {
  const files: DiscordFile[] = [];
  const attachments: RESTAPIAttachment[] = [];
  let told = message;
  for (const picture of message.pictures) {
    try {
      const { bytes, contentType } = await draw(picture.chart, { format: 'png', theme: 'light' });
      attachments.push({ id: String(files.length), filename: picture.file, description: picture.alt });
      files.push({ name: picture.file, data: bytes, contentType });
    } catch (error) {
      log.warn(
        { platform: 'discord', reason: reasonFor(error) },
        'a chart was not drawn; it is told in words',
      );
      told = withoutPicture(told, picture);
    }
  }
  return { body: bodyOf(told.components, attachments), files };
}

/** The same message in words instead of pictures. */
export function inWords(message: DiscordMessage): MessageWithFiles {
  const told = message.pictures.reduce(withoutPicture, message);
  return { body: bodyOf(told.components, []), files: [] };
}

/** Words alone, already in markdown: what is left of a message that Discord does not take as it is. */
export function wordsOnly(markdown: string): MessageWithFiles {
  const content = markdown.trim() === '' ? '…' : markdown.slice(0, maxMessageText);
  return { body: bodyOf([{ type: ComponentType.TextDisplay, content }], []), files: [] };
}

/** All text of a message, in its order. */
export function textIn(components: readonly APIMessageTopLevelComponent[]): string {
  const texts: string[] = [];
  JSON.stringify(components, (key, value: unknown) => {
    if (key === 'content' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

function bodyOf(
  components: readonly APIMessageTopLevelComponent[],
  attachments: RESTAPIAttachment[],
): MessageBody {
  return {
    components: [...components],
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [], replied_user: false },
    attachments,
  };
}
