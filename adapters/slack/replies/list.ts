import type { KnownBlock, SectionBlock } from '@slack/types';
import type { ListReply } from '../../../src/reply.ts';
import { choiceButton, isPressable } from '../blocks/buttons.ts';
import type { Ids } from '../blocks/ids.ts';
import { contexts, maxName, sections } from '../blocks/section.ts';
import { mrkdwn } from '../blocks/text.ts';
import { bold, line, type Marked, md } from '../escape.ts';
import type { Rendered } from '../message.ts';

type Item = ListReply['items'][number];

/** Items under a title; what can be opened has its button beside it. */
export function renderList({ title, items }: ListReply, ids: Ids): Rendered {
  return { blocks: [...sections([bold(title, maxName)]), ...itemBlocks(items, maxItems, ids)] };
}

/** Items in their order, plain ones together in a section; how many more there are is told. */
export function itemBlocks(items: readonly Item[], most: number, ids: Ids): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let plain: Marked[] = [];
  const flush = () => {
    blocks.push(...sections(plain));
    plain = [];
  };
  for (const item of items.slice(0, most)) {
    if (item.open === undefined || !isPressable(item.open)) {
      plain.push(md`• ${itemLine(item)}`);
    } else {
      flush();
      blocks.push(openable(item, item.open, ids));
    }
  }
  flush();
  const left = items.length - most;
  return left > 0 ? [...blocks, ...contexts([md`and ${left} more; ask for less to see them`])] : blocks;
}

function openable(item: Item, open: NonNullable<Item['open']>, ids: Ids): SectionBlock {
  return { type: 'section', text: mrkdwn(itemLine(item)), accessory: choiceButton(open, ids) };
}

function itemLine({ text, detail }: Item): Marked {
  const [shown, told] = [line(text, maxItem), line(detail, maxItem)];
  // Slack takes no empty text.
  const named = shown.mrkdwn === '' ? md`…` : shown;
  return told.mrkdwn === '' ? named : md`${named}\n${told}`;
}

/** A list longer than this is not read. */
const maxItems = 40;
const maxItem = 1_000;
