import type { KnownBlock } from '@slack/types';
import type { Chart } from '../../src/chart.ts';
import { packed } from '../view/packed.ts';
import { jsonLength } from './blocks/chunks.ts';
import { contexts } from './blocks/section.ts';
import { fallbackText } from './fallback-text.ts';
import { maxBlocksJson, maxMessageBlocks, maxTables } from './limits.ts';

/** A message as chat.postMessage, chat.update and a `response_url` take it. */
export interface SlackMessage {
  /** What notifications and screen readers tell. */
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** Pictures to draw and upload; until then a block tells each in words. See {@link withPicture}. */
  readonly pictures: readonly Picture[];
}

/** A chart that takes the place of a block once it is drawn (adapters/charts/draw.ts) and uploaded. */
export interface Picture {
  /** The `block_id` of the block that tells it in words. */
  readonly block: string;
  readonly chart: Chart;
  readonly title: string;
  readonly alt: string;
  /** The name of the file to upload. */
  readonly file: string;
}

/** What a reply came to. */
export interface Rendered {
  readonly blocks: readonly KnownBlock[];
  readonly pictures: readonly Picture[];
}

/** What is sent along with every message, so that nothing in it unfolds or calls anybody. */
export const quietly = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

/** Replies in as few messages as they fit in; one that fits in a message is not torn apart. */
export function messagesOf(replies: readonly Rendered[]): SlackMessage[] {
  const pictures = replies.flatMap((reply) => reply.pictures);
  const all = replies.map(({ blocks }) => blocks);
  return pagesOf(all, (blocks) => pagesOf(togetherOf(blocks))).map((blocks) => messageOf(blocks, pictures));
}

function pagesOf(groups: readonly Blocks[], split?: (blocks: Blocks) => Blocks[]): KnownBlock[][] {
  return packed(groups, (page) => fits(page.flat()), split).map((page) => page.flat());
}

type Blocks = readonly KnownBlock[];

/** The first message, with a note where there are more: what is updated in place has to stay one message. */
export function firstOf(messages: readonly SlackMessage[], more: string): SlackMessage | undefined {
  const [first] = messages;
  if (first === undefined || messages.length === 1) return first;
  const groups = togetherOf(first.blocks);
  const note = contexts([more]);
  while (groups.length > 0 && !fits([...groups.flat(), ...note])) groups.pop();
  return messageOf([...groups.flat(), ...note], first.pictures);
}

/** The message with an uploaded picture where it was told in words. */
export function withPicture(
  message: SlackMessage,
  { block, title, alt }: Picture,
  file: string,
): SlackMessage {
  const image: KnownBlock = {
    type: 'image',
    block_id: block,
    slack_file: { id: file },
    alt_text: alt,
    title: { type: 'plain_text', text: title, emoji: false },
  };
  return { ...message, blocks: message.blocks.map((one) => (one.block_id === block ? image : one)) };
}

function messageOf(blocks: KnownBlock[], pictures: readonly Picture[]): SlackMessage {
  const own = pictures.filter(({ block }) => blocks.some((one) => one.block_id === block));
  return { text: fallbackText(blocks), blocks, pictures: own };
}

/** Picks and the button that sends them stay in one message: a press brings only its own message's picks along. */
function togetherOf(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const groups: KnownBlock[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    if (group?.at(-1)?.block_id?.startsWith(picksPrefix)) group.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** The `block_id` of picks begins so. */
export const picksPrefix = 'picks-';

function fits(blocks: readonly KnownBlock[]): boolean {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  return blocks.length <= maxMessageBlocks && tables <= maxTables && jsonLength(blocks) <= maxBlocksJson;
}
