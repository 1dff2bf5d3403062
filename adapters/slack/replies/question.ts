import { createHash } from 'node:crypto';
import type { Button, Checkboxes, KnownBlock, MultiStaticSelect, PlainTextOption } from '@slack/types';
import type { Choice, QuestionReply } from '../../../src/reply.ts';
import { uniqueBy } from '../../view/unique-by.ts';
import { choiceBlocks, isPressable } from '../blocks/buttons.ts';
import { chunks } from '../blocks/chunks.ts';
import type { Ids } from '../blocks/ids.ts';
import { contexts, maxLine, maxName, sections } from '../blocks/section.ts';
import { plainText } from '../blocks/text.ts';
import { joined, line, type Marked, md, words } from '../escape.ts';
import {
  maxButtonText,
  maxCheckboxes,
  maxOptions,
  maxOptionText,
  maxOptionValue,
  maxPlaceholder,
  maxSectionText,
} from '../limits.ts';
import { picksPrefix, type Rendered } from '../message.ts';
import { type OptionValues, optionValues } from '../option-values.ts';

/** A question of a walk: what is asked, what can be chosen, how a team has voted, what was understood so far. */
export function renderQuestion(reply: QuestionReply, ids: Ids): Rendered {
  const { topic, prompt, options, most, tally, told, choices } = reply;
  const hint = most > 1 ? md` Up to ${most}.` : md``;
  const blocks: KnownBlock[] = [
    ...contexts([words(topic, maxName)]),
    ...sections([md`${line(prompt, maxLine)}${hint}`]),
    ...optionBlocks(options, most, ids),
    ...tallyBlocks(tally),
    ...choiceBlocks(choices, ids),
    ...contexts(toldLines(told)),
  ];
  return { blocks };
}

/** One option is a button; several are picked first and sent together. */
function optionBlocks(options: readonly Choice[], most: number, ids: Ids): KnownBlock[] {
  const pressable = uniqueBy(options.filter(isPressable), ({ id }) => id);
  const shown = chunks(pressable, maxOptions, maxOptionsJson)[0] ?? [];
  const left = pressable.length - shown.length;
  const note = left > 0 ? contexts([md`${left} more options have no room here: say the one you mean.`]) : [];
  const values = optionValues(
    shown.map(({ id }) => id),
    maxOptionValue,
  );
  const asButtons = most <= 1 || shown.length === 0 || values === undefined;
  return [...(asButtons ? choiceBlocks(shown, ids) : pickBlocks(shown, values, most, ids)), ...note];
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

function tallyBlocks(tally: QuestionReply['tally']): KnownBlock[] {
  if (tally === undefined) return [];
  if (tally.length === 0) return contexts([md`No votes yet.`]);
  const votes = tally.map(({ option: chosen, people }) => {
    const names = joined(
      people.slice(0, maxVoters).map((name) => words(name, 60)),
      ', ',
    );
    const left = people.length > maxVoters ? ` and ${people.length - maxVoters} more` : '';
    return md`• ${words(chosen, maxName)} ${people.length}: ${names}${left}`;
  });
  const left = votes.length > maxVotes ? [md`_and ${votes.length - maxVotes} more options with votes_`] : [];
  return sections([md`*Votes*`, ...votes.slice(0, maxVotes), ...left]);
}

const maxVoters = 30;
const maxVotes = 30;

/** What was said before, in small print. */
export function toldLines(told: readonly string[]): Marked[] {
  if (told.length === 0) return [];
  const left = told.length > maxTold ? ` · and ${told.length - maxTold} more` : '';
  const lines = told.slice(0, maxTold).map((text) => words(text, 120));
  return [md`Understood so far: ${joined(lines, ' · ')}${left}`];
}

const maxTold = 20;
