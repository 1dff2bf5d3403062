import type { Database } from '../database/connection.ts';

/** What people set for themselves in a workspace. */
export interface People {
  /** Whether somebody is written to directly when a proposal waits for them: until they turn it off. */
  wantsAsks(workspace: string, person: string): Promise<boolean>;
  setAsks(workspace: string, person: string, on: boolean): Promise<void>;
}

/** Settings of people in a database. */
export function createPeople({ db }: Pick<Database, 'db'>): People {
  return {
    async wantsAsks(workspace, person) {
      const row = await db
        .selectFrom('people')
        .select('direct_asks')
        .where('workspace', '=', workspace)
        .where('person_id', '=', person)
        .executeTakeFirst();
      return row?.direct_asks !== 0;
    },
    async setAsks(workspace, person, on) {
      const direct_asks = on ? 1 : 0;
      await db
        .insertInto('people')
        .values({ workspace, person_id: person, direct_asks })
        .onConflict((conflict) => conflict.columns(['workspace', 'person_id']).doUpdateSet({ direct_asks }))
        .execute();
    },
  };
}
