import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { DeadItem, Item } from '../../src/delivery/arrival.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Reply } from '../../src/reply.ts';

/** An earlier attempt did it and died before it could say so; what it put into the outbox is not put twice. */
export function isLost(
  { attempt, payload }: Item<{ readonly kind: string }>,
  { intent, replies }: Outcome,
): boolean {
  return attempt > 1 && payload.kind !== 'overheard' && intent === 'none' && replies.length === 0;
}

/** What is said then. */
export const lostReply: Reply = {
  kind: 'notice',
  tone: 'info',
  text: 'I was interrupted here. What you asked for is done, or say it once more.',
  suggestions: [],
};

/** What is wrong with a form that was sent in; undefined where nothing is. */
export function formFault({ replies }: Outcome): string | undefined {
  const [first] = replies;
  return first?.kind === 'notice' && first.tone === 'error' ? first.text : undefined;
}

/** Whether a fault of ours passes: a database that is busy, or cannot be reached for a moment. */
export function mayPassHere(error: unknown): boolean {
  if (error instanceof AdvisorError) return error.code === 'database';
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

/** One line in the log of something that was given up, with its ids, and what the person is told, with the reference to it. */
export function deadReply(
  log: Logger,
  { platform, workspace, key, conversation, attempt }: Omit<DeadItem<unknown>, 'payload' | 'error'>,
  reason: string,
): Reply & { readonly kind: 'notice' } {
  const reference = randomUUID().slice(0, 8);
  log.error(
    { platform, reference, workspace, key, conversation, attempt, reason },
    'something that arrived was not handled',
  );
  const text = `Something went wrong, and what you asked for was not done. Try again; if it stays so, an admin finds more in the log under ${reference}.`;
  return { kind: 'notice', tone: 'error', text, suggestions: [] };
}
