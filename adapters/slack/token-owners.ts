import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../src/database/connection.ts';

/** Who we are with a token: the workspace, its address, our user there. */
export interface Who {
  readonly id: string;
  readonly url: string;
  readonly botUser: string;
}

/** What Slack told of the settings' token, kept over restarts. */
export interface TokenOwners {
  find(token: string): Promise<Who | undefined>;
  keep(token: string, who: Who): Promise<void>;
  forget(token: string): Promise<void>;
}

const whoSchema = z.object({ id: z.string(), url: z.string(), botUser: z.string() });
const platform = 'slack';
/** A token is long and random: nobody finds it from this. */
const digestOf = (token: string) => createHash('sha256').update(`${platform} ${token}`).digest('hex');

/** In a database, so that a process that starts while Slack is away knows for whom it works. */
export function createTokenOwners({ db }: Pick<Database, 'db'>): TokenOwners {
  return {
    async find(token) {
      const row = await db
        .selectFrom('token_owners')
        .select('data')
        .where('platform', '=', platform)
        .where('token_digest', '=', digestOf(token))
        .executeTakeFirst();
      return row === undefined ? undefined : whoSchema.parse(JSON.parse(row.data));
    },
    async keep(token, who) {
      const row = { data: JSON.stringify(who), at: new Date().toISOString() };
      await db
        .insertInto('token_owners')
        .values({ platform, token_digest: digestOf(token), ...row })
        .onConflict((conflict) => conflict.columns(['platform', 'token_digest']).doUpdateSet(row))
        .execute();
    },
    async forget(token) {
      await db
        .deleteFrom('token_owners')
        .where('platform', '=', platform)
        .where('token_digest', '=', digestOf(token))
        .execute();
    },
  };
}
