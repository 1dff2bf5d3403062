import type { Event } from '../event.ts';
import type { RecordReply, Reply } from '../reply.ts';
import { ifSeen } from './find-records.ts';
import type { LiveKey } from './live-key.ts';
import { withoutLog } from './naming.ts';
import type { Outcome } from './outcome.ts';
import { forOneAlone, liveKeyOf, recordReply } from './record-replies.ts';
import type { Services } from './services.ts';

/** What is one message for all, updated in place under a key. */
export interface Shared {
  readonly key: LiveKey;
  readonly replies: readonly Reply[];
}

/** What is one message for all: a record's card without what it goes against; all of a team's walk. */
export function sharedOf({ live, replies }: Pick<Outcome, 'live' | 'replies'>): Shared | undefined {
  if (live === undefined) return undefined;
  if (live.kind !== 'record') return { key: live, replies };
  const card = replies.find((reply) => reply.kind === 'record');
  return card === undefined ? undefined : { key: live, replies: [card] };
}

/** A channel as far as it decides what may be shown in it, or somebody's direct messages. */
export type Room = Pick<Event, 'channel' | 'isShared'> & {
  /** Who alone reads there; left out in a channel. */
  readonly reader?: Pick<Event, 'person' | 'viewer'>;
};

/** What is one message for all as everybody in a channel may see it; undefined where they may not. */
export async function shownIn(
  services: Pick<Services, 'decisions'>,
  event: Event,
  room: Room,
  { key, replies }: Shared,
): Promise<Shared | undefined> {
  const card = cardOf(replies);
  if (card === undefined) return { key, replies };
  const shown = await cardIn(services, event, room, card);
  return shown === undefined ? undefined : { key, replies: [shown] };
}

/** A record's card as everybody in a channel may see it: what it names is theirs to see too. */
async function cardIn(
  services: Pick<Services, 'decisions'>,
  event: Event,
  { channel, isShared, reader }: Room,
  card: RecordReply,
): Promise<RecordReply | undefined> {
  if (reader !== undefined) {
    const own = await ifSeen(
      recordReply({ services, event: { ...event, ...reader } }, card.record, card.lead),
    );
    return own === undefined ? undefined : { ...own, choices: forOneAlone(own).choices ?? [] };
  }
  if (event.viewer.kind !== 'member') return card;
  const viewer = { ...event.viewer, channels: [channel], outside: isShared === true };
  const options = { whole: card.whole, choices: card.choices ?? [] };
  const shown = await ifSeen(
    recordReply({ services, event: { ...event, viewer } }, card.record, card.lead, options),
  );
  if (shown === undefined || shown.severalLogs || !card.severalLogs) return shown;
  return { ...shown, lead: withoutLog(shown.lead, shown.record.log) };
}

/** The cards of records whose place an accepted one took, where that is what changed: they say so from now on too. */
export async function overtaken(
  services: Services,
  event: Event,
  outcome: Pick<Outcome, 'live' | 'replies'>,
): Promise<Shared[]> {
  const card = outcome.live?.kind === 'record' ? cardOf(outcome.replies) : undefined;
  if (card?.record.status !== 'accepted') return [];
  const older = card.record.links.filter(({ kind, partial }) => kind === 'supersedes' && !partial);
  const cards = await Promise.all(
    older.map(async (ref): Promise<Shared[]> => {
      // Whoever acts may not see it; then nothing is told of it.
      const reply = await ifSeen(recordReply({ services, event }, ref, ''));
      return reply === undefined ? [] : [{ key: liveKeyOf(ref), replies: [reply] }];
    }),
  );
  return cards.flat();
}

/** The card of a record among replies. */
export function cardOf(replies: readonly Reply[]): RecordReply | undefined {
  return replies.find((reply) => reply.kind === 'record');
}
