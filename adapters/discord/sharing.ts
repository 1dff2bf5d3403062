import type { Item } from '../../src/delivery/arrival.ts';
import type { Event } from '../../src/event.ts';
import type { PostedMessages } from '../chat/posted.ts';
import type { Arrived } from './arrived.ts';

type Kept = Pick<PostedMessages, 'keepForm' | 'form'>;

/** Where the questions of answers that can be shown to a channel are kept. */
const place = 'shared';
/** A key that begins so is the question itself. */
const asItIs = '=';
const field = { name: 'question', label: '', type: 'text', required: false, maxLength: 10_000 } as const;

/**
 * The key under which the question that was answered can be shown to the channel: a short one is its own
 * key; a button has no room for a long one, so that is kept. Empty where nothing is to be shared.
 */
export async function shareKey(
  posted: Kept,
  { payload, workspace, key }: Pick<Item<Arrived>, 'payload' | 'workspace' | 'key'>,
  event: Event,
): Promise<string> {
  const question = event.kind === 'commanded' && event.name === 'ask' ? (event.given.question ?? '') : '';
  if (payload.kind !== 'commanded' || !payload.ephemeral || question.trim() === '') return '';
  if (/^\S(?:.{0,78}\S)?$/.test(question) && question.isWellFormed()) return `${asItIs}${question}`;
  const fields = [{ ...field, value: question }];
  await posted.keepForm(workspace, place, { kind: 'form', id: key, title: '', submit: '', fields });
  return key;
}

/** The question of a key, in it or kept under it; undefined where it is there no more. */
export async function keptQuestion(
  posted: Kept,
  workspace: string,
  key: string,
): Promise<string | undefined> {
  if (key.startsWith(asItIs)) return key.slice(asItIs.length);
  const kept = await posted.form(workspace, place, key);
  return kept?.fields[0]?.value;
}
