import type { KnownBlock, ModalView } from '@slack/types';
import type { FormReply } from '../../src/reply.ts';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';
import { prose, sections } from './blocks/section.ts';
import { plainText } from './blocks/text.ts';
import { maxModalButton, maxModalTitle, maxViewBlocks } from './limits.ts';
import { fieldBlock, inputBlock, isTooLong } from './modal-fields.ts';
import { type Place, placeText } from './modal-place.ts';

/** The `callback_id` of forms that are filled in, and of modals that only tell something. */
export const formCallback = 'form';
export const noticeCallback = 'notice';

/** A form as a modal; where it can't be filled in here without losing text, a modal that says so. */
export function formModal(reply: FormReply, place: Place): ModalView {
  // What is left out of a spare field's sight stays as it is.
  const fields = reply.fields.filter((field) => field.isSpare !== true || !isTooLong(field));
  const long = fields.filter(isTooLong);
  if (long.length > 0) return noticeModal(reply.title, tooLong(long.map(({ label }) => label)));
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: placeText({ ...place, form: reply.id }),
    title: plainText(reply.title, maxModalTitle),
    submit: plainText(reply.submit, maxModalButton),
    close: plainText('Cancel', maxModalButton),
    blocks: fields.slice(0, maxViewBlocks).map(inputBlock),
  };
}

function tooLong(labels: readonly string[]): string {
  return `This holds more text than a form in Slack: ${labels.join(', ')}. Change it on the page or on the command line.`;
}

/** A modal to open at once, before its `trigger_id` ends; it is filled when what belongs in it is there. */
export function loadingModal(title: string): ModalView {
  return noticeModal(title, 'One moment …');
}

/** A modal that tells something: what went wrong, or that it is done. */
export function noticeModal(title: string, text: string): ModalView {
  const told: KnownBlock[] = prose(text);
  return {
    type: 'modal',
    callback_id: noticeCallback,
    title: plainText(title, maxModalTitle),
    close: plainText('Close', maxModalButton),
    blocks: told.length === 0 ? sections(['…']) : told,
  };
}

/** How a `view_submission` is answered. https://docs.slack.dev/surfaces/modals#interactions */
export type SubmissionAnswer =
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> };

/**
 * What is wrong, under the fields that it is about; what is about no field of the form stands under the first, as closing the
 * form would lose what was typed.
 */
export function errorAnswer(
  { title, fields }: Pick<FormReply, 'title' | 'fields'>,
  errors: Readonly<Record<string, string>>,
): SubmissionAnswer {
  const [first] = fields;
  if (first === undefined) return updateAnswer(noticeModal(title, Object.values(errors).join('\n')));
  const told: Record<string, string> = {};
  for (const [name, text] of Object.entries(errors)) {
    const block = fieldBlock((fields.find((field) => field.name === name) ?? first).name);
    told[block] = clip([told[block] ?? '', oneLine(text)].join(' ').trim(), maxError);
  }
  return { response_action: 'errors', errors: told };
}

/** Another view in the place of the one that was sent in. */
export function updateAnswer(view: ModalView): SubmissionAnswer {
  return { response_action: 'update', view };
}

const maxError = 300;
