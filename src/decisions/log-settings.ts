import { AdvisorError } from '../errors.ts';
import { addEvent } from './history.ts';
import { logOf } from './rows.ts';
import { permit, type Scope } from './write-scope.ts';

/** What can be set of a log. */
export interface LogSettings {
  readonly quorum?: number;
  readonly deciders?: readonly string[];
  readonly visibility?: 'open' | 'members';
  readonly channel?: string | null;
  /** Whether an approval of who proposed counts. */
  readonly ownApproval?: boolean;
}

const maxQuorum = 100;
const maxDeciders = 200;
const maxName = 100;

/** Names as they are stored: composed the one way, without what cannot be seen, each once. */
export function cleanDeciders(names: readonly string[]): string[] {
  const clean = names.map((name) =>
    name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  );
  if (clean.some((name) => name === '' || name === '@'))
    throw new AdvisorError('invalid', 'a decider needs a name that can be read');
  if (clean.some((name) => name.length > maxName))
    throw new AdvisorError('invalid', `a decider's name has at most ${maxName} characters`);
  const unique = [...new Set(clean)];
  if (unique.length > maxDeciders)
    throw new AdvisorError('invalid', `a log has at most ${maxDeciders} deciders; name a group: @platform`);
  return unique;
}

/**
 * Makes sure that a log can come to a decision.
 * @throws AdvisorError `invalid` where fewer people decide than have to approve.
 */
export function requireReachable({
  quorum,
  deciders,
  ownApproval,
}: Required<Pick<LogSettings, 'quorum' | 'deciders' | 'ownApproval'>>): void {
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > maxQuorum)
    throw new AdvisorError('invalid', `a quorum is a whole number from 1 to ${maxQuorum}`);
  // A group has as many people as it has; where nobody is named, everybody decides.
  if (deciders.length === 0 || deciders.some((name) => name.startsWith('@'))) return;
  const needed = ownApproval ? quorum : quorum + 1;
  if (deciders.length < needed) {
    const why = ownApproval ? '' : ", as an author's own approval does not count";
    throw new AdvisorError('invalid', `a quorum of ${quorum} needs at least ${needed} deciders${why}`);
  }
}

/** Opens a log, which the transaction has made, with its settings where there are any. */
export async function createLog(scope: Scope, settings: LogSettings): Promise<void> {
  permit(scope, 'create-log', 'log');
  await recordInLog(scope, 'log-created', {});
  if (Object.keys(settings).length > 0) await setLog(scope, settings);
}

/** Changes a log's settings; those that are left out stay. @throws AdvisorError `invalid` where it could decide nothing. */
export async function setLog(scope: Scope, settings: LogSettings): Promise<void> {
  permit(scope, 'set-log', 'log');
  const { db, log } = scope;
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
  await recordInLog(scope, 'log-set', {
    ...settings,
    ...(settings.deciders === undefined ? {} : { deciders }),
  });
}

/** Writes what happened to the log as a whole. */
async function recordInLog({ db, log, act, at, end }: Scope, kind: string, data: object): Promise<void> {
  const { person, source } = act;
  await addEvent(db, log.id, end, { record: null, kind, data, person, at, source });
}
