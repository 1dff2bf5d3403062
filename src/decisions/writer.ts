import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import { addEvent, type ChainEnd } from './history.ts';
import { requireStep, type Step } from './lifecycle.ts';
import { cleanDeciders, type LogSettings, requireReachable } from './log-settings.ts';
import { type Action, actions, mayDo, requireMayDo, rolesOf } from './permissions.ts';
import {
  type Content,
  type ContentChanges,
  type ContentInput,
  contentSchema,
  type LinkKind,
  type Person,
  type Status,
  statuses,
  type Viewer,
} from './record.ts';
import {
  contentOf,
  ensureLog,
  type LogRow,
  logOf,
  maySee,
  noLog,
  noRecord,
  type RecordRow,
  requireLog,
  stateOf,
  statusOf,
} from './rows.ts';
import { type RecordSearch, sqliteSearch } from './search.ts';

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

/** What a proposal says beside its content. */
export interface ProposeOptions {
  readonly draft?: boolean;
  /** Records that it supersedes once it is accepted, by number. */
  readonly supersedes?: readonly number[];
  readonly partial?: boolean;
  /** Where it comes from: records of a private channel are its members'. */
  readonly channel?: string | null;
  readonly visibility?: 'open' | 'members';
  /** What asks for it, where that may ask twice: the second time nothing is written and the first one's number given. */
  readonly origin?: string;
}

/** What came of an approval. */
export interface Approval {
  readonly accepted: boolean;
  readonly approvals: number;
  readonly quorum: number;
}

/** A step that was taken back, and what the record is again. */
export interface TakenBack {
  readonly step: string;
  readonly status: Status;
}

/** Everything that changes records. Each call is one transaction: it happens whole or not at all. */
export interface Writer {
  propose(act: Act, content: ContentInput, options?: ProposeOptions): Promise<number>;
  /** Makes a draft a proposal. */
  submit(act: Act, number: number): Promise<void>;
  edit(act: Act, number: number, changes: ContentChanges, seenVersion?: number): Promise<void>;
  approve(act: Act, number: number, comment?: string): Promise<Approval>;
  reject(act: Act, number: number, reason: string): Promise<void>;
  withdraw(act: Act, number: number, reason?: string): Promise<void>;
  /** Takes back what one has just proposed. */
  undo(act: Act, number: number): Promise<void>;
  /**
   * Takes back the edit, approval, rejection, withdrawal or deprecation that came last in a record's history, where whoever
   * asks gave it and may give such; its text and its status are what they were.
   */
  takeBack(act: Act, number: number): Promise<TakenBack>;
  deprecate(act: Act, number: number, reason: string): Promise<void>;
  amend(act: Act, number: number, text: string, reason: string): Promise<void>;
  /** Says that `number` supersedes `older`: at once where it is accepted, else when it is. */
  supersede(act: Act, number: number, older: number, partial: boolean): Promise<void>;
  relate(act: Act, number: number, other: number): Promise<void>;
  createLog(act: Act, settings?: LogSettings): Promise<void>;
  /** Sets a log, which is made where it is not there yet. */
  setLog(act: Act, settings: LogSettings): Promise<void>;
  /** Makes sure that somebody may do something to a record, before they are asked for more. */
  requireMayDo(act: Act, number: number, action: Step): Promise<void>;
  /** What somebody may do to a record as it stands. */
  allowed(act: Act, number: number): Promise<ReadonlySet<Action>>;
}

/** Writes records to a database; `now` gives the time in ISO form. */
export function createWriter(
  database: Database,
  now: () => string,
  index: RecordSearch = sqliteSearch,
): Writer {
  const within = <Result>(act: Act, work: (scope: Scope) => Promise<Result>, make = false): Promise<Result> =>
    database.transaction(async (db) => {
      const log = make ? await ensureLog(db, act.workspace, act.log) : await requireLog(db, act, act.log);
      if (make) await requireSeen(db, act, log);
      return inScope({ db, log, act, at: now(), index }, work);
    });

  return {
    propose: (act, input, options = {}) =>
      within(
        act,
        async (scope) => {
          permit(scope, 'propose', 'log');
          const earlier = await proposedBefore(scope, options.origin);
          return earlier ?? insertRecord(scope, readContent(input, scope.at), options);
        },
        true,
      ),
    submit: (act, number) =>
      within(act, async (scope) => {
        const row = await step(scope, number, 'propose');
        await change(scope, row, { status: 'proposed' }, 'proposed', {});
      }),
    edit: (act, number, changes, seenVersion) =>
      within(act, async (scope) => {
        const row = await step(scope, number, 'edit');
        if (seenVersion !== undefined && seenVersion !== row.version) {
          throw new AdvisorError(
            'conflict',
            `${number} was changed meanwhile; look at it again before you edit it`,
          );
        }
        const content = readContent({ ...contentOf(row), ...changes }, scope.at);
        const fields = Object.keys(changes);
        const before = Object.entries(contentOf(row)).filter(([field]) => fields.includes(field));
        await rewrite(scope, row, content, 'edited', { fields, before: Object.fromEntries(before) });
      }),
    approve: (act, number, comment = '') => within(act, (scope) => approve(scope, number, comment)),
    reject: (act, number, reason) =>
      within(act, async (scope) => {
        const row = await step(scope, number, 'reject');
        const data = { reason, from: statusOf(row) };
        await change(scope, row, { status: 'rejected', decided_at: scope.at }, 'rejected', data);
      }),
    withdraw: (act, number, reason = '') =>
      within(act, (scope) => withdraw(scope, number, 'withdraw', reason)),
    undo: (act, number) => within(act, (scope) => withdraw(scope, number, 'undo', '')),
    takeBack: (act, number) => within(act, (scope) => takeBack(scope, number)),
    deprecate: (act, number, reason) =>
      within(act, async (scope) => {
        const row = await step(scope, number, 'deprecate');
        await change(scope, row, { status: 'deprecated' }, 'deprecated', { reason, from: statusOf(row) });
      }),
    amend: (act, number, text, reason) =>
      within(act, async (scope) => {
        const row = await step(scope, number, 'amend');
        if (text.trim() === '')
          throw new AdvisorError('invalid', 'an amendment says what it amends; give it a text');
        if (text.length > 20_000)
          throw new AdvisorError('invalid', 'an amendment has at most 20000 characters');
        await change(scope, row, {}, 'amended', { text, reason });
      }),
    supersede: (act, number, older, partial) =>
      within(act, async (scope) => {
        const [newer, old] = [await find(scope, number), await find(scope, older)];
        permit(scope, 'supersede', newer);
        await link(scope, 'supersedes', newer, old, partial);
        if (statusOf(newer) === 'accepted') await takeOver(scope, newer);
      }),
    relate: (act, number, other) =>
      within(act, async (scope) => {
        const [newer, old] = [await find(scope, number), await find(scope, other)];
        permit(scope, 'relate', newer);
        await link(scope, 'relates-to', newer, old, false);
      }),
    createLog: (act, settings = {}) =>
      within(
        act,
        async (scope) => {
          permit(scope, 'create-log', 'log');
          const { db, log, at, end } = scope;
          const { person, source } = act;
          await addEvent(db, log.id, end, {
            record: null,
            kind: 'log-created',
            data: {},
            person,
            at,
            source,
          });
          if (Object.keys(settings).length > 0) await setLog(scope, settings);
        },
        true,
      ),
    setLog: (act, settings) => within(act, (scope) => setLog(scope, settings), true),
    requireMayDo: (act, number, action) =>
      within(act, async (scope) => {
        await step(scope, number, action);
      }),
    async allowed(act, number) {
      const log = await requireLog(database.db, act, act.log);
      const row = await find({ db: database.db, log, act }, number);
      const own = rolesOf(act, logOf(log).deciders, row.proposed_by);
      return new Set(actions.filter((action) => mayDo(action, statusOf(row), own)));
    },
  };
}

/** Somebody may see a record of a log that they may not see as a whole; to add to it they have to see it. */
async function requireSeen(db: Kysely<Tables>, act: Act, log: LogRow): Promise<void> {
  if (!maySee(act.viewer, log)) throw await noLog(db, act, log.name);
}

/** Runs work in a log and stores with the log how far its numbers and its history have come. */
export async function inScope<Result>(
  given: Omit<Scope, 'end'>,
  work: (scope: Scope) => Promise<Result>,
): Promise<Result> {
  const { db, log } = given;
  const end = { head: log.head, event_count: log.event_count, next_number: log.next_number };
  const result = await work({ ...given, end });
  if (end.event_count !== log.event_count) {
    await db.updateTable('logs').set(end).where('id', '=', log.id).execute();
  }
  return result;
}

/** One transaction in one log. */
export interface Scope {
  readonly db: Kysely<Tables>;
  readonly log: LogRow;
  readonly act: Act;
  readonly at: string;
  readonly index: RecordSearch;
  /** How far the log's numbers and history have come in this transaction. */
  readonly end: ChainEnd & { next_number: number };
}

/** Validates what somebody wrote. @throws AdvisorError `invalid` naming the field. */
export function readContent(input: ContentChanges, at: string): Content {
  const parsed = contentSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AdvisorError(
      'invalid',
      `${issue?.path.join('.') ?? 'record'}: ${issue?.message ?? 'not valid'}`,
    );
  }
  const { reviewBy } = parsed.data;
  if (reviewBy !== null && reviewBy < at.slice(0, 10)) {
    throw new AdvisorError('invalid', `reviewBy: ${reviewBy} is in the past; name a day to come`);
  }
  return parsed.data;
}

/** The columns that follow from a record's content. */
export function contentColumns(content: Content) {
  const { title, reviewBy } = content;
  return { title, content: JSON.stringify(content), review_by: reviewBy };
}

async function proposedBefore({ db, log }: Scope, origin: string | undefined): Promise<number | undefined> {
  if (origin === undefined) return undefined;
  const row = await db
    .selectFrom('records')
    .select('number')
    .where('log_id', '=', log.id)
    .where('origin', '=', origin)
    .executeTakeFirst();
  return row?.number;
}

async function insertRecord(scope: Scope, content: Content, options: ProposeOptions): Promise<number> {
  const { log, at } = scope;
  // The number is taken and the record written under one write lock: no number twice, none lost to a crash.
  const number = scope.end.next_number++;
  const columns = {
    ...contentColumns(content),
    number,
    label: null,
    status: options.draft === true ? 'draft' : 'proposed',
    status_raw: null,
    date: at.slice(0, 10),
    file: null,
    visibility: options.visibility ?? (log.visibility === 'members' ? 'members' : 'open'),
    channel: options.channel ?? log.channel,
    origin: options.origin ?? null,
  };
  const row = await storeRecord(scope, columns, options.draft === true ? 'drafted' : 'proposed', {});
  for (const older of options.supersedes ?? []) {
    permit(scope, 'supersede', row);
    await link(scope, 'supersedes', row, await find(scope, older), options.partial === true);
  }
  return number;
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
  await scope.index.put(db, row, log);
  return row;
}

async function approve(scope: Scope, number: number, comment: string): Promise<Approval> {
  const { db, log, act, at } = scope;
  const row = await find(scope, number);
  if (statusOf(row) === 'accepted') {
    const given = await approvalsOf(db, row.id);
    const people = given.map(({ person_name }) => person_name).join(', ');
    throw new AdvisorError(
      'conflict',
      `${number} is already accepted${people === '' ? '' : ` by ${people}`}`,
    );
  }
  requireStep(number, statusOf(row), 'accept');
  permit(scope, 'accept', row);
  if (log.own_approval === 0 && row.proposed_by === act.person.id)
    throw new AdvisorError(
      'conflict',
      `in ${log.name} an author's own approval does not count; others approve ${number}`,
    );
  await db
    .insertInto('approvals')
    .values({ record_id: row.id, person_id: act.person.id, person_name: act.person.name, at })
    .onConflict((conflict) => conflict.columns(['record_id', 'person_id']).doNothing())
    .execute();
  const approvals = (await approvalsOf(db, row.id)).length;
  const accepted = approvals >= log.quorum;
  await change(
    scope,
    row,
    accepted ? { status: 'accepted', decided_at: at } : {},
    accepted ? 'accepted' : 'approved',
    {
      approvals,
      quorum: log.quorum,
      from: statusOf(row),
      ...(comment === '' ? {} : { comment: comment.slice(0, maxComment) }),
    },
  );
  if (accepted) await takeOver(scope, row);
  return { accepted, approvals, quorum: log.quorum };
}

const maxComment = 2_000;

function approvalsOf(db: Kysely<Tables>, recordId: number) {
  return db.selectFrom('approvals').selectAll().where('record_id', '=', recordId).orderBy('at').execute();
}

/** What an accepted record supersedes is superseded now, unless only in part. */
async function takeOver(scope: Scope, newer: RecordRow): Promise<void> {
  const older = await scope.db
    .selectFrom('links')
    .innerJoin('records', 'records.id', 'links.to_id')
    .selectAll('records')
    .select('links.partial')
    .where('links.from_id', '=', newer.id)
    .where('links.kind', '=', 'supersedes')
    .execute();
  for (const { partial, ...row } of older) {
    if (partial === 1 || statusOf(row) === 'superseded') continue;
    requireStep(row.number, statusOf(row), 'supersede');
    await change(scope, row, { status: 'superseded' }, 'superseded', { by: newer.number });
  }
}

async function link(
  scope: Scope,
  kind: LinkKind,
  newer: RecordRow,
  older: RecordRow,
  partial: boolean,
): Promise<void> {
  const { db } = scope;
  if (newer.id === older.id) throw new AdvisorError('invalid', `${newer.number} cannot be linked to itself`);
  if (kind === 'supersedes') {
    if (await reaches(db, older.id, newer.id)) {
      throw new AdvisorError(
        'conflict',
        `${older.number} already supersedes ${newer.number}; they cannot supersede each other`,
      );
    }
    if (statusOf(older) !== 'superseded') requireStep(older.number, statusOf(older), 'supersede');
  }
  await storeLink(db, kind, newer, older, partial);
  await record(scope, newer, 'linked', { kind, to: older.number, partial });
}

/** Links two records; one that is there already stays as it is. */
export async function storeLink(
  db: Kysely<Tables>,
  kind: LinkKind,
  newer: Pick<RecordRow, 'id'>,
  older: Pick<RecordRow, 'id'>,
  partial: boolean,
): Promise<void> {
  await db
    .insertInto('links')
    .values({ kind, from_id: newer.id, to_id: older.id, partial: partial ? 1 : 0 })
    .onConflict((conflict) => conflict.columns(['kind', 'from_id', 'to_id']).doNothing())
    .execute();
}

/** Whether one record supersedes another, directly or through others. */
async function reaches(db: Kysely<Tables>, from: number, to: number): Promise<boolean> {
  const found = await sql<{ id: number }>`
    with recursive older (id) as (
      select to_id from links where kind = 'supersedes' and from_id = ${from}
      union
      select links.to_id from links join older on links.from_id = older.id where links.kind = 'supersedes'
    )
    select id from older where id = ${to} limit 1`.execute(db);
  return found.rows.length > 0;
}

async function setLog(scope: Scope, settings: LogSettings): Promise<void> {
  permit(scope, 'set-log', 'log');
  const { db, log, act, at, end } = scope;
  const before = logOf(log);
  const deciders = settings.deciders === undefined ? before.deciders : cleanDeciders(settings.deciders);
  const { quorum = before.quorum, ownApproval = before.ownApproval } = settings;
  requireReachable({ quorum, deciders, ownApproval });
  await db
    .updateTable('logs')
    .set({
      quorum,
      deciders: JSON.stringify(deciders),
      own_approval: ownApproval ? 1 : 0,
      visibility: settings.visibility ?? log.visibility,
      channel: settings.channel === undefined ? log.channel : settings.channel,
    })
    .where('id', '=', log.id)
    .execute();
  await addEvent(db, log.id, end, {
    record: null,
    kind: 'log-set',
    data: { ...settings, ...(settings.deciders === undefined ? {} : { deciders }) },
    person: act.person,
    at,
    source: act.source,
  });
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
  const { name, deciders } = logOf(log);
  requireMayDo(action, place, act, { name, deciders }, on === 'log' ? undefined : on.proposed_by);
}

async function withdraw(
  scope: Scope,
  number: number,
  action: 'withdraw' | 'undo',
  reason: string,
): Promise<void> {
  const row = await step(scope, number, 'withdraw', action);
  const data = { from: statusOf(row), ...(reason === '' ? {} : { reason }) };
  await change(scope, row, { status: 'withdrawn', decided_at: scope.at }, 'withdrawn', data);
}

/** Gives a record another text. Who approved the one before did not approve this one. */
async function rewrite(
  scope: Scope,
  row: RecordRow,
  content: Content,
  kind: string,
  data: object,
): Promise<void> {
  await scope.db.deleteFrom('approvals').where('record_id', '=', row.id).execute();
  await change(scope, row, contentColumns(content), kind, data);
}

/** What can be taken back: the entries of the history that such steps leave, and what the step is called. */
const takenBack = {
  approved: { action: 'accept', usually: 'proposed' },
  accepted: { action: 'accept', usually: 'proposed' },
  rejected: { action: 'reject', usually: 'proposed' },
  withdrawn: { action: 'withdraw', usually: 'proposed' },
  deprecated: { action: 'deprecate', usually: 'accepted' },
} as const satisfies Record<string, { action: Action; usually: Status }>;

/** Entries of the history say from which status a step was taken; older ones do not. */
const stepData = z.object({ from: z.enum(statuses) });

async function takeBack(scope: Scope, number: number): Promise<TakenBack> {
  const { db, act, log } = scope;
  const row = await find(scope, number);
  const last = await db
    .selectFrom('events')
    .select(['kind', 'person_id', 'person_name', 'data'])
    .where('record_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.kind === 'edited' && last.person_id === act.person.id)
    return takeBackEdit(scope, number, last.data);
  const [kind, undone] = Object.entries(takenBack).find(([one]) => one === last?.kind) ?? [];
  if (last === undefined || kind === undefined || undone === undefined)
    throw new AdvisorError(
      'conflict',
      `the last that happened to ${number} cannot be taken back; edits, approvals, rejections, withdrawals and deprecations can`,
    );
  const from = stepData.safeParse(JSON.parse(last.data)).data?.from ?? undone.usually;
  if (last.person_id !== act.person.id)
    throw new AdvisorError(
      'conflict',
      `${number} was ${kind} by ${last.person_name}, who alone can take that back`,
    );
  const { name, deciders } = logOf(log);
  requireMayDo(undone.action, from, act, { name, deciders }, row.proposed_by);
  if (kind === 'accepted' && (await isInSuccession(db, row.id)))
    throw new AdvisorError(
      'conflict',
      `${number} takes the place of another record, or another is to take its place; propose one that supersedes it`,
    );
  if (undone.action === 'accept')
    await db
      .deleteFrom('approvals')
      .where('record_id', '=', row.id)
      .where('person_id', '=', act.person.id)
      .execute();
  await change(
    scope,
    row,
    { status: from, decided_at: from === 'accepted' ? row.decided_at : null },
    'taken-back',
    {
      step: kind,
    },
  );
  return { step: kind, status: from };
}

/** What an edit changed, as it was before; entries of earlier versions do not say it. */
const editData = z.object({ before: z.record(z.string(), z.unknown()) });

async function takeBackEdit(scope: Scope, number: number, data: string): Promise<TakenBack> {
  const row = await step(scope, number, 'edit');
  const told = editData.safeParse(JSON.parse(data));
  if (!told.success)
    throw new AdvisorError(
      'conflict',
      `what ${number} said before that edit was not kept; edit it again to put it right`,
    );
  const content = readContent({ ...contentOf(row), ...told.data.before }, scope.at);
  await rewrite(scope, row, content, 'taken-back', { step: 'edited' });
  return { step: 'edited', status: statusOf(row) };
}

/** Whether a record supersedes another, or one is there to supersede it. */
async function isInSuccession(db: Kysely<Tables>, id: number): Promise<boolean> {
  const link = await db
    .selectFrom('links')
    .select('to_id')
    .where('kind', '=', 'supersedes')
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .limit(1)
    .executeTakeFirst();
  return link !== undefined;
}

/** A record that the actor may see. @throws AdvisorError `not-found`, also for what they may not see. */
async function find({ db, log, act }: Pick<Scope, 'db' | 'log' | 'act'>, number: number): Promise<RecordRow> {
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
async function step(
  scope: Scope,
  number: number,
  name: Step,
  action: Action = name === 'propose' ? 'submit' : name,
): Promise<RecordRow> {
  const row = await find(scope, number);
  requireStep(number, statusOf(row), name);
  permit(scope, action, row);
  return row;
}

type Changes = Partial<Pick<RecordRow, 'status' | 'title' | 'content' | 'review_by' | 'decided_at'>>;

/** Changes a record and says so in the history. */
async function change(
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
    await scope.index.put(scope.db, updated, scope.log);
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
