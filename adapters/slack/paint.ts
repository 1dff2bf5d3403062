import type { Button, KnownBlock } from '@slack/types';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';
import { itemTexts } from '../view/reply-lines.ts';
import { type Block, type Item, line, marked, maxName, type Text, words } from '../view/view.ts';
import { choiceBlocks, choiceButton, isPressable } from './blocks/buttons.ts';
import type { Ids } from './blocks/ids.ts';
import { contexts, header, prose, sections } from './blocks/section.ts';
import { mrkdwn, plainText } from './blocks/text.ts';
import { lines } from './escape.ts';
import { maxAltText, maxButtonText, maxButtonValue, maxImageTitle } from './limits.ts';
import type { Picture } from './message.ts';
import { optionBlocks } from './options.ts';
import { tableBlocks } from './table.ts';

/** A block of a view as blocks of Slack. */
export function paint(block: Block, ids: Ids): KnownBlock[] {
  switch (block.kind) {
    case 'headline':
      return [header(block.title), ...sections([block.below])];
    case 'heading':
      return [...sections([marked('title', block.title), ...block.below]), ...contexts(block.small)];
    case 'lines':
      return sections(block.lines);
    case 'small':
      return contexts(block.lines);
    case 'prose':
      return prose(block.text, block.title);
    case 'quotations':
      return [{ type: 'divider' }, ...sections(block.quotations.flat())];
    case 'table':
      return tableBlocks(block);
    case 'choices':
      return choiceBlocks(block.choices, ids);
    case 'options':
      return optionBlocks(block, ids);
    case 'items':
      return [...sections([marked('title', words(block.title, maxName))]), ...itemBlocks(block.items, ids)];
    case 'picture':
      return pictureBlocks(block);
    case 'form':
      return formBlocks(block, ids);
  }
}

/** Items in their order, each that can be opened with its button beside it, the others together in a section. */
function itemBlocks(items: readonly Item[], ids: Ids): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let plain: Text[] = [];
  for (const item of items) {
    const { text, detail } = itemTexts(item, maxItem);
    const told = detail === '' ? text : [text, '\n', detail];
    if (item.open === undefined || !isPressable(item.open)) {
      plain.push(marked('item', told));
    } else {
      const accessory = choiceButton(item.open, ids);
      blocks.push(...sections(plain), { type: 'section', text: mrkdwn(lines([told])), accessory });
      plain = [];
    }
  }
  return [...blocks, ...sections(plain)];
}

const maxItem = 1_000;

type PictureBlock = Extract<Block, { kind: 'picture' }>;

/** A chart in words; the first block of them is the one whose place a picture takes. */
function pictureBlocks(block: PictureBlock): KnownBlock[] {
  const [told, ...rest] = sections([
    marked('title', words(block.title, maxName)),
    line(block.alt, maxAltText),
  ]);
  return told === undefined ? [] : [{ ...told, block_id: pictureOf(block).block }, ...rest];
}

/** The picture that takes the place of a chart's words once it is uploaded. */
export function pictureOf({ index, title, chart, alt }: PictureBlock): Picture {
  return {
    block: `chart-${index}`,
    chart,
    title: clip(oneLine(title), maxImageTitle),
    alt: clip(oneLine(alt), maxAltText),
    file: `${chart.kind}-${index}.png`,
  };
}

/** A modal needs a `trigger_id`, which only a press or a command brings: so this is a button. */
function formBlocks({ id, label }: Extract<Block, { kind: 'form' }>, ids: Ids): KnownBlock[] {
  if (id === '' || id.length > maxButtonValue) return [];
  const button: Button = {
    type: 'button',
    action_id: ids.next('form'),
    text: plainText(label, maxButtonText),
    style: 'primary',
    value: id,
  };
  return [{ type: 'actions', elements: [button] }];
}
