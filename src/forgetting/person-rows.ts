import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import { idsAtOnce } from '../decisions/in-pages.ts';
import { aliasedJson, type Forgotten, jsonPatterns, looseText } from './alias.ts';

/** How much of what somebody alone said and set is gone. */
export interface ErasedOfPerson {
  /** Threads that the conversation remembered for them. */
  readonly conversations: number;
  /** What they said on the page, and what it answered. */
  readonly turns: number;
  /** What they did that was not handled yet, and messages to them. */
  readonly messages: number;
  /** Messages of ours among their own, which can be found again, and forms that wait for them. */
  readonly posted: number;
  readonly settings: number;
}

/** Erases what is theirs alone in a workspace, and puts the alias in their place in what others share. */
export async function erasePerson(
  db: Kysely<Tables>,
  workspace: string,
  whom: Forgotten,
): Promise<ErasedOfPerson> {
  const { id } = whom;
  const own = ownThread(id);
  const conversations = counted(
    await db
      .deleteFrom('sessions')
      .where('workspace', '=', workspace)
      .where((eb) => eb.or([eb('person', '=', id), eb('thread', '=', own)]))
      .executeTakeFirst(),
  );
  const turns = counted(
    await db
      .deleteFrom('turns')
      .where('workspace', '=', workspace)
      .where('person_id', '=', id)
      .executeTakeFirst(),
  );
  await eraseEmptyTitles(db, workspace);
  const posted = counted(
    await db
      .deleteFrom('posted')
      .where('workspace', '=', workspace)
      .where((eb) => eb.or([eb('person', '=', id), eb('thread', '=', own)]))
      .executeTakeFirst(),
  );
  const settings = counted(
    await db
      .deleteFrom('people')
      .where('workspace', '=', workspace)
      .where('person_id', '=', id)
      .executeTakeFirst(),
  );
  const forms = await eraseForms(db, workspace, whom);
  const messages = (await eraseArrivals(db, workspace, whom)) + (await eraseOutgoing(db, workspace, whom));
  await aliasShared(db, workspace, whom);
  const made = await aliasTokens(db, workspace, whom);
  return { conversations, turns, messages, posted: posted + forms, settings: settings + made };
}

/** Tokens that they made go on to count. */
async function aliasTokens(
  db: Kysely<Tables>,
  workspace: string,
  { id, names, alias }: Forgotten,
): Promise<number> {
  const aliased = await db
    .updateTable('tokens')
    .set({ created_by: alias })
    .where('workspace', '=', workspace)
    .where('created_by', 'in', [id, ...names])
    .executeTakeFirst();
  return Number(aliased.numUpdatedRows);
}

/** The thread of what a person alone sees in a channel, on every platform. */
function ownThread(id: string): string {
  return `me:${id}`;
}

/** A conversation of which nothing is left has no name either. */
async function eraseEmptyTitles(db: Kysely<Tables>, workspace: string): Promise<void> {
  await db
    .deleteFrom('conversation_titles')
    .where('workspace', '=', workspace)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('turns')
            .select('turns.id')
            .whereRef('turns.workspace', '=', 'conversation_titles.workspace')
            .whereRef('turns.channel', '=', 'conversation_titles.channel')
            .whereRef('turns.thread', '=', 'conversation_titles.thread'),
        ),
      ),
    )
    .execute();
}

async function eraseForms(db: Kysely<Tables>, workspace: string, { id }: Forgotten): Promise<number> {
  const rows = await db
    .selectFrom('kept_forms')
    .select(['platform', 'id'])
    .where('workspace', '=', workspace)
    .where('id', 'like', `%${looseText(ownThread(id))}%`)
    .execute();
  const theirs = rows.filter((row) => row.id.split(' ').includes(ownThread(id)));
  for (const row of theirs)
    await db
      .deleteFrom('kept_forms')
      .where('workspace', '=', workspace)
      .where('platform', '=', row.platform)
      .where('id', '=', row.id)
      .execute();
  return theirs.length;
}

const arrivalSchema = z.object({ body: z.object({ person: z.object({ id: z.string() }) }) });

/** What is open, and what is done where its conversation is theirs. */
async function eraseArrivals(db: Kysely<Tables>, workspace: string, whom: Forgotten): Promise<number> {
  const { id } = whom;
  const rows = await db
    .selectFrom('inbox')
    .select(['id', 'conversation', 'payload'])
    .where('workspace', '=', workspace)
    .where((eb) =>
      eb.or([
        eb('conversation', 'like', `%${looseText(id)}%`),
        ...jsonPatterns(whom).map((pattern) => eb('payload', 'like', pattern)),
      ]),
    )
    .execute();
  const isTheirs = ({ conversation, payload }: { conversation: string; payload: string }) =>
    conversation.split(' ').some((part) => part === id || part === ownThread(id)) ||
    (payload !== '' && arrivalSchema.safeParse(JSON.parse(payload)).data?.body.person.id === id);
  return eraseIds(
    db,
    'inbox',
    rows.filter(isTheirs).map((row) => row.id),
  );
}

const outgoingSchema = z.object({ body: z.object({ user: z.string() }) });

async function eraseOutgoing(db: Kysely<Tables>, workspace: string, whom: Forgotten): Promise<number> {
  const { id } = whom;
  const line = `person ${id}`;
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'channel', 'payload'])
    .where('workspace', '=', workspace)
    .where((eb) =>
      eb.or([
        eb('channel', '=', line),
        ...jsonPatterns(whom).map((pattern) => eb('payload', 'like', pattern)),
      ]),
    )
    .execute();
  const isTheirs = ({ channel, payload }: { channel: string; payload: string }) =>
    channel === line ||
    (payload !== '' && outgoingSchema.safeParse(JSON.parse(payload)).data?.body.user === id);
  return eraseIds(
    db,
    'outbox',
    rows.filter(isTheirs).map((row) => row.id),
  );
}

async function eraseIds(
  db: Kysely<Tables>,
  table: 'inbox' | 'outbox',
  ids: readonly number[],
): Promise<number> {
  for (let start = 0; start < ids.length; start += idsAtOnce)
    await db
      .deleteFrom(table)
      .where('id', 'in', ids.slice(start, start + idsAtOnce))
      .execute();
  return ids.length;
}

/** What a team shares remembers who said what; there it goes on without them. */
async function aliasShared(db: Kysely<Tables>, workspace: string, whom: Forgotten): Promise<void> {
  const patterns = jsonPatterns(whom);
  const sessions = await db
    .selectFrom('sessions')
    .selectAll()
    .where('workspace', '=', workspace)
    .where((eb) => eb.or(patterns.map((pattern) => eb('state', 'like', pattern))))
    .execute();
  for (const { channel, thread, person, state } of sessions)
    await db
      .updateTable('sessions')
      .set({ state: aliasedJson(state, whom) })
      .where('workspace', '=', workspace)
      .where('channel', '=', channel)
      .where('thread', '=', thread)
      .where('person', '=', person)
      .execute();
  const forms = await db
    .selectFrom('kept_forms')
    .select(['platform', 'id', 'form'])
    .where('workspace', '=', workspace)
    .where((eb) => eb.or(patterns.map((pattern) => eb('form', 'like', pattern))))
    .execute();
  for (const { platform, id, form } of forms)
    await db
      .updateTable('kept_forms')
      .set({ form: aliasedJson(form, whom) })
      .where('workspace', '=', workspace)
      .where('platform', '=', platform)
      .where('id', '=', id)
      .execute();
  const turns = await db
    .selectFrom('turns')
    .select(['id', 'replies'])
    .where('workspace', '=', workspace)
    .where((eb) => eb.or(patterns.map((pattern) => eb('replies', 'like', pattern))))
    .execute();
  for (const { id, replies } of turns)
    await db
      .updateTable('turns')
      .set({ replies: aliasedJson(replies, whom) })
      .where('id', '=', id)
      .execute();
}

function counted({ numDeletedRows }: { readonly numDeletedRows: bigint }): number {
  return Number(numDeletedRows);
}
