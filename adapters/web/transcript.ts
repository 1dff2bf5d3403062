import type { Kysely, Selectable } from 'kysely';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Tables } from '../../src/database/schema.ts';
import type { TurnTable } from '../../src/database/tables/conversations.ts';
import type { Person } from '../../src/decisions/record.ts';
import type { Reply } from '../../src/reply.ts';
import { channel, workspace } from './visitor.ts';

/** What somebody said or did, and what came back. */
export interface Turn {
  readonly id: number;
  readonly person: Person;
  /** The words, or what was chosen; empty where only the replies are shown. */
  readonly text: string;
  readonly replies: readonly Reply[];
  readonly at: string;
  /** Grows with every change in the conversation. */
  readonly revision: number;
}

/** Something to be kept. */
export interface Entry {
  readonly thread: string;
  readonly person: Person;
  readonly text: string;
  /** Whether somebody typed it: what is typed is shown where it was typed, also when it updates an earlier message. */
  readonly typed: boolean;
  readonly outcome: Outcome;
}

/** What is said in the conversations of the page, kept in the database. */
export interface Transcript {
  /** The latest turns, the first first. */
  latest(thread: string, most: number, before?: number): Promise<Turn[]>;
  /** Turns that are new or changed since a revision. */
  since(thread: string, revision: number): Promise<Turn[]>;
  turn(id: number): Promise<(Turn & { thread: string }) | undefined>;
  /** The turn that changed last. */
  newest(thread: string): Promise<number | undefined>;
  people(thread: string): Promise<string[]>;
  /** The latest revision of each of these conversations that is not empty. */
  revisions(threads: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Says how far the conversation is now; undefined where there was nothing to add. */
  add(entry: Entry): Promise<number | undefined>;
}

/** Opens the conversations of a database. */
export function createTranscript({ db, transaction }: Database): Transcript {
  return {
    async latest(thread, most, before) {
      const rows = await turnsOf(db, thread)
        .$if(before !== undefined, (query) => query.where('id', '<', before ?? 0))
        .orderBy('id', 'desc')
        .limit(most)
        .execute();
      return rows.reverse().map(turnOf);
    },
    async since(thread, revision) {
      const rows = await turnsOf(db, thread).where('revision', '>', revision).orderBy('id').execute();
      return rows.map(turnOf);
    },
    async turn(id) {
      const row = await db
        .selectFrom('turns')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? undefined : { ...turnOf(row), thread: row.thread };
    },
    async newest(thread) {
      const row = await turnsOf(db, thread).orderBy('revision', 'desc').limit(1).executeTakeFirst();
      return row?.id;
    },
    async people(thread) {
      const rows = await turnsOf(db, thread).clearSelect().select('person_name').distinct().execute();
      return rows.map((row) => row.person_name);
    },
    async revisions(threads) {
      const rows = await db
        .selectFrom('turns')
        .select((eb) => ['thread', eb.fn.max('revision').as('revision')])
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .where('thread', 'in', threads)
        .groupBy('thread')
        .execute();
      return new Map(rows.map(({ thread, revision }) => [thread, Number(revision)]));
    },
    add: (entry) => transaction((within) => add(within, entry), { workspace }),
  };
}

function turnsOf(db: Kysely<Tables>, thread: string) {
  return db
    .selectFrom('turns')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .where('thread', '=', thread);
}

function turnOf(row: Selectable<TurnTable>): Turn {
  const replies: Reply[] = JSON.parse(row.replies);
  return {
    id: row.id,
    person: { id: row.person_id, name: row.person_name },
    text: row.text,
    replies,
    at: row.at,
    revision: row.revision,
  };
}

async function add(db: Kysely<Tables>, entry: Entry): Promise<number | undefined> {
  const { thread, person, text, outcome, typed } = entry;
  const { live } = outcome;
  // Nothing to say: what came was known already.
  if (outcome.replies.length === 0 || outcome.again === true) return undefined;
  const revision = (await lastRevision(db, thread)) + 1;
  const shown = live === undefined ? undefined : await liveTurn(db, thread, liveKeyText(live));
  const content = {
    intent: outcome.intent,
    replies: JSON.stringify(outcome.replies),
    live: live === undefined ? null : liveKeyText(live),
  };
  if (shown !== undefined && !typed) {
    await change(db, shown, { ...content, revision });
    return revision;
  }
  if (shown !== undefined) {
    await change(db, shown, { replies: JSON.stringify([movedOn]), live: null, revision });
  }
  await db
    .insertInto('turns')
    .values({
      ...content,
      workspace,
      channel,
      thread,
      person_id: person.id,
      person_name: person.name,
      text,
      at: new Date().toISOString(),
      revision,
    })
    .execute();
  return revision;
}

/** What stands where a message was that now stands where somebody typed. */
const movedOn: Reply = { kind: 'text', text: 'This goes on below.' };

async function lastRevision(db: Kysely<Tables>, thread: string): Promise<number> {
  const row = await turnsOf(db, thread)
    .clearSelect()
    .select((eb) => eb.fn.max('revision').as('revision'))
    .executeTakeFirst();
  return Number(row?.revision ?? 0);
}

async function liveTurn(db: Kysely<Tables>, thread: string, live: string): Promise<number | undefined> {
  const row = await turnsOf(db, thread)
    .where('live', '=', live)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

async function change(
  db: Kysely<Tables>,
  id: number,
  values: { replies: string; live: string | null; revision: number; intent?: string },
): Promise<void> {
  await db.updateTable('turns').set(values).where('id', '=', id).execute();
}
