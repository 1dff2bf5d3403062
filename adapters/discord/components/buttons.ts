import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Choice } from '../../../src/reply.ts';
import { packed } from '../../view/packed.ts';
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
    style: styles[tone ?? 'plain'],
    label: plain(label, maxButtonLabel),
    custom_id: id,
  };
}

const styles = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const;

/** Buttons for choices, in as many rows as they need. */
export function choiceRows(choices: readonly Choice[] | undefined, ids: Ids): Part[] {
  const buttons = (choices ?? []).flatMap((choice) => choiceButton(choice, ids) ?? []);
  return packed(buttons, (row) => row.length <= maxRowButtons).map(rowOf);
}

/** What can be pressed, in one row. */
export function rowOf(components: Row['components']): Part {
  return { kind: 'component', component: { type: ComponentType.ActionRow, components }, text: 0 };
}
