import { createHash } from 'node:crypto';
import type { Button, Checkboxes, KnownBlock, MultiStaticSelect, PlainTextOption } from '@slack/types';
import type { Choice } from '../../src/reply.ts';
import { noRoom } from '../view/reply-lines.ts';
import { uniqueBy } from '../view/unique-by.ts';
import type { Block } from '../view/view.ts';
import { choiceBlocks, isPressable } from './blocks/buttons.ts';
import { chunks } from './blocks/chunks.ts';
import type { Ids } from './blocks/ids.ts';
import { contexts, sections } from './blocks/section.ts';
import { plainText } from './blocks/text.ts';
import {
  maxButtonText,
  maxCheckboxes,
  maxOptions,
  maxOptionText,
  maxOptionValue,
  maxPlaceholder,
  maxSectionText,
} from './limits.ts';
import { picksPrefix } from './message.ts';
import { type OptionValues, optionValues } from './option-values.ts';

/** A question with its options. One option is a button; several are picked first and sent together. */
export function optionBlocks(
  { prompt, options, most }: Extract<Block, { kind: 'options' }>,
  ids: Ids,
): KnownBlock[] {
  const pressable = uniqueBy(options.filter(isPressable), ({ id }) => id);
  const shown = chunks(pressable, maxOptions, maxOptionsJson)[0] ?? [];
  const values = optionValues(
    shown.map(({ id }) => id),
    maxOptionValue,
  );
  const asButtons = most <= 1 || shown.length === 0 || values === undefined;
  return [
    ...sections([[prompt, most > 1 ? ` Up to ${most}.` : '']]),
    ...(asButtons ? choiceBlocks(shown, ids) : pickBlocks(shown, values, most, ids)),
    ...contexts([noRoom(pressable.length - shown.length)]),
  ];
}

function pickBlocks(
  options: readonly Choice[],
  { prefix, values }: OptionValues,
  most: number,
  ids: Ids,
): KnownBlock[] {
  // What was picked stays picked while the message is updated, as long as its block keeps its name; another question has another.
  const block = `${picksPrefix}${digest(options)}`;
  const all = options.map(({ label }, at) => option(label, values[at] ?? ''));
  const picks = pickBlock(all, block, most, ids);
  const choose: Button = {
    type: 'button',
    action_id: ids.next('choose'),
    text: plainText('Choose', maxButtonText),
    style: 'primary',
    value: `${block}|${prefix}`,
  };
  return [picks, { type: 'actions', elements: [choose] }];
}

/** Boxes while they fit in one group; else a menu, which also keeps to the number that can be chosen. */
function pickBlock(options: PlainTextOption[], block_id: string, most: number, ids: Ids): KnownBlock {
  const action_id = ids.next('pick');
  if (options.length <= maxCheckboxes) {
    const boxes: Checkboxes = { type: 'checkboxes', action_id, options };
    return { type: 'actions', block_id, elements: [boxes] };
  }
  const menu: MultiStaticSelect = {
    type: 'multi_static_select',
    action_id,
    options,
    max_selected_items: Math.min(most, options.length),
    placeholder: plainText('Pick', maxPlaceholder),
  };
  // A section takes this menu everywhere; an actions block only lately.
  return { type: 'section', block_id, text: plainText('Options', maxSectionText), accessory: menu };
}

function option(label: string, value: string): PlainTextOption {
  return { text: plainText(label, maxOptionText), value };
}

function digest(options: readonly Choice[]): string {
  const ids = JSON.stringify(options.map(({ id }) => id));
  return createHash('sha256').update(ids).digest('hex').slice(0, 12);
}

/** Options that a message has room for beside the rest; a hundred long ones would fill two. */
const maxOptionsJson = 5_000;
