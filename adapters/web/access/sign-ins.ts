import type { Kysely } from 'kysely';
import type { Database } from '../../../src/database/connection.ts';
import type { Tables } from '../../../src/database/schema.ts';
import { isoTime } from '../../../src/queue/clock.ts';
import { maxSignIns } from '../limits.ts';

/** Who is signed in, kept in the database: who signed out is so in every process and after a restart. */
export interface SignIns {
  add(session: string, endsAt: number): Promise<void>;
  has(session: string, now: number): Promise<boolean>;
  end(session: string): Promise<void>;
}

/** The sessions of a workspace. Of more than there is room for the newest stay. */
export function createSignIns({ db, transaction }: Database, workspace: string): SignIns {
  const changing = (work: (within: Kysely<Tables>) => Promise<void>) => transaction(work, { workspace });
  return {
    add: (session, endsAt) =>
      changing(async (within) => {
        await within
          .insertInto('sign_ins')
          .values({ workspace, session, ends_at: isoTime(endsAt) })
          .execute();
        const own = within.selectFrom('sign_ins').select('id').where('workspace', '=', workspace);
        const first = await own.orderBy('id', 'desc').offset(maxSignIns).limit(1).executeTakeFirst();
        if (first === undefined) return;
        await within
          .deleteFrom('sign_ins')
          .where('workspace', '=', workspace)
          .where('id', '<=', first.id)
          .execute();
      }),
    async has(session, now) {
      const row = await db
        .selectFrom('sign_ins')
        .select('id')
        .where('workspace', '=', workspace)
        .where('session', '=', session)
        .where('ends_at', '>', isoTime(now))
        .executeTakeFirst();
      return row !== undefined;
    },
    async end(session) {
      await changing(async (within) => {
        await within
          .deleteFrom('sign_ins')
          .where('workspace', '=', workspace)
          .where('session', '=', session)
          .execute();
      });
    },
  };
}
