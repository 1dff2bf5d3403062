import { createHash } from 'node:crypto';
import type { Event } from '../../src/event.ts';
import type { Choice, Reply } from '../../src/reply.ts';
import type { ReturnedForm } from './replies/context.ts';
import type { Turn } from './transcript.ts';
import { placeOf, type Visitor } from './visitor.ts';

/** The fields of a posted form; one that came several times is a list. */
export type Body = Readonly<Record<string, string | readonly string[]>>;

/** Something that was posted, ready for the engine, with the words by which the conversation shows it. */
export interface Received {
  readonly event: Event;
  readonly text: string;
  /** A form's fields, to be shown again where they are not taken. */
  readonly filled?: ReturnedForm;
}

/** One field of a body; the last one where there are several. */
export function fieldOf(body: Body, name: string): string {
  const value = body[name];
  return (typeof value === 'string' ? value : value?.at(-1)) ?? '';
}

/** All values of a field. */
export function valuesOf(body: Body, name: string): readonly string[] {
  const value = body[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** Words that were sent; undefined where there are none. */
export function receiveWords(body: Body, thread: string, visitor: Visitor): Received | undefined {
  const text = fieldOf(body, 'text').replaceAll('\r\n', '\n').trim();
  if (text === '') return undefined;
  const event = { ...placeOf(visitor.person, thread), ...identity(body, visitor, text), text };
  return { event: { ...event, kind: 'said' }, text };
}

/** Choices that were pressed in a turn; undefined where none was. */
export function receiveChoices(
  body: Body,
  thread: string,
  visitor: Visitor,
  turn: Turn | undefined,
): Received | undefined {
  const choices = valuesOf(body, 'choice').filter((choice) => choice !== '');
  if (choices.length === 0) return undefined;
  const event = { ...placeOf(visitor.person, thread), ...identity(body, visitor, ...choices), choices };
  const labels = new Map(turn?.replies.flatMap(choicesOf).map(({ id, label }) => [id, label]));
  const text = choices.map((choice) => labels.get(choice) ?? choice).join(', ');
  return { event: { ...event, kind: 'chose' }, text };
}

/** A form that was filled in. */
export function receiveForm(
  body: Body,
  thread: string,
  visitor: Visitor,
  form: { readonly id: string; readonly title: string; readonly fields: Readonly<Record<string, string>> },
): Received {
  const { id, fields, title } = form;
  const content = Object.entries(fields).flat();
  const event = { ...placeOf(visitor.person, thread), ...identity(body, visitor, id, ...content) };
  return { event: { ...event, kind: 'submitted', form: id, fields }, text: title };
}

/** Everything that can be pressed in a reply. */
export function choicesOf(reply: Reply): readonly Choice[] {
  const own = reply.choices ?? [];
  if (reply.kind === 'question') return [...reply.options, ...own];
  if (reply.kind === 'list') return [...reply.items.flatMap(({ open }) => open ?? []), ...own];
  return own;
}

/**
 * The same form with the same content sent again is the same event. The content belongs to it: who goes back and sends
 * something else from the same page means something new.
 */
function identity(body: Body, visitor: Visitor, ...content: readonly string[]): { id?: string } {
  const nonce = fieldOf(body, 'nonce');
  if (!/^[\w-]{8,64}$/.test(nonce)) return {};
  const hash = createHash('sha256').update(JSON.stringify([visitor.person.id, ...content]));
  return { id: `web:${nonce}:${hash.digest('base64url').slice(0, 16)}` };
}
