import { type RawBuilder, sql, type TableMetadata } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../../src/database/connection.ts';
import { createDecisions } from '../../../src/decisions/decisions.ts';
import { copiesOf } from '../../support/database.ts';
import { fillConversation, fillPlatforms, fillRecords } from './filling.ts';
import { type House, ours, telltale, theirs } from './ids.ts';

/** One call, or several, made from our workspace with the other one's ids; gives what they came to. */
type Case<Store> = (store: Store, house: House) => Promise<unknown>;

/** A case for each thing that a store can do. */
export type Cases<Store> = { readonly [Method in keyof Store]: Case<Store> };

/** A filled database, of which each case gets a copy, and the second at which its clock stands. */
let furnished: Promise<{ readonly open: () => Promise<Database>; readonly second: number }> | undefined;

/** A database with rows of both workspaces before and after those of the other. */
export async function furnish(): Promise<House> {
  furnished ??= furnishOnce();
  const { open, second } = await furnished;
  const database = await open();
  onTestFinished(() => database.close());
  return { database, now: clockFrom(second).now };
}

async function furnishOnce() {
  const clock = clockFrom(0);
  const open = await copiesOf(async (database) => {
    const house = { database, now: clock.now };
    for (const fill of [fillRecords, fillConversation, fillPlatforms]) {
      await fill(house, ours);
      await fill(house, theirs);
    }
  });
  return { open, second: clock.second() };
}

/** A clock that goes on by a second whenever it is looked at. */
function clockFrom(start: number) {
  let second = start;
  return {
    now: () => new Date(Date.UTC(2026, 2, 1, 9, 0, second++)).toISOString(),
    second: () => second,
  };
}

/** Why a call was refused; throws where it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === 'fulfilled') throw new Error('this was not refused');
  return outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason);
}

/**
 * Runs a case for everything that a store can do: nothing of the other workspace may be told or changed by it. What the
 * store can do is read from the store itself, so that something new without a case fails.
 */
export function staysWithin<Store extends object>(
  what: string,
  make: (house: House) => Store,
  cases: Readonly<Record<string, Case<Store>>>,
): void {
  describe(what, () => {
    it('have a case for everything that they can do', async () => {
      expect(Object.keys(cases).sort()).toEqual(Object.keys(make(await furnish())).sort());
    });
    for (const [method, run] of Object.entries(cases)) {
      it(`stay within their workspace: ${method}`, async () => {
        const house = await furnish();
        const before = await allOf(house, theirs);
        const told = await run(make(house), house);
        expect(JSON.stringify(told) ?? '').not.toMatch(new RegExp(telltale, 'i'));
        expect(await allOf(house, theirs)).toEqual(before);
      });
    }
  });
}

/** All tables: to ask takes longer than all else that a case does. */
let tables: TableMetadata[] | undefined;

/** How far work has come is the worker's, which works for all. */
const progress = ['owner', 'free_at', 'attempts'];

/** Every row of a workspace, by table. A table of which nobody says whose its rows are is an error. */
export async function allOf({ database }: House, workspace: string): Promise<Record<string, unknown[]>> {
  const { db } = database;
  const all: Record<string, unknown[]> = {};
  const logs = await db.selectFrom('logs').selectAll().where('workspace', '=', workspace).execute();
  const logIds = logs.map(({ id }) => id);
  const records = await db.selectFrom('records').selectAll().where('log_id', 'in', logIds).execute();
  const ids = records.map(({ id }) => id);
  tables ??= await db.introspection.getTables();
  for (const { name, columns } of tables) {
    if (name.startsWith('record_search') || isCommon(name)) continue;
    const own = columns.flatMap((column) => whose(column.name, { workspace, logIds, ids }));
    if (own.length === 0) throw new Error(`whose are the rows of ${name}? say so here`);
    const mine = sql.join(own, sql` or `);
    const { rows } = await sql<Row>`select * from ${sql.table(name)} where ${mine}`.execute(db);
    all[name] = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !progress.includes(key))),
    );
  }
  const look = { workspace, viewer: { kind: 'operator' } } as const;
  const found = await createDecisions(database).search(look, telltale);
  all.found = found.map(({ record }) => `${record.log} ${record.number}`);
  return all;
}

type Row = Readonly<Record<string, unknown>>;

/** What a column says about whose its row is. */
function whose(
  column: string,
  { workspace, logIds, ids }: { workspace: string; logIds: readonly number[]; ids: readonly number[] },
): RawBuilder<unknown>[] {
  const among = (list: readonly number[]) => [sql`${sql.ref(column)} in (${sql.join(list)})`];
  switch (column) {
    case 'workspace':
      return [sql`workspace = ${workspace}`];
    case 'log_id':
      return among(logIds);
    case 'audience':
      return [sql`audience in (select id from audiences where log_id in (${sql.join(logIds)}))`];
    case 'record_id':
    case 'from_id':
    case 'to_id':
      return among(ids);
    default:
      return [];
  }
}

/** A table that belongs to no workspace: to the program, or to whoever runs it (the token of the settings). */
function isCommon(table: string): boolean {
  return ['schema_version', 'token_owners', 'leases', 'data_copies'].includes(table);
}
