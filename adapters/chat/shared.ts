import type { Outcome } from '../../src/conversation/outcome.ts';
import { liveKeyOf, recordReply } from '../../src/conversation/records.ts';
import type { Services } from '../../src/conversation/services.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Event } from '../../src/event.ts';
import type { RecordReply, Reply } from '../../src/reply.ts';
import { oneLine } from './clean.ts';
import { clip } from './clip.ts';

/** What is one message for all, updated in place under a key. */
export interface Shared {
  readonly key: string;
  readonly replies: readonly Reply[];
}

/** What is one message for all: a record's card without what it goes against; all of a team's walk. */
export function sharedOf({ live, replies }: Outcome): Shared | undefined {
  if (live === undefined) return undefined;
  if (!live.startsWith('record:')) return { key: live, replies };
  const card = replies.find((reply) => reply.kind === 'record');
  return card === undefined ? undefined : { key: live, replies: [card] };
}

/** The cards of records whose place an accepted one took, where that is what changed: they say so from now on too. */
export async function overtaken(services: Services, event: Event, outcome: Outcome): Promise<Shared[]> {
  const card = outcome.live?.startsWith('record:') === true ? cardOf(outcome.replies) : undefined;
  if (card?.record.status !== 'accepted') return [];
  const older = card.record.links.filter(({ kind, partial }) => kind === 'supersedes' && !partial);
  const cards = await Promise.all(
    older.map(async (ref): Promise<Shared[]> => {
      try {
        return [{ key: liveKeyOf(ref), replies: [await recordReply(services, event, ref, '')] }];
      } catch (error) {
        // Whoever acts may not see it; then nothing is told of it.
        if (error instanceof AdvisorError && error.code === 'not-found') return [];
        throw error;
      }
    }),
  );
  return cards.flat();
}

/** The card of a record among replies. */
export function cardOf(replies: readonly Reply[]): RecordReply | undefined {
  return replies.find((reply) => reply.kind === 'record');
}

/** Whether everybody in the event's channel may see a record; else its card is for the person alone. */
export async function channelMaySee(
  { decisions }: Services,
  event: Event,
  { record }: RecordReply,
): Promise<boolean> {
  if (event.viewer.kind !== 'member') return true;
  const viewer = { ...event.viewer, channels: [event.channel], outside: event.isShared === true };
  try {
    await decisions.get({ workspace: event.workspace, viewer, log: record.log }, record.number);
    return true;
  } catch (error) {
    if (error instanceof AdvisorError && error.code === 'not-found') return false;
    throw error;
  }
}

/** Whether a walk goes on: then in the message in which its question was answered. */
export function isWalking(event: Event, replies: readonly Reply[]): boolean {
  const isPressed = event.kind === 'chose' && event.choices.every((choice) => /^(?:w|topic):/.test(choice));
  return isPressed && replies.some(({ kind }) => kind === 'question' || kind === 'recommendation');
}

/** So much of a question is told above its answer. */
const maxAsked = 300;

/** Who asked what, above an answer that is shown to all. */
export function askedBy(name: string, question: string): Reply {
  return { kind: 'text', text: `${name} asked: ${clip(oneLine(question), maxAsked)}` };
}
