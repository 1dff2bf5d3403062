import type { Choice, QuestionReply } from '../../../src/reply.ts';
import { choiceRows } from '../components/buttons.ts';
import type { Ids } from '../components/ids.ts';
import { menuChoices, menuRows } from '../components/menus.ts';
import {
  accents,
  type Card,
  headed,
  maxLine,
  maxName,
  named,
  type Part,
  small,
  titled,
} from '../components/parts.ts';
import { bold, line, type Marked, md, words } from '../escape.ts';

/** A question of a walk: what is asked, what can be chosen, how a team has voted, what was understood so far. */
export function renderQuestion(reply: QuestionReply, ids: Ids): Card {
  const { topic, prompt, options, most, tally, told, choices } = reply;
  const parts = [
    ...small([words(topic, maxName)]),
    ...headed(line(prompt, maxLine)),
    ...optionRows(options, most, ids),
    ...tallyParts(tally),
    ...choiceRows(choices, ids),
    ...small(toldLines(told)),
  ];
  return { accent: tally === undefined ? accents.neutral : accents.open, parts };
}

/** One of a few is a button; many, and several at once, are picked from a menu. */
function optionRows(options: readonly Choice[], most: number, ids: Ids): Part[] {
  const pressable = menuChoices(options);
  if (most <= 1 && pressable.length <= maxButtons) return choiceRows(pressable, ids);
  const shown = pressable.slice(0, maxShown);
  const left = pressable.length - shown.length;
  const note = left > 0 ? small([md`${left} more options have no room here: say the one you mean.`]) : [];
  return [...menuRows(shown, most, most <= 1 ? 'Pick one' : `Pick up to ${most}`, ids), ...note];
}

/** Two rows of buttons can be taken in at a glance. */
const maxButtons = 10;
/** Four menus of them. */
const maxShown = 100;

function tallyParts(tally: QuestionReply['tally']): Part[] {
  if (tally === undefined) return [];
  if (tally.length === 0) return small([md`No votes yet.`]);
  const votes = tally.map(
    ({ option, people }) => md`${bold(option, maxName)} ${people.length}: ${named(people, maxVoters)}`,
  );
  return titled('Votes', votes, maxVotes);
}

const maxVoters = 20;
const maxVotes = 20;

/** What was said before, in small print. */
export function toldLines(told: readonly string[]): Marked[] {
  return told.length === 0 ? [] : [md`Understood so far: ${named(told, maxTold, ' · ')}`];
}

const maxTold = 20;
