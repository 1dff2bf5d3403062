import { createHash } from 'node:crypto';
import { AdvisorError, FieldError } from '../errors.ts';
import { addEvent } from './history.ts';
import type { Log } from './record.ts';
import { logOf, maySee, namesOf, namesText } from './rows.ts';
import { inScope, permit, type Scope } from './write-scope.ts';

/** Who may decide: a name, an id or a group (`@platform`), or an id with what its person is called. */
export type Decider = string | { readonly id: string; readonly name: string };

/** What can be set of a log. */
export interface LogSettings {
  readonly quorum?: number;
  readonly deciders?: readonly Decider[];
  readonly visibility?: 'open' | 'members';
  readonly channel?: string | null;
  /** Whether an approval of who proposed counts. */
  readonly ownApproval?: boolean;
  /** The text of a template; null takes it away. */
  readonly template?: string | null;
}

/** How settings are changed. */
export interface SettingOptions {
  /** The version of the settings that whoever changes them saw. */
  readonly seen?: number;
  /** Whether other logs give up the channel that this one gets. */
  readonly frees?: boolean;
}

const maxQuorum = 100;
const maxDeciders = 200;
const maxName = 100;

/** A log that nobody has set anything of. */
export function newLog(name: string): Log {
  return {
    ...{ name, quorum: 1, deciders: [], deciderNames: [] },
    ...{ visibility: 'open', channel: null, ownApproval: true, template: null },
  };
}

/** A number of up to nine digits that tells a log's settings from others: whoever changes them says which they saw. */
export function settingsVersion({ quorum, deciders, visibility, channel, ownApproval }: Log): number {
  const text = JSON.stringify([quorum, deciders, visibility, channel, ownApproval]);
  return createHash('sha256').update(text).digest().readUInt32BE() % 1_000_000_000;
}

function cleanName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

/** Names as they are stored: composed the one way, without what cannot be seen, each once. */
export function cleanDeciders(names: readonly string[]): string[] {
  const clean = names.map(cleanName);
  if (clean.some((name) => name === '' || name === '@'))
    throw faultOf('deciders', 'a decider needs a name that can be read');
  if (clean.some((name) => name.length > maxName))
    throw faultOf('deciders', `a decider's name has at most ${maxName} characters`);
  const unique = [...new Set(clean)];
  if (unique.length > maxDeciders)
    throw faultOf('deciders', `a log has at most ${maxDeciders} deciders; name a group: @platform`);
  return unique;
}

/**
 * Makes sure that a log can come to a decision.
 * @throws FieldError for the quorum, where fewer people decide than have to approve.
 */
export function requireReachable({
  quorum,
  deciders,
  ownApproval,
}: {
  readonly quorum: number;
  readonly deciders: readonly string[];
  readonly ownApproval: boolean;
}): void {
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > maxQuorum)
    throw faultOf('quorum', `a quorum is a whole number from 1 to ${maxQuorum}`);
  // A group has as many people as it has; where nobody is named, everybody decides.
  if (deciders.length === 0 || deciders.some((name) => name.startsWith('@'))) return;
  const needed = ownApproval ? quorum : quorum + 1;
  if (deciders.length < needed) {
    const why = ownApproval ? '' : ", as an author's own approval does not count";
    throw faultOf('quorum', `a quorum of ${quorum} needs at least ${needed} deciders${why}`);
  }
}

/** What says by itself what it is about. */
function faultOf(field: keyof LogSettings, fault: string): FieldError {
  return new FieldError(field, fault, fault);
}

/**
 * Opens a log, which the transaction has made, with its settings where there are any.
 * @throws AdvisorError `conflict` where it was there already.
 */
export async function createLog(
  scope: Scope,
  settings: LogSettings,
  options: SettingOptions = {},
): Promise<void> {
  permit(scope, 'create-log', 'log');
  const { name, event_count } = scope.log;
  if (event_count > 0) throw new AdvisorError('conflict', `there is a log "${name}" already`);
  await recordInLog(scope, 'log-created', {});
  if (Object.keys(settings).length > 0) await setLog(scope, settings, options);
}

/**
 * Changes a log's settings; those that are left out stay.
 * @throws FieldError where it could decide nothing, or whoever sets it would not see it any more
 * @throws AdvisorError `conflict` where somebody else changed them since
 */
export async function setLog(
  scope: Scope,
  settings: LogSettings,
  { seen, frees = false }: SettingOptions = {},
): Promise<void> {
  permit(scope, 'set-log', 'log');
  const { db, log, act } = scope;
  const before = logOf(log);
  if (seen !== undefined && seen !== settingsVersion(before))
    throw new AdvisorError(
      'conflict',
      `somebody changed ${log.name} since the form was opened; open it again`,
    );
  const { deciders, names } = decidersIn(settings.deciders, before.deciders, namesOf(log));
  const { quorum = before.quorum, ownApproval = before.ownApproval } = settings;
  requireReachable({ quorum, deciders, ownApproval });
  if (typeof settings.template === 'string') {
    const { readTemplate } = await import('./markdown/template.ts');
    readTemplate(settings.template, 'template');
  }
  const changed = {
    quorum,
    deciders: JSON.stringify(deciders),
    decider_names: namesText(names),
    own_approval: ownApproval ? 1 : 0,
    visibility: settings.visibility ?? log.visibility,
    channel: settings.channel === undefined ? log.channel : settings.channel,
    template: settings.template === undefined ? log.template : settings.template,
  };
  if (!maySee(act.viewer, { ...log, ...changed })) throw hiddenFrom(settings, changed.channel);
  await db.updateTable('logs').set(changed).where('id', '=', log.id).execute();
  if (frees && settings.channel != null) await freeChannel(scope, settings.channel);
  await recordInLog(scope, 'log-set', {
    ...settings,
    ...(settings.deciders === undefined ? {} : { deciders }),
    ...(settings.deciders === undefined || names.size === 0 ? {} : { names: [...names] }),
  });
}

/** Why a log cannot be set so: whoever does would not see it any more, nor put it right. */
function hiddenFrom(settings: LogSettings, channel: string | null): FieldError {
  const fault =
    channel === null
      ? 'it belongs to no channel, so that nobody would see it; bind it to one first'
      : 'you would not see it any more; set that in its own channel';
  return new FieldError(settings.visibility === undefined ? 'channel' : 'visibility', fault, fault);
}

/** Ids and names of who is to decide; what is known of somebody who goes on deciding stays known. */
function decidersIn(
  given: readonly Decider[] | undefined,
  before: readonly string[],
  known: ReadonlyMap<string, string>,
): { readonly deciders: readonly string[]; readonly names: ReadonlyMap<string, string> } {
  if (given === undefined) return { deciders: before, names: known };
  const told = new Map(
    given.flatMap((one) => (typeof one === 'string' ? [] : [[one.id, one.name] as const])),
  );
  const deciders = cleanDeciders(given.map((one) => (typeof one === 'string' ? one : one.id)));
  const names = deciders.flatMap((decider) => {
    const name = cleanName(told.get(decider) ?? '').slice(0, maxName) || known.get(decider);
    return name === undefined || name === decider ? [] : [[decider, name] as const];
  });
  return { deciders, names: new Map(names) };
}

/** Other logs that have a channel give it up. @throws AdvisorError where whoever asks may not set one of them. */
async function freeChannel({ end: _end, ...scope }: Scope, channel: string): Promise<void> {
  const { db, log, act } = scope;
  const others = await db
    .selectFrom('logs')
    .selectAll()
    .where('workspace', '=', log.workspace)
    .where('channel', '=', channel)
    .where('id', '!=', log.id)
    .execute();
  for (const other of others) {
    if (other.visibility === 'members')
      throw faultOf(
        'channel',
        `this channel keeps ${other.name}, which is for its members; make that open first`,
      );
    await inScope({ ...scope, log: other, act: { ...act, log: other.name } }, (own) =>
      setLog(own, { channel: null }),
    );
  }
}

/** Writes what happened to the log as a whole. */
async function recordInLog({ db, log, act, at, end }: Scope, kind: string, data: object): Promise<void> {
  const { person, source } = act;
  await addEvent(db, log.id, end, { record: null, kind, data, person, at, source });
}
