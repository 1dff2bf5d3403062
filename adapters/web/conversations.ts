import type { Kysely } from 'kysely';
import type { Database } from '../../src/database/connection.ts';
import type { Tables } from '../../src/database/schema.ts';
import { isBlank } from '../../src/visible.ts';
import { maxConversationTitle } from './limits.ts';
import { channel, workspace } from './visitor.ts';

/** A conversation as the list of the latest shows it. */
export interface Conversation {
  readonly id: string;
  /** What somebody called it; else its first words. */
  readonly title: string;
  /** When it began, and when something was said last. */
  readonly began: string;
  readonly at: string;
}

/** The conversations of the page as a whole: which there are, and what they are called. */
export interface Conversations {
  /** The latest, the newest first. */
  list(most: number): Promise<Conversation[]>;
  get(thread: string): Promise<Conversation | undefined>;
  /** Calls it otherwise; by its first words again where the title is empty. */
  rename(thread: string, title: string): Promise<void>;
  /** Who said something in it beside this person, by name. */
  others(thread: string, person: string): Promise<string[]>;
  /**
   * Takes away what a person said in it and was answered, and what is remembered of it for them. Where nobody else said
   * anything, nothing of it is left. Records stay.
   */
  erase(thread: string, person: string): Promise<void>;
}

/** Opens the conversations of a database. */
export function createConversations({ db, transaction }: Database): Conversations {
  return {
    list: (most) => latest(db, most),
    async get(thread) {
      const [found] = await latest(db, 1, thread);
      return found;
    },
    async rename(thread, title) {
      if (title === '') return forgetTitle(db, thread);
      await db
        .insertInto('conversation_titles')
        .values({ ...placeOf(thread), title })
        .onConflict((conflict) => conflict.columns(['workspace', 'channel', 'thread']).doUpdateSet({ title }))
        .execute();
    },
    async others(thread, person) {
      const rows = await turnsOf(db, thread)
        .select('person_name')
        .distinct()
        .where('person_id', '!=', person)
        .execute();
      return rows.map(({ person_name }) => person_name);
    },
    erase: (thread, person) => transaction((within) => erase(within, thread, person), { workspace }),
  };
}

/** A title as somebody typed it, in one line; or why it cannot be one. Empty is none. */
export function readTitle(typed: string): { readonly title: string } | { readonly problem: string } {
  const title = typed
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const { length } = [...title];
  if (length > maxConversationTitle)
    return { problem: `A title has at most ${maxConversationTitle} characters; this has ${length}.` };
  return { title: isBlank(title) ? '' : title };
}

/** Where a conversation's rows stand, in every table that holds something of it. */
function placeOf(thread: string) {
  return { workspace, channel, thread };
}

function turnsOf(db: Kysely<Tables>, thread: string) {
  return db.selectFrom('turns').where(({ and }) => and(placeOf(thread)));
}

async function latest(db: Kysely<Tables>, most: number, thread?: string): Promise<Conversation[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('turns')
        .select((eb) => ['thread', eb.fn.min('id').as('first'), eb.fn.max('id').as('last')])
        .where('workspace', '=', workspace)
        .where('channel', '=', channel)
        .$if(thread !== undefined, (query) => query.where('thread', '=', thread ?? ''))
        .groupBy('thread')
        .orderBy('last', 'desc')
        .limit(most)
        .as('latest'),
    )
    .innerJoin('turns as one', 'one.id', 'latest.first')
    .innerJoin('turns as end', 'end.id', 'latest.last')
    .leftJoin('conversation_titles as called', (join) =>
      join
        .on('called.workspace', '=', workspace)
        .on('called.channel', '=', channel)
        .onRef('called.thread', '=', 'latest.thread'),
    )
    .select(['latest.thread', 'one.text', 'one.at as began', 'end.at', 'called.title'])
    .orderBy('latest.last', 'desc')
    .execute();
  return rows.map(({ thread: id, text, began, at, title }) => ({
    ...{ id, began, at },
    title: title ?? text.replace(/\s+/g, ' ').trim().slice(0, 200),
  }));
}

async function forgetTitle(db: Kysely<Tables>, thread: string): Promise<void> {
  await db
    .deleteFrom('conversation_titles')
    .where(({ and }) => and(placeOf(thread)))
    .execute();
}

async function erase(db: Kysely<Tables>, thread: string, person: string): Promise<void> {
  const newest = await turnsOf(db, thread)
    .select((eb) => eb.fn.max('revision').as('revision'))
    .executeTakeFirst();
  await db
    .deleteFrom('turns')
    .where(({ and }) => and({ ...placeOf(thread), person_id: person }))
    .execute();
  const left = await turnsOf(db, thread).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const sessions = db.deleteFrom('sessions').where(({ and }) => and(placeOf(thread)));
  if (left === undefined) {
    // Nobody is left who shared anything.
    await sessions.execute();
    return forgetTitle(db, thread);
  }
  await sessions.where('person', '=', person).execute();
  // Pages that are open know how far they are: what is said next has to come after that.
  await db
    .updateTable('turns')
    .set({ revision: Number(newest?.revision ?? 0) + 1 })
    .where('id', '=', left.id)
    .execute();
}
