import type { Kysely } from 'kysely';
import type { Database } from '../database/connection.ts';
import type { Tables } from '../database/schema.ts';
import { type Approval, approve } from './approve.ts';
import { comment, requestChanges } from './comment.ts';
import type { Step } from './lifecycle.ts';
import { createLog, type LogSettings, type SettingOptions, setLog } from './log-settings.ts';
import { type Action, actions, mayDo, rolesOf } from './permissions.ts';
import { type ProposeOptions, propose } from './propose.ts';
import type { ContentChanges, ContentInput } from './record.ts';
import { amend, deprecate, edit, reject, relate, submit, supersede, withdraw } from './record-steps.ts';
import { ensureLog, type LogRow, logOf, maySee, noLog, requireLog, statusOf } from './rows.ts';
import { recordSearch } from './search.ts';
import { type TakenBack, takeBack } from './take-back.ts';
import { type Act, find, inScope, type Scope, step } from './write-scope.ts';

/** Everything that changes records. Each call is one transaction: it happens whole or not at all. */
export interface Writer {
  propose(act: Act, content: ContentInput, options?: ProposeOptions): Promise<number>;
  /** Makes a draft a proposal. */
  submit(act: Act, number: number): Promise<void>;
  edit(act: Act, number: number, changes: ContentChanges, seenVersion?: number): Promise<void>;
  approve(act: Act, number: number, comment?: string): Promise<Approval>;
  /** Asks a proposal's author for changes; until then it is not accepted. */
  requestChanges(act: Act, number: number, words: string): Promise<void>;
  /** Keeps what somebody says to a record, which changes nothing of it. */
  comment(act: Act, number: number, words: string): Promise<void>;
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
  createLog(act: Act, settings?: LogSettings, options?: SettingOptions): Promise<void>;
  /** Sets a log, which is made where it is not there yet. */
  setLog(act: Act, settings: LogSettings, options?: SettingOptions): Promise<void>;
  /** Makes sure that somebody may do something to a record, before they are asked for more. */
  requireMayDo(act: Act, number: number, action: Step): Promise<void>;
  /** What somebody may do to a record as it stands. */
  allowed(act: Act, number: number): Promise<ReadonlySet<Action>>;
}

/** Writes records to a database; `now` gives the time in ISO form. */
export function createWriter(database: Database, now: () => string): Writer {
  const index = recordSearch(database.kind);
  const within = <Result>(act: Act, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
    database.transaction(
      async (db) => {
        const log = await requireLog(db, act, act.log);
        return inScope({ db, log, act, at: now(), index }, work);
      },
      { workspace: act.workspace },
    );
  /** The same in a log that is made where it is not there yet. */
  const making = <Result>(act: Act, work: (scope: Scope) => Promise<Result>): Promise<Result> =>
    database.transaction(
      async (db) => {
        const log = await ensureLog(db, act.workspace, act.log);
        await requireSeen(db, act, log);
        return inScope({ db, log, act, at: now(), index }, work);
      },
      { workspace: act.workspace },
    );

  return {
    propose: (act, input, options = {}) => making(act, (scope) => propose(scope, input, options)),
    submit: (act, number) => within(act, (scope) => submit(scope, number)),
    edit: (act, number, changes, seenVersion) =>
      within(act, (scope) => edit(scope, number, changes, seenVersion)),
    approve: (act, number, comment = '') => within(act, (scope) => approve(scope, number, comment)),
    requestChanges: (act, number, words) => within(act, (scope) => requestChanges(scope, number, words)),
    comment: (act, number, words) => within(act, (scope) => comment(scope, number, words)),
    reject: (act, number, reason) => within(act, (scope) => reject(scope, number, reason)),
    withdraw: (act, number, reason = '') =>
      within(act, (scope) => withdraw(scope, number, 'withdraw', reason)),
    undo: (act, number) => within(act, (scope) => withdraw(scope, number, 'undo', '')),
    takeBack: (act, number) => within(act, (scope) => takeBack(scope, number)),
    deprecate: (act, number, reason) => within(act, (scope) => deprecate(scope, number, reason)),
    amend: (act, number, text, reason) => within(act, (scope) => amend(scope, number, text, reason)),
    supersede: (act, number, older, partial) =>
      within(act, (scope) => supersede(scope, number, older, partial)),
    relate: (act, number, other) => within(act, (scope) => relate(scope, number, other)),
    createLog: (act, settings = {}, options = {}) =>
      making(act, (scope) => createLog(scope, settings, options)),
    setLog: (act, settings, options = {}) => making(act, (scope) => setLog(scope, settings, options)),
    requireMayDo: (act, number, action) =>
      within(act, async (scope) => {
        await step(scope, number, action);
      }),
    allowed: (act, number) =>
      database.reading(act.workspace, async (db) => {
        const log = await requireLog(db, act, act.log);
        const row = await find({ db, log, act }, number);
        const own = rolesOf(act, logOf(log).deciders, row.proposed_by);
        return new Set(actions.filter((action) => mayDo(action, statusOf(row), own)));
      }),
  };
}

/** Somebody may see a record of a log that they may not see as a whole; to add to it they have to see it. */
async function requireSeen(db: Kysely<Tables>, act: Act, log: LogRow): Promise<void> {
  if (!maySee(act.viewer, log)) throw await noLog(db, act, log.name);
}
