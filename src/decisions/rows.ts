import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../database/schema.ts';
import type { LogTable, RecordTable } from '../database/tables/records.ts';
import { AdvisorError } from '../errors.ts';
import { type Content, contentSchema, type Log, type Status, statuses, type Viewer } from './record.ts';

export type LogRow = Selectable<LogTable>;
export type RecordRow = Selectable<RecordTable>;

/** The log that records go to where none is named. */
export const defaultLog = 'decisions';

/** Who looks, and into which workspace. */
export interface Onlooker {
  readonly workspace: string;
  readonly viewer: Viewer;
}

/** A workspace's log. @throws AdvisorError `not-found` naming the logs that somebody may see. */
export async function requireLog(db: Kysely<Tables>, onlooker: Onlooker, name: string): Promise<LogRow> {
  const row = await findLog(db, onlooker.workspace, name);
  if (row === undefined) throw await noLog(db, onlooker, name);
  return row;
}

/** What is said of a log that is not there, or not for whoever asks: the same words, so that they tell nothing. */
export async function noLog(
  db: Kysely<Tables>,
  { workspace, viewer }: Onlooker,
  name: string,
): Promise<AdvisorError> {
  const logs = await db.selectFrom('logs').selectAll().where('workspace', '=', workspace).execute();
  const seen = logs.filter((log) => maySee(viewer, log)).slice(0, namedLogs);
  const there = seen.map((log) => log.name).join(', ');
  return new AdvisorError(
    'not-found',
    `no log "${name.slice(0, 60)}"${there === '' ? '; nothing is recorded yet' : `; there are ${there}`}`,
  );
}

const namedLogs = 20;

/** What is said of a record that is not there, or not for whoever asks. Of a log that they may not see, not even that. */
export async function noRecord(
  db: Kysely<Tables>,
  onlooker: Onlooker,
  log: LogRow,
  number: number,
): Promise<AdvisorError> {
  if (!maySee(onlooker.viewer, log)) return noLog(db, onlooker, log.name);
  return new AdvisorError('not-found', `there is no record ${number} in ${log.name}`);
}

/** A workspace's log, or undefined. */
export function findLog(db: Kysely<Tables>, workspace: string, name: string): Promise<LogRow | undefined> {
  return db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('name', '=', name)
    .executeTakeFirst();
}

/** A log by name, made with the defaults where it is not there yet. */
export async function ensureLog(db: Kysely<Tables>, workspace: string, name: string): Promise<LogRow> {
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,79}$/u.test(name)) {
    throw new AdvisorError(
      'invalid',
      'a log is named with letters, digits, dots, dashes and slashes, up to 80',
    );
  }
  const there = await findLog(db, workspace, name);
  if (there !== undefined) return there;
  await db
    .insertInto('logs')
    .values({
      workspace,
      name,
      quorum: 1,
      deciders: '[]',
      visibility: 'open',
      channel: null,
      own_approval: 1,
      template: null,
      next_number: 1,
      head: '',
      event_count: 0,
    })
    .onConflict((conflict) => conflict.columns(['workspace', 'name']).doNothing())
    .execute();
  const made = await findLog(db, workspace, name);
  if (made === undefined) throw new RangeError('a log that was just made');
  return made;
}

/** A log as it is shown. */
export function logOf(row: LogRow): Log {
  return {
    name: row.name,
    quorum: row.quorum,
    ...decidersOf(row),
    visibility: visibilityOf(row.visibility),
    channel: row.channel,
    ownApproval: row.own_approval === 1,
    template: row.template,
  };
}

/** Who decides in a log, and what they are called. */
export function decidersOf(
  row: Pick<LogRow, 'deciders' | 'decider_names'>,
): Pick<Log, 'deciders' | 'deciderNames'> {
  const deciders = textList(row.deciders);
  const names = namesOf(row);
  return { deciders, deciderNames: deciders.map((decider) => names.get(decider) ?? decider) };
}

/** What deciders are called who stand in a log by their ids: id -> name. */
export function namesOf({ decider_names }: Pick<LogRow, 'decider_names'>): ReadonlyMap<string, string> {
  return new Map(namesSchema.parse(JSON.parse(decider_names)));
}

/** A map, and not an object: somebody may be called `constructor`. */
export function namesText(names: ReadonlyMap<string, string>): string {
  return JSON.stringify([...names]);
}

const namesSchema = z.array(z.tuple([z.string(), z.string()])).catch([]);

/** The content of a stored record. */
export function contentOf(row: RecordRow): Content {
  return contentSchema.parse(JSON.parse(row.content));
}

/** Where a stored record stands. */
export function statusOf(row: Pick<RecordRow, 'status'>): Status {
  const status = statuses.find((one) => one === row.status);
  if (status === undefined) throw new RangeError(`unknown status ${row.status}`);
  return status;
}

/** Who sees a stored log or record: everybody, but where it is for members. */
export function visibilityOf(value: string): 'open' | 'members' {
  return value === 'members' ? 'members' : 'open';
}

/** What a record says and where it stands, as a hash: the history keeps it, so that a change behind its back shows. */
export function stateOf(row: Pick<RecordRow, 'title' | 'status' | 'content' | 'number'>): string {
  return createHash('sha256')
    .update(JSON.stringify([row.number, row.title, row.status, row.content]))
    .digest('hex');
}

/** Whether somebody may see what belongs to a log or record. */
export function maySee(
  viewer: Viewer,
  log: LogRow,
  record?: Pick<RecordRow, 'visibility' | 'channel'>,
): boolean {
  if (viewer.kind === 'operator') return true;
  const channel = record?.channel ?? log.channel;
  const isMember = channel !== null && viewer.channels.includes(channel);
  if (seesChannelsOnly(viewer)) return isMember;
  const isOpen = log.visibility === 'open' && (record === undefined || record.visibility === 'open');
  return isOpen || isMember;
}

/** Whether somebody sees what belongs to their channels alone, and nothing that is open to the workspace. */
export function seesChannelsOnly(viewer: Viewer): boolean {
  return viewer.kind === 'member' && (viewer.outside || viewer.amidOutsiders === true);
}

/** A JSON list of texts. */
export function textList(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map(String) : [];
}
