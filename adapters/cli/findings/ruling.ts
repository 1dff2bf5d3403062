import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { diffSince, namedFiles } from '../../../src/decisions/check/changed-files.ts';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { changeIn, ruleOn } from '../../../src/governing/rule-on-change.ts';
import type { ShownRuling } from './shown.ts';

/** What changed: since a commit, or in files that are named since the last commit. */
interface Changed {
  readonly diff: string | undefined;
  readonly files: readonly string[] | undefined;
}

/** What records say to what changed in a folder's repository. @throws AdvisorError `usage` outside of one. */
export async function rulingShown(
  folder: string,
  { diff = 'HEAD', files }: Changed,
  records: readonly DecisionRecord[],
): Promise<ShownRuling> {
  const here = realpathSync(folder);
  const only = files === undefined ? [] : [...namedFiles(files)];
  const changes = await diffSince(here, diff, only);
  const change = await changeIn(changes);
  const named = only.map((file) => relative(changes.root, file).replaceAll('\\', '/'));
  const placeOf = (file: string) => relative(here, join(changes.root, file)).replaceAll('\\', '/');
  const nameOf = ({ file, log, number }: DecisionRecord) => file ?? `${log}-${number}`;
  const whole = { ...change, files: [...new Set([...change.files, ...named])] };
  const { governed, broughtIn } = await ruleOn(records, whole, placeOf, nameOf);
  return {
    broughtIn,
    governed: governed.map(({ record, because, isAgainst }) => ({
      ...{ name: nameOf(record), title: record.title, isAgainst },
      because: because.map((one) => ({ ...one, file: placeOf(one.file) })),
    })),
  };
}
