import { noRoom } from '../view/reply-lines.ts';
import { type Block, marked } from '../view/view.ts';
import { choiceRows } from './components/buttons.ts';
import type { Ids } from './components/ids.ts';
import { menuChoices, menuRows } from './components/menus.ts';
import { type Part, smallParts, textParts } from './components/parts.ts';

/** A question with its options: one of a few is a button; many, and several at once, are picked from a menu. */
export function optionParts(
  { prompt, options, most }: Extract<Block, { kind: 'options' }>,
  ids: Ids,
): Part[] {
  const title = textParts([marked('title', prompt)]);
  const pressable = menuChoices(options);
  if (most <= 1 && pressable.length <= maxButtons) return [...title, ...choiceRows(pressable, ids)];
  const shown = pressable.slice(0, maxShown);
  return [
    ...title,
    ...menuRows(shown, most, most <= 1 ? 'Pick one' : `Pick up to ${most}`, ids),
    ...smallParts([noRoom(pressable.length - shown.length)]),
  ];
}

/** Two rows of buttons can be taken in at a glance. */
const maxButtons = 10;
/** Four menus of them. */
const maxShown = 100;
