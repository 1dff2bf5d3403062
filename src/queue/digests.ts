import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { Reader } from '../decisions/reader.ts';
import type { Viewer } from '../decisions/record.ts';
import { type Clock, clockOf, createRounds, isoTime, type Rounds } from './clock.ts';
import { askedOf, type Digest, type WeekOfRecords, weekOf } from './digest.ts';
import {
  claimDigest,
  type DigestChannel,
  digestChannels,
  lastDigest,
  stillWanted,
  takeQuestions,
} from './digest-rows.ts';
import { type Day, isBefore, isZone, latestWeekly, localDay } from './local-time.ts';
import type { Outbox } from './outbox.ts';

/** Weekly digests of channels that want them, each sent once, whichever processes run; every minute from `start` on. */
export interface Digests extends Rounds {
  /** Puts into the outbox what is due now; says how many. */
  send(): Promise<number>;
}

/** How digests work. */
export interface DigestsOptions {
  /** Where they go; an outbox whose payloads are digests among others. */
  readonly outbox: Pick<Outbox<Digest>, 'put'>;
  readonly decisions: Pick<Reader, 'decidedSince' | 'waiting' | 'due' | 'logs'>;
  /** The platform of a workspace; undefined where nobody is to be told. */
  readonly platformOf: (workspace: string) => string | undefined | Promise<string | undefined>;
  /** The time zone of a channel; UTC where it is left out or names none. */
  readonly zoneOf?: (workspace: string, channel: string) => string | Promise<string>;
  /** Whether people from outside read a channel: then it is told what belongs to it alone. */
  readonly isShared: (workspace: string, channel: string) => Promise<boolean>;
  readonly onFault: (error: unknown) => void;
  readonly clock?: Clock;
}

const lookEvery = 60_000;
const week = 7 * 24 * 3_600_000;

/** Digests from a database's records. */
export function createDigests(database: Database, options: DigestsOptions): Digests {
  const { clock = clockOf(database), onFault } = options;
  const send = () => sendAll(database, options, clock);
  return { send, ...createRounds(clock, lookEvery, send, onFault) };
}

async function sendAll(database: Database, options: DigestsOptions, clock: Clock): Promise<number> {
  let sent = 0;
  for (const wanted of await digestChannels(database.db)) {
    try {
      if (await sendTo(database, options, clock, wanted)) sent++;
    } catch (error) {
      // The others get theirs all the same; this one is tried again in a minute.
      options.onFault(error);
    }
  }
  return sent;
}

async function sendTo(
  database: Database,
  options: DigestsOptions,
  clock: Clock,
  wanted: DigestChannel,
): Promise<boolean> {
  const { workspace, channel, time } = wanted;
  const platform = await options.platformOf(workspace);
  if (platform === undefined) return false;
  const zone = await zoneFor(options, wanted);
  const now = clock.now();
  const day = latestWeekly(zone, now, time);
  const last = await lastDigest(database.db, wanted);
  // Whoever turns it on gets the next one, not the one that would have come before.
  if (!isBefore(zone, Date.parse(wanted.since), day, time.hour) || (last !== undefined && last.day >= day))
    return false;
  const since = sinceOf(wanted, last?.claimed_at, now);
  const { digest, isNew } = await recordsFor(options, wanted, since, localDay(zone, now));
  const tell = async (db: Kysely<Tables>) => {
    // It may have been turned off, or told by another process, since it was read.
    if (!(await stillWanted(db, wanted)) || !(await claimDigest(db, wanted, day, isoTime(now)))) return false;
    const asked = askedOf(await takeQuestions(db, wanted));
    if (!isNew && asked.total === 0) return false;
    const payload: Digest = { ...digest, asked };
    await options.outbox.put(
      { platform, workspace, channel, dedupe: `digest:${channel}:${day}`, payload },
      db,
    );
    return true;
  };
  return database.transaction(tell, { workspace });
}

/** From when on it tells: from the one before, or of a week where there is none since it was turned on. */
function sinceOf({ since }: DigestChannel, last: string | undefined, now: number): string {
  return last !== undefined && last > since ? last : isoTime(now - week);
}

async function recordsFor(
  { decisions, isShared }: DigestsOptions,
  { workspace, channel }: DigestChannel,
  since: string,
  today: Day,
): Promise<WeekOfRecords> {
  const viewer: Viewer = {
    kind: 'member',
    ...{ person: { id: '', name: '' }, channels: [channel], outside: false },
    // What cannot be told is not guessed: it throws, and is asked again.
    amidOutsiders: await isShared(workspace, channel),
  };
  return weekOf(decisions, { workspace, viewer, channel }, since, today);
}

/** An hour too early or late is better than never, so a zone that cannot be told is UTC. */
async function zoneFor({ zoneOf, onFault }: DigestsOptions, wanted: DigestChannel): Promise<string> {
  try {
    const zone = await zoneOf?.(wanted.workspace, wanted.channel);
    return zone !== undefined && isZone(zone) ? zone : 'UTC';
  } catch (error) {
    onFault(error);
    return 'UTC';
  }
}
