import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { FieldError } from '../errors.ts';
import { clearAnswers } from './answers.ts';
import { addEvent, type ChainEnd } from './history.ts';
import { requireStep, type Step } from './lifecycle.ts';
import { type Action, requireMayDo } from './permissions.ts';
import { type Content, type ContentChanges, contentSchema, type Person, type Viewer } from './record.ts';
import { recordName, standingOf } from './record-name.ts';
import type { RecordSearch } from './record-search.ts';
import { type LogRow, logOf, maySee, noRecord, type RecordRow, stateOf, statusOf } from './rows.ts';
import { successorsOf } from './successors.ts';
import { logNames } from './visible-logs.ts';

/** Who does something, where, and from which surface. */
export interface Act {
  readonly workspace: string;
  readonly log: string;
  readonly person: Person;
  readonly viewer: Viewer;
  readonly source: string;
  /** Whoever runs the program itself and speaks for nobody. */
  readonly isOperator?: boolean;
}

/** One transaction in one log. */
export interface Scope {
  readonly db: Kysely<Tables>;
  readonly log: LogRow;
  readonly act: Act;
  readonly at: string;
  readonly index: RecordSearch;
  /** Whether the actor sees several logs. */
  readonly several: boolean;
  /** How the actor calls a record of the log: see {@link recordName}. */
  readonly name: (number: number) => string;
  /** How far the log's numbers and history have come in this transaction. */
  readonly end: ChainEnd & { next_number: number };
}

/** Runs work in a log and stores with the log how far its numbers and its history have come. */
export async function inScope<Result>(
  given: Omit<Scope, 'end' | 'name' | 'several'>,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  const { db, log, act } = given;
  const several = (await logNames(db, act)).length > 1;
  const name = (number: number) => recordName({ log: log.name, number }, several);
  const end = { head: log.head, event_count: log.event_count, next_number: log.next_number };
  const result = await work({ ...given, several, name, end });
  if (end.event_count !== log.event_count) {
    await db.updateTable('logs').set(end).where('id', '=', log.id).execute();
  }
  return result;
}

/** Validates what somebody wrote. @throws FieldError for the first field that is wrong. */
export function readContent(input: ContentChanges, at: string): Content {
  const parsed = contentSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const { path = ['record'], message: fault = 'not valid' } = issue ?? {};
    throw new FieldError(String(path[0]), fault, `${path.join('.')}: ${fault}`);
  }
  const { reviewBy } = parsed.data;
  if (reviewBy !== null && reviewBy < at.slice(0, 10)) {
    throw new FieldError('reviewBy', `${reviewBy} is in the past; name a day to come`);
  }
  return parsed.data;
}

/** The columns that follow from a record's content. */
export function contentColumns(content: Content) {
  const { title, reviewBy } = content;
  return { title, content: JSON.stringify(content), review_by: reviewBy };
}

/**
 * Makes sure that the table of permissions lets the actor do it: to a record, or to the log as a whole.
 * @throws AdvisorError `conflict` that says who may.
 */
export function permit(
  { act, log }: Pick<Scope, 'act' | 'log'>,
  action: Action,
  on: RecordRow | 'log',
): void {
  const place = on === 'log' ? 'log' : statusOf(on);
  requireMayDo(action, place, act, logOf(log), on === 'log' ? undefined : on.proposed_by);
}

/** Gives a record another text. Who approved the one before did not approve this one. */
export async function rewrite(
  scope: Scope,
  row: RecordRow,
  content: Content,
  kind: string,
  data: object,
): Promise<void> {
  await clearAnswers(scope.db, row.id);
  await change(scope, row, contentColumns(content), kind, data);
}

/** A record that the actor may see. @throws AdvisorError `not-found`, also for what they may not see. */
export async function find(
  { db, log, act }: Pick<Scope, 'db' | 'log' | 'act'>,
  number: number,
): Promise<RecordRow> {
  const row = await db
    .selectFrom('records')
    .selectAll()
    .where('log_id', '=', log.id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined || !maySee(act.viewer, log, row)) throw await noRecord(db, act, log, number);
  return row;
}

/** A record to which a step is possible and allowed. @throws AdvisorError that says what is possible, or who may. */
export async function step(
  scope: Scope,
  number: number,
  name: Step,
  action: Action = name === 'propose' ? 'submit' : name,
): Promise<RecordRow> {
  const row = await find(scope, number);
  await requireStepOn(scope, row, name);
  permit(scope, action, row);
  return row;
}

/** Makes sure that a step is possible from where a record stands. @throws AdvisorError `conflict` saying what is possible. */
export async function requireStepOn(scope: Scope, row: RecordRow, name: Step): Promise<void> {
  const { db, act, several } = scope;
  const status = statusOf(row);
  const successor =
    status === 'superseded' ? (await successorsOf(db, [row.id], act.viewer)).get(row.id) : undefined;
  const standing = standingOf({ status, supersededBy: successor ?? null }, several);
  requireStep(scope.name(row.number), status, name, standing);
}

type Changes = Partial<Pick<RecordRow, 'status' | 'title' | 'content' | 'review_by' | 'decided_at'>>;

/** Changes a record and says so in the history. */
export async function change(
  scope: Scope,
  row: RecordRow,
  changes: Changes,
  kind: string,
  data: object,
): Promise<void> {
  const updated = await scope.db
    .updateTable('records')
    .set({ ...changes, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(scope, updated, kind, data);
  if (changes.content !== undefined || changes.status !== undefined) {
    await scope.index.put(scope.db, [updated], scope.log);
  }
}

/** Writes what happened to a record, with the state that it left. */
export async function record(
  { db, log, act, at, end }: Scope,
  row: RecordRow,
  kind: string,
  data: object,
): Promise<void> {
  await addEvent(db, log.id, end, {
    record: row.id,
    kind,
    data: { number: row.number, ...data, state: stateOf(row) },
    person: act.person,
    at,
    source: act.source,
  });
}

/** Writes a new record, what happened, and its words for the search. */
export async function storeRecord(
  scope: Scope,
  columns: Omit<RecordRow, 'id' | 'log_id' | 'proposed_by' | 'created_at' | 'decided_at' | 'version'>,
  kind: string,
  data: object,
): Promise<RecordRow> {
  const { db, log, act, at } = scope;
  const row = await db
    .insertInto('records')
    .values({
      ...columns,
      log_id: log.id,
      proposed_by: act.person.id,
      created_at: at,
      decided_at: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await record(scope, row, kind, data);
  await scope.index.put(db, [row], log);
  return row;
}
