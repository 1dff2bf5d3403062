import type { Database } from '../database/connection.ts';

/** What is set for channels. */
export interface Channels {
  /** Whether decisions are noticed in a channel: off until somebody there turns it on. */
  isNoticing(workspace: string, channel: string): Promise<boolean>;
  setNoticing(workspace: string, channel: string, on: boolean): Promise<void>;
}

/** Settings of channels in a database. */
export function createChannels({ db }: Database): Channels {
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
  };
}
