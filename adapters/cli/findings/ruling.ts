import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { diffSince, namedFiles } from '../../../src/decisions/check/changed-files.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { loadJudge } from '../../../src/governing/load.ts';
import { changeIn, ruleOn } from '../../../src/governing/rule-on-change.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import type { ShownRuling } from './shown.ts';

/** What changed: since a commit, or in files that are named since the last commit. */
interface Changed {
  readonly diff: string | undefined;
  readonly files: readonly string[] | undefined;
}

/** Tells what records say to a change. */
export type RuleOnRecords = (records: readonly DecisionRecord[]) => ShownRuling;

/**
 * Reads what changed in a folder's repository, and what tells which records govern it: all of it waits for git and disks, as
 * whoever reads the records does meanwhile.
 * @throws AdvisorError `usage` outside of a repository.
 */
export async function prepareRuling(
  folder: string,
  { diff = 'HEAD', files }: Changed,
): Promise<RuleOnRecords> {
  const here = realpathSync(folder);
  const only = files === undefined ? [] : [...namedFiles(files)];
  const [changes, judge] = await Promise.all([
    diffSince(here, diff, only),
    loadKnowledge().then((knowledge) => loadJudge(knowledge)),
  ]);
  const change = await changeIn(changes);
  const named = only.map((file) => relative(changes.root, file).replaceAll('\\', '/'));
  const whole = { ...change, files: [...new Set([...change.files, ...named])] };
  const placeOf = (file: string) => relative(here, join(changes.root, file)).replaceAll('\\', '/');
  const nameOf = ({ file, log, number }: DecisionRecord) => file ?? `${log}-${number}`;
  return (records) => {
    const { governed, broughtIn } = ruleOn(judge, records, whole, placeOf, nameOf);
    return {
      broughtIn,
      governed: governed.map(({ record, because, isAgainst }) => ({
        ...{ name: nameOf(record), title: record.title, isAgainst },
        because: because.map((one) => ({ ...one, file: placeOf(one.file) })),
      })),
    };
  };
}
