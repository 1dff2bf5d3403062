import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import type { Event } from '../event.ts';

/** What became known of how a question was served. */
export interface Feedback {
  /** Not covered by the documents, or answered and told to be not right, or to have helped. */
  readonly kind: 'uncovered' | 'not-right' | 'helpful';
  readonly question: string;
  /** Whether all of the channel saw it asked. */
  readonly isAloud?: boolean;
}

/** A question that the knowledge did not serve. */
export interface Gap {
  readonly kind: Exclude<Feedback['kind'], 'helpful'>;
  readonly question: string;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Questions that the knowledge did not serve: what a team may add to its own. */
export interface Gaps {
  /** The most frequent first. */
  list(workspace: string): Promise<Gap[]>;
  /** How often an answer was told to have helped, and to how many questions. */
  helped(workspace: string): Promise<{ readonly count: number; readonly questions: number }>;
  /** Forgets what was last asked before a time in ISO form; says how many. */
  forget(before: string): Promise<number>;
}

const maxQuestion = 300;
const listed = 500;

/**
 * Keeps a question with how it was served, its text alone, neither who asked nor where: in the transaction that keeps what
 * came of it. Where, too, until the channel's next digest, for what was asked aloud in a channel that wants one.
 */
export async function keepFeedback(
  db: Kysely<Tables>,
  { workspace, channel }: Pick<Event, 'workspace' | 'channel'>,
  { kind, question: said, isAloud = false }: Feedback,
  at: string,
): Promise<void> {
  const question = said.replace(/\s+/g, ' ').trim().toLowerCase().slice(0, maxQuestion);
  if (question === '') return;
  if (kind === 'uncovered' && isAloud) await keepForDigest(db, { workspace, channel, question, at });
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

/** Keeps a question for its channel's digest, where it wants one. */
async function keepForDigest(
  db: Kysely<Tables>,
  { at, ...asked }: { workspace: string; channel: string; question: string; at: string },
): Promise<void> {
  const wanted = await db
    .selectFrom('channels')
    .select('digest_day')
    .where('workspace', '=', asked.workspace)
    .where('channel', '=', asked.channel)
    .executeTakeFirst();
  if (wanted?.digest_day == null) return;
  await db
    .insertInto('digest_questions')
    .values({ ...asked, count: 1, last_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace', 'channel', 'question'])
        .doUpdateSet({ count: sql<number>`digest_questions.count + 1`, last_at: at }),
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
        .where('kind', '!=', 'helpful')
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
    async helped(workspace) {
      const { count, questions } = await db
        .selectFrom('gaps')
        .select(({ fn }) => [
          fn.sum<number | null>('count').as('count'),
          fn.countAll<number>().as('questions'),
        ])
        .where('workspace', '=', workspace)
        .where('kind', '=', 'helpful')
        .executeTakeFirstOrThrow();
      return { count: Number(count ?? 0), questions: Number(questions) };
    },
    async forget(before) {
      const result = await db.deleteFrom('gaps').where('last_at', '<', before).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
