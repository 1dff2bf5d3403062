import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';

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
  /** The most frequent first. */
  list(workspace: string): Promise<Gap[]>;
  /** Forgets what was last asked before a time in ISO form; says how many. */
  forget(before: string): Promise<number>;
}

const maxQuestion = 300;
const listed = 500;

/** Keeps a question, its text alone, neither who asked nor where: in the transaction that keeps what came of it. */
export async function keepGap(
  db: Kysely<Tables>,
  workspace: string,
  { kind, question: said }: Pick<Gap, 'kind' | 'question'>,
  at: string,
): Promise<void> {
  const question = said.replace(/\s+/g, ' ').trim().toLowerCase().slice(0, maxQuestion);
  if (question === '') return;
  await db
    .insertInto('gaps')
    .values({ workspace, kind, question, count: 1, first_at: at, last_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'kind', 'question'])
        .doUpdateSet({ count: sql<number>`gaps.count + 1`, last_at: at }),
    )
    .execute();
}

/** Gaps in a database. */
export function createGaps({ db }: Database): Gaps {
  return {
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
