import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { namesOf } from '../decisions/rows.ts';
import { looseText } from './alias.ts';

/** Workspaces in which something is kept of an id, but for messages that are on their way. */
export async function workspacesOf(db: Kysely<Tables>, person: string): Promise<string[]> {
  // One after the other: it is one connection.
  const lists = [
    await db.selectFrom('sessions').select('workspace').distinct().where('person', '=', person).execute(),
    await db.selectFrom('turns').select('workspace').distinct().where('person_id', '=', person).execute(),
    await db.selectFrom('people').select('workspace').distinct().where('person_id', '=', person).execute(),
    await db.selectFrom('posted').select('workspace').distinct().where('person', '=', person).execute(),
    await db.selectFrom('tokens').select('workspace').distinct().where('created_by', '=', person).execute(),
    await ofRecords(db)
      .where((eb) =>
        eb.or([
          eb('records.proposed_by', '=', person),
          eb.exists(
            eb
              .selectFrom('approvals')
              .select('record_id')
              .whereRef('record_id', '=', 'records.id')
              .where('person_id', '=', person),
          ),
        ]),
      )
      .execute(),
    await db
      .selectFrom('events')
      .innerJoin('logs', 'logs.id', 'events.log_id')
      .select('logs.workspace')
      .distinct()
      .where('events.person_id', '=', person)
      .execute(),
    await db
      .selectFrom('logs')
      .select('workspace')
      .distinct()
      .where('deciders', 'like', `%${looseText(JSON.stringify(person))}%`)
      .execute(),
  ];
  return [...new Set(lists.flat().map(({ workspace }) => workspace))].sort();
}

function ofRecords(db: Kysely<Tables>) {
  return db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .select('logs.workspace')
    .distinct();
}

/** What somebody was called in a workspace, apart from names that others there have too. */
export async function namesOfPerson(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
): Promise<{ readonly names: readonly string[]; readonly sharedNames: readonly string[] }> {
  const all = await calledIn(db, workspace);
  const own = new Set(all.filter(({ id }) => id === person).map(({ name }) => name));
  own.delete(person);
  const others = new Set(all.filter(({ id }) => id !== person).map(({ name }) => name));
  const names = [...own].sort();
  return {
    names: names.filter((name) => !others.has(name)),
    sharedNames: names.filter((name) => others.has(name)),
  };
}

/** Ids of whom a workspace knows by a name, with the workspace: for whoever has a name alone. */
export async function idsOfName(
  db: Kysely<Tables>,
  name: string,
): Promise<readonly { readonly id: string; readonly workspace: string }[]> {
  const events = await db
    .selectFrom('events')
    .innerJoin('logs', 'logs.id', 'events.log_id')
    .select(['events.person_id as id', 'logs.workspace'])
    .distinct()
    .where('events.person_name', '=', name)
    .limit(mostIds)
    .execute();
  const turns = await db
    .selectFrom('turns')
    .select(['person_id as id', 'workspace'])
    .distinct()
    .where('person_name', '=', name)
    .limit(mostIds)
    .execute();
  const known = new Map([...events, ...turns].map((one) => [JSON.stringify(one), one]));
  return [...known.values()].slice(0, mostIds);
}

const mostIds = 10;

interface Called {
  readonly id: string;
  readonly name: string;
}

async function calledIn(db: Kysely<Tables>, workspace: string): Promise<Called[]> {
  const events = await db
    .selectFrom('events')
    .innerJoin('logs', 'logs.id', 'events.log_id')
    .select(['events.person_id as id', 'events.person_name as name'])
    .distinct()
    .where('logs.workspace', '=', workspace)
    .execute();
  const turns = await db
    .selectFrom('turns')
    .select(['person_id as id', 'person_name as name'])
    .distinct()
    .where('workspace', '=', workspace)
    .execute();
  const logs = await db
    .selectFrom('logs')
    .select('decider_names')
    .where('workspace', '=', workspace)
    .execute();
  const deciders = logs.flatMap((log) => [...namesOf(log)].map(([id, name]) => ({ id, name })));
  return [...events, ...turns, ...deciders].filter(({ name }) => name !== '');
}
