import type { ActionsBlock, Button } from '@slack/types';
import { type Choice, maxChoiceId } from '../../../src/reply.ts';
import { maxActions, maxButtonText } from '../limits.ts';
import { chunks } from './chunks.ts';
import type { Ids } from './ids.ts';
import { plainText } from './text.ts';

/** A choice as a button; its value is the choice's id. */
export function choiceButton({ id, label, tone }: Choice, ids: Ids): Button {
  return {
    type: 'button',
    action_id: ids.next('choice'),
    text: plainText(label, maxButtonText),
    // Half of a sign would be refused; words that were cut there mean the same without it.
    value: id.toWellFormed(),
    ...(tone === undefined ? {} : { style: tone }),
  };
}

/** Buttons for choices, in as many rows of blocks as they need. */
export function choiceBlocks(choices: readonly Choice[] | undefined, ids: Ids): ActionsBlock[] {
  const buttons = (choices ?? []).filter(isPressable).map((choice) => choiceButton(choice, ids));
  return chunks(buttons, maxActions, maxRowJson).map((elements) => ({ type: 'actions', elements }));
}

/** Slack takes no empty value, and an id beyond what replies promise would be refused when it comes back. */
export function isPressable({ id }: Choice): boolean {
  return id !== '' && id.length <= maxChoiceId;
}

/** A row that is far below what a message may be. */
const maxRowJson = 8_000;
