import { ComponentType } from 'discord.js';
import { type Choice, maxChoiceId } from '../../../src/reply.ts';
import { packed } from '../../view/packed.ts';
import { uniqueBy } from '../../view/unique-by.ts';
import { maxOptions, maxOptionText, maxPlaceholder } from '../limits.ts';
import { rowOf } from './buttons.ts';
import type { Ids } from './ids.ts';
import type { Part } from './parts.ts';
import { plain } from './text.ts';

/** Something in a menu: what it is called, and what is said of it in small print. */
export interface MenuChoice extends Choice {
  readonly detail?: string;
}

/** Menus of choices, each with as many as Discord takes; up to `most` can be picked at once, and are sent at once. */
export function menuRows(choices: readonly MenuChoice[], most: number, prompt: string, ids: Ids): Part[] {
  const groups = packed(choices, (group) => group.length <= maxOptions);
  return groups.map((group, at) => {
    const from = at * maxOptions;
    const place = groups.length === 1 ? '' : ` (${from + 1} to ${from + group.length})`;
    return rowOf([
      {
        type: ComponentType.StringSelect,
        custom_id: ids.pick(),
        placeholder: plain(`${prompt}${place}`, maxPlaceholder),
        min_values: 1,
        max_values: Math.max(1, Math.min(most, group.length)),
        options: group.map(({ id, label, detail = '' }) => ({
          label: plain(label, maxOptionText),
          value: id,
          ...(detail.trim() === '' ? {} : { description: plain(detail, maxOptionText) }),
        })),
      },
    ]);
  });
}

/** Choices that a menu can hold: with an id that comes back as it went, each there once. */
export function menuChoices<Item extends Choice>(choices: readonly Item[]): Item[] {
  const good = choices.filter(({ id }) => id.trim() !== '' && id.length <= maxChoiceId && id.isWellFormed());
  return uniqueBy(good, ({ id }) => id);
}
