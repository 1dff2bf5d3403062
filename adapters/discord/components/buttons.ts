import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Choice } from '../../../src/reply.ts';
import { maxButtonLabel, maxRowButtons } from '../limits.ts';
import type { Ids } from './ids.ts';
import type { Part } from './parts.ts';
import { plain } from './text.ts';

/** Buttons side by side, or a menu. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId | APIStringSelectComponent>;

/** A choice as a button; undefined where no button can carry it. */
export function choiceButton(choice: Choice, ids: Ids): APIButtonComponentWithCustomId | undefined {
  const id = ids.choice(choice.id);
  return id === undefined ? undefined : button(id, choice.label, choice.tone);
}

/** A button. */
export function button(id: string, label: string, tone?: Choice['tone']): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: styleOf(tone),
    label: plain(label, maxButtonLabel),
    custom_id: id,
  };
}

function styleOf(tone: Choice['tone']): APIButtonComponentWithCustomId['style'] {
  switch (tone) {
    case 'primary':
      return ButtonStyle.Primary;
    case 'danger':
      return ButtonStyle.Danger;
    case undefined:
      return ButtonStyle.Secondary;
  }
}

/** Buttons for choices, in as many rows as they need. */
export function choiceRows(choices: readonly Choice[] | undefined, ids: Ids): Part[] {
  const buttons = (choices ?? []).flatMap((choice) => choiceButton(choice, ids) ?? []);
  return inGroups(buttons, maxRowButtons).map((row) => rowOf(row));
}

/** What can be pressed, in one row. */
export function rowOf(components: Row['components']): Part {
  return { kind: 'component', component: { type: ComponentType.ActionRow, components }, text: 0 };
}

/** Items in order, in groups of at most `most`. */
export function inGroups<Item>(items: readonly Item[], most: number): Item[][] {
  const count = Math.ceil(items.length / most);
  return Array.from({ length: count }, (_, at) => items.slice(at * most, (at + 1) * most));
}
