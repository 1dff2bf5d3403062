import type { Kysely } from 'kysely';
import type { DigestTime } from '../commands/digest-time.ts';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';

/** What is set for channels. */
export interface Channels {
  /** Whether decisions are noticed in a channel: off until somebody there turns it on. */
  isNoticing(workspace: string, channel: string): Promise<boolean>;
  setNoticing(workspace: string, channel: string, on: boolean): Promise<void>;
  /** When a channel's weekly digest comes; undefined for none, as it is until somebody there turns it on. */
  digestOf(workspace: string, channel: string): Promise<DigestTime | undefined>;
  /** Sets that, at a time in ISO form; what was kept for a digest that is turned off is forgotten. */
  setDigest(workspace: string, channel: string, time: DigestTime | undefined, at: string): Promise<void>;
}

/** Settings of channels in a database. */
export function createChannels({ db, transaction }: Pick<Database, 'db' | 'transaction'>): Channels {
  return {
    async isNoticing(workspace, channel) {
      const row = await db
        .selectFrom('channels')
        .select('noticing')
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row?.noticing === 1;
    },
    async setNoticing(workspace, channel, on) {
      const noticing = on ? 1 : 0;
      await db
        .insertInto('channels')
        .values({ workspace, channel, noticing })
        .onConflict((conflict) => conflict.columns(['workspace', 'channel']).doUpdateSet({ noticing }))
        .execute();
    },
    async digestOf(workspace, channel) {
      const row = await db
        .selectFrom('channels')
        .select(['digest_day as day', 'digest_hour as hour'])
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row?.day == null || row.hour === null ? undefined : { day: row.day, hour: row.hour };
    },
    setDigest: (workspace, channel, time, at) => {
      const store = async (to: Kysely<Tables>) => {
        const set = {
          digest_day: time?.day ?? null,
          digest_hour: time?.hour ?? null,
          digest_since: time === undefined ? null : at,
        };
        await to
          .insertInto('channels')
          .values({ workspace, channel, ...set })
          .onConflict((conflict) => conflict.columns(['workspace', 'channel']).doUpdateSet(set))
          .execute();
        if (time !== undefined) return;
        await to
          .deleteFrom('digest_questions')
          .where('workspace', '=', workspace)
          .where('channel', '=', channel)
          .execute();
      };
      return transaction(store, { workspace });
    },
  };
}
