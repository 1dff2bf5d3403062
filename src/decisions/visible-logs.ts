import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { areAmong, isAmong, listHolds } from '../database/dialect.ts';
import type { Tables } from '../database/schema.ts';
import { rowOf } from './assemble-records.ts';
import type { Narrowing } from './path-filter.ts';
import type { HistoryEntry, Viewer } from './record.ts';
import type { Look } from './record-queries.ts';
import { type LogRow, maySee, noLog, type Onlooker, requireLog, seesChannelsOnly } from './rows.ts';

/** What an entry says of another record of the log, by its number. */
const othersSchema = z.object({ to: z.number().optional(), by: z.number().optional() });

/** A history as somebody may read it: it does not name what is hidden from them, and no link to it. */
export async function withoutHidden(
  db: Kysely<Tables>,
  log: LogRow,
  viewer: Viewer,
  entries: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const shown: HistoryEntry[] = [];
  for (const entry of entries) {
    const { to, by } = othersSchema.catch({}).parse(entry.data);
    const isHidden = async (number: number) => {
      const row = await rowOf(db, log, number);
      return row === undefined || !maySee(viewer, log, row);
    };
    if (to !== undefined && (await isHidden(to))) continue;
    const hidesBy = by !== undefined && (await isHidden(by));
    shown.push(hidesBy ? { ...entry, data: without(entry.data, 'by') } : entry);
  }
  return shown;
}

/** What an entry of the history says, without one of its fields. */
export function without(data: unknown, field: string): unknown {
  return Object.fromEntries(Object.entries(Object(data)).filter(([name]) => name !== field));
}

/**
 * The logs in which somebody may find records: the one that they name, or all of the workspace.
 * @throws AdvisorError `not-found` where the one that they name is not there for them.
 */
export async function visibleLogs(db: Kysely<Tables>, look: Look): Promise<LogRow[]> {
  if (look.log !== undefined) {
    const log = await requireLog(db, look, look.log);
    if (!maySee(look.viewer, log) && !(await showsAnything(db, log, look.viewer)))
      throw await noLog(db, look, look.log);
    return [log];
  }
  const logs = await db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', look.workspace)
    .orderBy('name')
    .execute();
  // A log that somebody may not see may still hold records that they may.
  return logs.filter((log) => maySee(look.viewer, log) || look.viewer.kind === 'member');
}

/**
 * Names of the logs in which somebody may see anything: of the logs that they see, and of those that hold a record for them.
 * Where there are several, a record is named with its log.
 */
export async function logNames(db: Kysely<Tables>, { workspace, viewer }: Onlooker): Promise<string[]> {
  const logs = await db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', workspace)
    .orderBy('name')
    .execute();
  const closed = logs.filter((log) => !maySee(viewer, log));
  const audiences = await audiencesOf(db, viewer, new Map(closed.map((log) => [log.id, log])));
  const holding = new Set(audiences.map(({ log_id }) => log_id));
  return logs.filter((log) => !closed.includes(log) || holding.has(log.id)).map(({ name }) => name);
}

/** The audiences of these logs' records that somebody belongs to; the logs by their ids. */
export async function audiencesOf(
  db: Kysely<Tables>,
  viewer: Viewer,
  logs: ReadonlyMap<number, LogRow>,
): Promise<{ id: number; log_id: number }[]> {
  if (logs.size === 0) return [];
  const all = await db
    .selectFrom('audiences')
    .selectAll()
    .where('log_id', 'in', [...logs.keys()])
    .execute();
  return all.filter(({ log_id, visibility, channel }) => {
    const log = logs.get(log_id);
    return log !== undefined && maySee(viewer, log, { visibility, channel: channel === '' ? null : channel });
  });
}

/** Whether somebody may see a record of a log. */
async function showsAnything(db: Kysely<Tables>, log: LogRow, viewer: Viewer): Promise<boolean> {
  const row = await filtered(db, log, viewer, {}).select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** A query of a log's records that somebody may see, as a filter narrows it. */
export function filtered(db: Kysely<Tables>, log: LogRow, viewer: Viewer, filter: Narrowing) {
  return db
    .selectFrom('records')
    .where('log_id', '=', log.id)
    .where(narrowed(db, filter))
    .where(isVisible(viewer, [log]));
}

/** The same over several logs, with them. */
export function filteredOver(db: Kysely<Tables>, logs: readonly LogRow[], viewer: Viewer, filter: Narrowing) {
  return db
    .selectFrom('records')
    .innerJoin('logs', 'logs.id', 'records.log_id')
    .where(
      'records.log_id',
      'in',
      logs.map(({ id }) => id),
    )
    .where(narrowed(db, filter))
    .where(isVisible(viewer, logs));
}

/** The same for records of several logs, by log and number. */
export function filteredAmong(
  db: Kysely<Tables>,
  logs: readonly LogRow[],
  places: readonly { readonly log: number; readonly number: number }[],
  viewer: Viewer,
  filter: Narrowing,
) {
  return db
    .selectFrom('records')
    .where(
      areAmong(
        db,
        ['records.log_id', 'records.number'],
        places.map(({ log, number }) => [log, number]),
      ),
    )
    .where(narrowed(db, filter))
    .where(isVisible(viewer, logs));
}

const always = sql<boolean>`1 = 1`;

/** What a filter asks of a record, as a condition. */
function narrowed(
  db: Kysely<Tables>,
  { status = [], after, before, tag, person, decider, ids }: Narrowing,
): Condition {
  const conditions = [
    status.length === 0 ? undefined : sql<boolean>`records.status in (${sql.join(status)})`,
    after === undefined ? undefined : sql<boolean>`records.date >= ${after}`,
    before === undefined ? undefined : sql<boolean>`records.date <= ${before}`,
    tag === undefined ? undefined : names(db, 'tags', tag.toLowerCase()),
    person === undefined ? undefined : hadPart(db, person),
    ids === undefined ? undefined : isAmong(db, 'records.id', ids),
    decider === undefined
      ? undefined
      : sql<boolean>`(${names(db, 'deciders', decider)} or ${hasApproved(decider)})`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? always : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

type Condition = RawBuilder<boolean>;

/** Whether a list in a record's content holds a word. */
function names(
  db: Kysely<Tables>,
  list: 'tags' | 'deciders' | 'consulted' | 'informed',
  word: string,
): Condition {
  return listHolds(db, 'records.content', list, word);
}

function hasApproved(person: string): Condition {
  return sql<boolean>`exists (select 1 from approvals where record_id = records.id and (person_name = ${person} or person_id = ${person}))`;
}

function hadPart(db: Kysely<Tables>, person: string): Condition {
  return sql<boolean>`(records.proposed_by = ${person}
    or exists (select 1 from events where record_id = records.id and kind in ('proposed', 'drafted') and lower(person_name) = lower(${person}))
    or ${hasApproved(person)}
    or ${names(db, 'deciders', person)} or ${names(db, 'consulted', person)} or ${names(db, 'informed', person)})`;
}

/**
 * Whether somebody sees a record of some logs, as a condition. What is for members of a log that is open is told by the few
 * records that are: they are indexed, while the columns themselves stand behind the whole text in every row.
 */
function isVisible(viewer: Viewer, logs: readonly LogRow[]): Condition {
  if (viewer.kind !== 'member') return always;
  const channels = sql.join([...viewer.channels, '']);
  const [open, others] = seesChannelsOnly(viewer)
    ? [[], logs]
    : [
        logs.filter(({ visibility }) => visibility === 'open'),
        logs.filter(({ visibility }) => visibility !== 'open'),
      ];
  const isHidden = sql<boolean>`records.id in (
    select hidden.id from records as hidden inner join logs as own on own.id = hidden.log_id
    where hidden.visibility = 'members' and coalesce(hidden.channel, own.channel, '-') not in (${channels}))`;
  const isMember = sql<boolean>`coalesce(records.channel, (select channel from logs as own where own.id = records.log_id), '-') in (${channels})`;
  if (others.length === 0) return sql<boolean>`not ${isHidden}`;
  if (open.length === 0) return isMember;
  const ids = sql.join(open.map(({ id }) => id));
  return sql<boolean>`(case when records.log_id in (${ids}) then not ${isHidden} else ${isMember} end)`;
}
