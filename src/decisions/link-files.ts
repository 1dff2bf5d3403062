import { indexFiles, targetOf } from './markdown/link-targets.ts';
import type { StatedLink } from './markdown/links.ts';
import { areLinked, storeLink } from './record-links.ts';
import type { RecordRow } from './rows.ts';
import type { Scope } from './write-scope.ts';

/** A file with its record. */
export interface FileOfRecord {
  readonly file: string;
  readonly label: string | null;
  readonly row: RecordRow;
}

/** A file whose links are to be stored. */
export interface LinkingFile extends FileOfRecord {
  readonly links: readonly StatedLink[];
}

/** A stated link with the records at its ends. */
interface FoundLink {
  readonly link: StatedLink;
  readonly newer: RecordRow;
  readonly older: RecordRow;
}

/**
 * Stores the links that files state: from each to the file that it means, among them and others of their folder.
 * Gives what is to be said: links that lead nowhere, supersessions that one side alone says.
 */
export async function linkFiles(
  scope: Scope,
  files: readonly LinkingFile[],
  others: readonly FileOfRecord[],
): Promise<string[]> {
  const warnings: string[] = [];
  const found: FoundLink[] = [];
  const index = indexFiles<FileOfRecord>([...files, ...others], ({ label }) => label);
  for (const { file, row: mine, links } of files) {
    for (const link of links) {
      const { found: other, isBroken } = targetOf(link, file, index);
      const isLoose = link.isLoose === true;
      if ((other === undefined || isBroken) && !isLoose)
        warnings.push(`${file}: ${saidOf(link)} "${link.target.slice(0, 80)}" ${whyNot(link, other?.file)}`);
      if (other === undefined || other.row.id === mine.id || (isLoose && isBroken)) continue;
      const [newer, older] = link.isNewer ? [mine, other.row] : [other.row, mine];
      found.push({ link, newer, older });
    }
  }
  await storeLinks(scope, found);
  return [...warnings, ...oneSided(found)];
}

/** Stores links. Records that are linked are not told to be related as well, nor related from both sides. */
async function storeLinks({ db }: Scope, found: readonly FoundLink[]): Promise<void> {
  const typed = found.filter(({ link }) => link.kind !== 'relates-to');
  for (const { link, newer, older } of typed) await storeLink(db, link.kind, newer, older, link.partial);
  for (const { link, newer, older } of found) {
    if (link.kind !== 'relates-to' || (await areLinked(db, newer, older))) continue;
    await storeLink(db, link.kind, newer, older, false);
  }
}

/** Records that still say that they are accepted, though another accepted one supersedes them. */
function oneSided(found: readonly FoundLink[]): ReadonlySet<string> {
  return new Set(
    found.flatMap(({ link, newer, older }) =>
      link.kind === 'supersedes' &&
      !link.partial &&
      newer.status === 'accepted' &&
      older.status === 'accepted'
        ? [
            `${older.file ?? older.number}: it still says accepted, though ${newer.file ?? newer.number} supersedes it`,
          ]
        : [],
    ),
  );
}

/** Why a link is not the one that it says, and for which record it is taken. */
function whyNot({ target }: StatedLink, taken: string | undefined): string {
  if (taken !== undefined) return `is not there; taken for ${taken} by its number`;
  return /^https?:/.test(target) ? 'leads out of the folder' : 'is not there';
}

/** What a file says of itself: that it supersedes another, or is superseded by it. */
function saidOf({ kind, isNewer }: StatedLink): string {
  const passive = { supersedes: 'superseded by', amends: 'amended by', 'relates-to': 'relates-to' } as const;
  return isNewer ? kind : passive[kind];
}
