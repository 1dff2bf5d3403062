import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { readTextFile } from '../../bounded/read-file.ts';
import type { Database } from '../../database/connection.ts';
import type { Tables } from '../../database/schema.ts';
import { AdvisorError } from '../../errors.ts';
import { templateOf } from '../log-templates.ts';
import { createRecordReader, type RecordReader } from '../markdown/record-reader.ts';
import { ensureLog, findLog } from '../rows.ts';
import { recordSearch } from '../search.ts';
import { type Act, inScope } from '../write-scope.ts';
import { readAgreements, requireOwnFolder } from './agreements.ts';
import { commitWritten } from './commit.ts';
import { type FolderState, folderPath, readFolder, requirePlaces, requireRoom } from './folder-state.ts';
import { requireCalmRepository } from './git.ts';
import { hashOf } from './hashes.ts';
import { type CameIn, findIncoming, type Incoming, isNothing, storeIncoming } from './incoming.ts';
import { type LogState, readLog } from './log-state.ts';
import { writeOut } from './outgoing.ts';
import {
  type Pair,
  type Pairing,
  pairUp,
  requireTakes,
  type SyncForm,
  type Takes,
  withTakes,
} from './pairs.ts';
import { resultOf, type SyncResult } from './result.ts';

/** What is to be kept in step, and how. */
export interface SyncRequest {
  readonly folder: string;
  /** How files are written; in the form of the log's own template where it names none. */
  readonly form: SyncForm;
  readonly takes?: Takes;
  /** Only says what would happen. */
  readonly dryRun?: boolean;
  /** Commits what is written to the repository that the folder is in. */
  readonly commit?: boolean;
  readonly progress?: (done: number) => void;
  /** Is told each step before it is taken. */
  readonly step?: (name: string) => void;
  /** What reads files as records; else a process of its own does. */
  readonly reader?: RecordReader;
}

/** A run as it is under way. */
interface Run {
  readonly database: Database;
  readonly act: Act;
  readonly now: () => string;
  readonly folder: string;
  readonly state: FolderState;
  readonly reader: RecordReader;
  readonly form: SyncForm;
  readonly request: SyncRequest;
}

/** Thrown to leave a trial's transaction; nothing of it stays. */
class Trial extends Error {
  readonly result: SyncResult;

  constructor(result: SyncResult) {
    super('a trial run');
    this.result = result;
  }
}

/**
 * Keeps a folder of files and a log in step: what changed in the folder comes in, what changed here goes out. What
 * changed on both sides is a conflict; it is told, and neither side is touched.
 * @throws AdvisorError where the folder or its repository is in no state for that; then nothing was changed.
 */
export async function syncFolder(
  database: Database,
  act: Act,
  request: SyncRequest,
  now: () => string,
): Promise<SyncResult> {
  const folder = folderPath(request.folder);
  await requireCalmRepository(folder, request.commit === true);
  await requireOwnFolder(database.db, folder, act);
  const template = request.form.template ?? (await templateOf(database.db, act));
  const reader = request.reader ?? createRecordReader(template?.form);
  try {
    const first = await readLog(database.db, act, folder);
    const { progress } = request;
    const state = await readFolder(folder, knownFiles(first), { reader, progress });
    const form = { ...request.form, template };
    const run: Run = { database, act, now, folder, state, reader, form, request };
    const settled = await bringIn(run, first);
    request.step?.('came in');
    return await (request.dryRun === true ? tell(run, database.db, settled) : sendOut(run, settled));
  } catch (error) {
    if (error instanceof Trial) return error.result;
    throw error;
  } finally {
    if (request.reader === undefined) await reader.close();
  }
}

/** Which files need not be read: they say what they said when they and their records last agreed. */
function knownFiles({ records }: LogState): (file: string, hash: string) => boolean {
  const hashes = new Map(
    records.flatMap(({ record, agreement }): [string, string | undefined][] => {
      if (agreement !== undefined) return [[agreement.file, agreement.agreed?.file]];
      return record.file === null || record.body === '' ? [] : [[record.file, hashOf(record.body)]];
    }),
  );
  return (file, hash) => hashes.get(file) === hash;
}

/** So often it is compared anew with a log in which something happens all the time. */
const tries = 5;

/** A log and its folder once everything has come in. */
interface Settled {
  readonly came: CameIn;
  readonly log: LogState;
  readonly pairing: Pairing;
}

async function bringIn(run: Run, first: LogState): Promise<Settled> {
  const { database, act, state, reader, request } = run;
  const takes = request.takes ?? noTakes;
  let log = first;
  for (let time = 0; time < tries; time++) {
    const before = pairUp(log, state, run.form);
    requireTakes(before, takes);
    const taken = withTakes(before, takes);
    const written = taken.pairs.filter(({ standing }) => standing !== 'without');
    requirePlaces(
      run.folder,
      written.map(({ file }) => file),
    );
    const incoming = await findIncoming(before, taken, reader);
    if (isNothing(incoming)) return { came: nothingCame, log, pairing: taken };
    requireRoom(run.folder, outgoing(taken));
    request.step?.('bring in');
    const came = await storeAll(run, log, incoming, taken);
    log = await readLog(database.db, act, run.folder);
    if (came !== undefined) return { came, log, pairing: pairsNow(log, run) };
  }
  throw new AdvisorError('conflict', `${act.log} changes all the time; nothing was changed, try again`);
}

/** The files that are to be written. */
function outgoing({ pairs }: Pairing): string[] {
  return pairs.filter(({ standing }) => standing === 'out').map(({ file }) => file);
}

const noTakes: Takes = { file: [], record: [] };
const nothingCame: CameIn = { created: [], updated: [], warnings: [] };

/** Stores what comes in; undefined where the log is another than it was when it was compared. */
function storeAll(
  run: Run,
  compared: LogState,
  incoming: Incoming,
  pairing: Pairing,
): Promise<CameIn | undefined> {
  const { database, act, now, folder, state, request } = run;
  const storing = async (db: Kysely<Tables>) => {
    const there = await findLog(db, act.workspace, act.log);
    if (there?.head !== compared.log?.head) return undefined;
    const log = there ?? (await ensureLog(db, act.workspace, act.log));
    const came = await inScope({ db, log, act, at: now(), index: recordSearch(database.kind) }, (scope) =>
      storeIncoming(scope, incoming, pairing, { path: folder, state }),
    );
    if (request.dryRun !== true) return came;
    const after = await readLog(db, act, folder);
    throw new Trial(await tell(run, db, { came, log: after, pairing: pairsNow(after, run) }));
  };
  return database.transaction(storing, { workspace: act.workspace });
}

/** How a log and a folder stand once everything has come in. */
function pairsNow(log: LogState, { state, form, request }: Run): Pairing {
  return withTakes(pairUp(log, state, form), { file: [], record: request.takes?.record ?? [] });
}

/** What another run wrote meanwhile is no conflict. */
function asOfNow({ pairs, fresh }: Pairing, folder: string): Pairing {
  const isSame = ({ standing, file, written }: Pair) => {
    if (standing !== 'both' && standing !== 'unreadable') return false;
    const now = readTextFile(join(folder, file), { maxBytes: 2 * Buffer.byteLength(written.text) });
    return 'text' in now && now.text === written.text;
  };
  return { pairs: pairs.map((pair) => (isSame(pair) ? { ...pair, standing: 'same' } : pair)), fresh };
}

/** What would be done. */
function tell({ folder, state, act }: Run, db: Database['db'], settled: Settled): Promise<SyncResult> {
  return resultOf({ ...settled, db, folder, state, name: act.log });
}

async function sendOut(run: Run, { came, log, pairing: settled }: Settled): Promise<SyncResult> {
  const { database, folder, state, act, request } = run;
  const pairing = asOfNow(settled, folder);
  const told = log.log?.event_count ?? 0;
  const step = request.step ?? (() => {});
  const commits = request.commit === true;
  const out = outgoing(pairing);
  if (out.length > 0) requireRoom(folder, out);
  const went = await writeOut(database, pairing.pairs, { folder, told, commits, step });
  step('commit');
  const commit = commits ? await commitAll(run, log, pairing, told) : null;
  const { db } = database;
  return resultOf({ db, folder, state, log, name: act.log, came, pairing, went, commit });
}

async function commitAll({ database, folder }: Run, { log }: LogState, { pairs }: Pairing, told: number) {
  if (log === undefined) return null;
  const agreements = await readAgreements(database.db, folder, log.id);
  const now = pairs.map((pair) => ({ ...pair, agreement: agreements.get(pair.row.id) }));
  return commitWritten(database, folder, now, told);
}
