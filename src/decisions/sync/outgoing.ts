import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../database/connection.ts';
import { type Agreement, storeAgreements } from './agreements.ts';
import { removeLeftovers, writeGuarded } from './guarded-write.ts';
import type { Pair } from './pairs.ts';

/** Where records go out to, and how. */
export interface OutgoingPlace {
  readonly folder: string;
  /** How far the log's history has come. */
  readonly told: number;
  /** Whether a commit is to follow: what is written for it is remembered until it is made. */
  readonly commits: boolean;
  /** Is told each step before it is taken. */
  readonly step: (name: string) => void;
}

/** What went out, and what was changed while it did. */
export interface WentOut {
  readonly written: readonly Pair[];
  readonly meanwhile: readonly Pair[];
}

/**
 * Writes the files of records that changed. What is about to be written is stored first, so that a run that ends between
 * any two steps leaves nothing of which the next one does not know who wrote it.
 */
export async function writeOut(
  database: Database,
  pairs: readonly Pair[],
  { folder, told, commits, step }: OutgoingPlace,
): Promise<WentOut> {
  removeLeftovers(
    folder,
    pairs.filter(({ agreement }) => agreement?.writing != null).map(({ file }) => file),
  );
  const out = pairs.filter(({ standing }) => standing === 'out');
  const store = (agreements: readonly Agreement[]) =>
    agreements.length === 0
      ? undefined
      : database.transaction((db) => storeAgreements(db, folder, agreements));
  step('intent');
  await store(
    out.map((pair) => ({
      ...agreementOf(pair),
      writing: pair.now,
      isUncommitted: commits || agreementOf(pair).isUncommitted,
    })),
  );
  const written: Pair[] = [];
  const meanwhile: Pair[] = [];
  for (const pair of out) {
    step(`write ${pair.file}`);
    const result = writeGuarded(folder, pair.file, pair.written.text, pair.there?.hash ?? null);
    (result === 'changed' ? meanwhile : written).push(pair);
    if (result === 'changed') continue;
    step(`wrote ${pair.file}`);
    // At once, as somebody may change it next; after a power failure what was about to be written tells the same.
    const settled = {
      ...agreementOf(pair),
      ...waiting(pair, commits || agreementOf(pair).isUncommitted, told),
    };
    await database.transaction((db) => storeAgreements(db, folder, [settled]), { sync: false });
  }
  step('agree');
  const isSettled = ({ agreement, file, now }: Pair) =>
    isDeepStrictEqual(agreement?.agreed, now) && agreement?.file === file && agreement.writing === null;
  const same = pairs.filter((pair) => pair.standing === 'same' && !isSettled(pair));
  const renamed = pairs.filter(
    ({ standing, renamedFrom }) => standing !== 'same' && standing !== 'out' && renamedFrom !== undefined,
  );
  await store([
    // What an earlier run wrote for a commit still waits for it.
    ...same.map((pair) => ({
      ...agreementOf(pair),
      ...waiting(pair, pair.agreement?.isUncommitted === true && pair.base?.file === pair.now.file, told),
    })),
    ...renamed.map((pair) => ({ ...agreementOf(pair), writing: pair.agreement?.writing ?? null })),
    ...meanwhile.map((pair) => ({ ...agreementOf(pair), isUncommitted: false })),
  ]);
  return { written, meanwhile };
}

/** Both have the text; what waits for a commit is told of by that. */
function waiting({ agreement, now }: Pair, isUncommitted: boolean, told: number) {
  return { agreed: now, told: isUncommitted ? (agreement?.told ?? 0) : told, isUncommitted };
}

/** What a record and its file agreed on, under the name that the file has now. */
function agreementOf({ row, file, agreement, base }: Pair): Agreement {
  const { told = 0, isUncommitted = false } = agreement ?? {};
  return { recordId: row.id, file, agreed: base, writing: null, told, isUncommitted };
}
