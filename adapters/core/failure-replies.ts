import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { OnFault } from '../../src/conversation/engine.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import { isDatabaseAway } from '../../src/database/database-away.ts';
import type { DeadItem, Item } from '../../src/queue/arrival.ts';
import type { NoticeReply, Reply } from '../../src/reply.ts';

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

/** What is wrong with a form that was sent in, and with which of its fields; undefined where nothing is. */
export function formFault({ replies }: Outcome): Pick<NoticeReply, 'text' | 'field'> | undefined {
  const [first] = replies;
  return first?.kind === 'notice' && first.tone === 'error' ? first : undefined;
}

/** Tells the log of an engine's faults. What passes is thrown: whoever it happened to is answered when it has passed. */
export function failureLogged(log: Logger): OnFault {
  return (error, reference) => {
    if (isDatabaseAway(error)) throw error;
    log.error({ err: error, reference }, 'a turn failed');
  };
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
