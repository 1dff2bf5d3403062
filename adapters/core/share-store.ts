import { z } from 'zod';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Event } from '../../src/event.ts';
import type { RecommendationReply, Reply } from '../../src/reply.ts';
import type { Arrival, PlatformTypes } from './driver.ts';
import type { PostedMessages } from './posted-messages.ts';

type Keeping = Pick<PostedMessages, 'keepForm' | 'form'>;

/** What can be shown to a channel: a question, which is answered anew for all, or what a walk came to, as it stands. */
export type Kept =
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'walk'; readonly reply: RecommendationReply };

/** Where what can be shown to a channel is kept. */
const place = 'shared';
/** A key that begins so is the question itself. */
const asItIs = '=';
const field = { label: '', type: 'text', required: false, maxLength: 100_000 } as const;

/** The key of a question that needs no keeping. */
export function questionKey(question: string): string {
  return `${asItIs}${question}`;
}

/** The question that is its own key; undefined for the key of something that is kept. */
export function questionOf(key: string): string | undefined {
  return key.startsWith(asItIs) ? key.slice(asItIs.length) : undefined;
}

/**
 * The key under which what the person alone sees can be shown to the channel: a question of at most `maxQuestion` characters
 * is its own key; a button has no room for a longer one, nor for what a walk came to, so that is kept. Empty where nothing is to be shared.
 */
export async function shareKey<P extends PlatformTypes>(
  posted: Keeping,
  maxQuestion: number,
  item: Arrival<P>,
  event: Event,
  { replies, live }: Pick<Outcome, 'replies' | 'live'>,
): Promise<string> {
  const { payload } = item;
  if (!payload.ephemeral || payload.kind === 'shared' || live !== undefined) return '';
  const walk = replies.find((reply) => reply.kind === 'recommendation');
  if (walk !== undefined) return keep(posted, item, 'walk', JSON.stringify(walk));
  const question = event.kind === 'commanded' && event.name === 'ask' ? (event.given.question ?? '') : '';
  if (payload.kind !== 'commanded' || question.trim() === '') return '';
  const isLine = /^\S(?:.*\S)?$/.test(question) && question.isWellFormed();
  if (isLine && question.length <= maxQuestion) return questionKey(question);
  return keep(posted, item, 'question', question);
}

async function keep<P extends PlatformTypes>(
  posted: Keeping,
  { workspace, key }: Arrival<P>,
  name: Kept['kind'],
  value: string,
): Promise<string> {
  const fields = [{ ...field, name, value }];
  await posted.keepForm(workspace, place, { kind: 'form', id: key, title: '', submit: '', fields });
  return key;
}

/** We wrote it ourselves; what another version wrote otherwise is there no more. */
const walkSchema = z.custom<RecommendationReply>(
  (value) => typeof value === 'object' && value !== null && 'ranking' in value && 'citations' in value,
);

/** What is meant by a key, in it or kept under it; undefined where it is there no more. */
export async function readShared(posted: Keeping, workspace: string, key: string): Promise<Kept | undefined> {
  const question = questionOf(key);
  if (question !== undefined) return { kind: 'question', question };
  const [kept] = (await posted.form(workspace, place, key))?.fields ?? [];
  if (kept === undefined || kept.name === 'question')
    return kept === undefined ? undefined : { kind: 'question', question: kept.value };
  const read = walkSchema.safeParse(JSON.parse(kept.value));
  return read.success ? { kind: 'walk', reply: read.data } : undefined;
}

/** What somebody's own walk came to, for all to read: nothing in it can be pressed, as the walk stays theirs. */
export function walkOf(name: string, reply: RecommendationReply): readonly Reply[] {
  return [
    { kind: 'text', text: `${name}'s walk:` },
    { ...reply, choices: [] },
  ];
}
