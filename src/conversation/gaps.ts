import { sql } from 'kysely';
import type { Database } from '../database/connection.ts';

/** A question that the knowledge did not serve. */
export interface Gap {
  /** Not covered by the documents, or answered and told to be not right. */
  readonly kind: 'uncovered' | 'not-right';
  readonly question: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Questions that the knowledge did not serve: what a team may add to its own. */
export interface Gaps {
  /** Keeps a question: its text alone, neither who asked nor where. */
  keep(workspace: string, kind: Gap['kind'], question: string): Promise<void>;
  /** The most frequent first. */
  list(workspace: string): Promise<Gap[]>;
  /** Forgets what was last asked before a time in ISO form; says how many. */
  forget(before: string): Promise<number>;
}

const maxQuestion = 300;
const listed = 500;

/** Gaps in a database; `now` gives the time in ISO form. */
export function createGaps({ db }: Database, now: () => string): Gaps {
  return {
    async keep(workspace, kind, said) {
      const question = said.replace(/\s+/g, ' ').trim().toLowerCase().slice(0, maxQuestion);
      if (question === '') return;
      const at = now();
      await db
        .insertInto('gaps')
        .values({ workspace, kind, question, count: 1, first_at: at, last_at: at })
        .onConflict((conflict) =>
          conflict
            .columns(['workspace', 'kind', 'question'])
            .doUpdateSet({ count: sql<number>`gaps.count + 1`, last_at: at }),
        )
        .execute();
    },
    async list(workspace) {
      const rows = await db
        .selectFrom('gaps')
        .selectAll()
        .where('workspace', '=', workspace)
        .orderBy('count', 'desc')
        .orderBy('last_at', 'desc')
        .limit(listed)
        .execute();
      return rows.map(({ kind, question, count, first_at, last_at }) => ({
        kind: kind === 'not-right' ? 'not-right' : 'uncovered',
        question,
        count,
        firstAt: first_at,
        lastAt: last_at,
      }));
    },
    async forget(before) {
      const result = await db.deleteFrom('gaps').where('last_at', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
