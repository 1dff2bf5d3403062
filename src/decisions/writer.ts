import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { AdvisorError } from '../errors.ts';
import { addEvent } from './history.ts';
import { requireStep, type Step } from './lifecycle.ts';
import { cleanDeciders, type LogSettings, requireReachable } from './log-settings.ts';
import { type Action, actions, mayDo, rolesOf } from './permissions.ts';
import type { Content, ContentChanges, ContentInput } from './record.ts';
import { link, takeOver } from './record-links.ts';
import {
  contentOf,
  ensureLog,
  type LogRow,
  logOf,
  maySee,
  noLog,
  type RecordRow,
  requireLog,
  statusOf,
} from './rows.ts';
import { type RecordSearch, sqliteSearch } from './search.ts';
import { type TakenBack, takeBack } from './take-back.ts';
import {
  type Act,
  change,
  contentColumns,
  find,
  permit,
  readContent,
  record,
  rewrite,
  type Scope,
  step,
} from './write-scope.ts';

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

export async function approve(scope: Scope, number: number, comment: string): Promise<Approval> {
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
