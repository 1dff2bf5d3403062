import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import type { Day, WeeklyTime } from './local-time.ts';

/** A channel that wants a weekly digest, and since when it does. */
export interface DigestChannel {
  readonly workspace: string;
  readonly channel: string;
  readonly time: WeeklyTime;
  /** In ISO form. */
  readonly since: string;
}

/** The channels of all workspaces that want a digest. */
export async function digestChannels(db: Kysely<Tables>): Promise<DigestChannel[]> {
  const rows = await channelRows(db).execute();
  return rows.flatMap(channelOf);
}

/** Whether a channel still wants it as it did when it was read. */
export async function stillWanted(db: Kysely<Tables>, wanted: DigestChannel): Promise<boolean> {
  const row = await channelRows(db)
    .where('workspace', '=', wanted.workspace)
    .where('channel', '=', wanted.channel)
    .executeTakeFirst();
  const [now] = row === undefined ? [] : channelOf(row);
  return now?.since === wanted.since;
}

function channelRows(db: Kysely<Tables>) {
  return db
    .selectFrom('channels')
    .select(['workspace', 'channel', 'digest_day', 'digest_hour', 'digest_since'])
    .where('digest_day', 'is not', null);
}

type ChannelRow = Awaited<ReturnType<ReturnType<typeof channelRows>['execute']>>[number];

function channelOf({
  workspace,
  channel,
  digest_day,
  digest_hour,
  digest_since,
}: ChannelRow): DigestChannel[] {
  return digest_day === null || digest_hour === null || digest_since === null
    ? []
    : [{ workspace, channel, time: { day: digest_day, hour: digest_hour }, since: digest_since }];
}

/** A channel's digest that was taken on last: its day, and when, in ISO form. */
export function lastDigest(
  db: Kysely<Tables>,
  { workspace, channel }: Pick<DigestChannel, 'workspace' | 'channel'>,
): Promise<{ readonly day: Day; readonly claimed_at: string } | undefined> {
  return db
    .selectFrom('digests')
    .select(['day', 'claimed_at'])
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .orderBy('day', 'desc')
    .executeTakeFirst();
}

/** Takes a day's digest on; false when somebody else did. Earlier ones are of no more use. */
export async function claimDigest(
  db: Kysely<Tables>,
  { workspace, channel }: Pick<DigestChannel, 'workspace' | 'channel'>,
  day: Day,
  at: string,
): Promise<boolean> {
  const result = await db
    .insertInto('digests')
    .values({ workspace, channel, day, claimed_at: at })
    .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'day']).doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  await db
    .deleteFrom('digests')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('day', '<', day)
    .execute();
  return true;
}

/** What was asked aloud in a channel and not covered, the most frequent first; it is not kept any longer. */
export async function takeQuestions(
  db: Kysely<Tables>,
  { workspace, channel }: Pick<DigestChannel, 'workspace' | 'channel'>,
): Promise<{ readonly question: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('digest_questions')
    .select(['question', 'count'])
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .orderBy('count', 'desc')
    .orderBy('last_at', 'desc')
    .execute();
  await db
    .deleteFrom('digest_questions')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .execute();
  return rows;
}
