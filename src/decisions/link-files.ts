import { type FileIndex, indexFiles, targetOf } from './markdown/link-targets.ts';
import type { PlacedLink } from './markdown/stated-links.ts';
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
  readonly links: readonly PlacedLink[];
}

/** A stated link with the records at its ends. */
interface FoundLink {
  readonly link: PlacedLink;
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
  const index = indexFiles<FileOfRecord>([...files, ...others], ({ label, row: { title } }) => ({
    label,
    title,
  }));
  const all = files.map((one) => linksOf(one, index));
  const found = agreed(all.flatMap((one) => one.found));
  await storeLinks(scope, found);
  return [...all.flatMap(({ warnings }) => warnings), ...oneSided(found)];
}

/** The links of one file with the records at their ends, and what is to be said of those that have none. */
function linksOf(
  { file, row: mine, links }: LinkingFile,
  index: FileIndex<FileOfRecord>,
): { found: FoundLink[]; warnings: string[] } {
  const resolved = links.map((link) => ({ link, ...targetOf(link, file, index) }));
  const named = new Set(resolved.map(({ found }) => found?.file));
  const warnings = resolved.flatMap(({ link, found, isBroken, several }) => {
    if (link.isLoose === true && (isBroken || several.length === 0)) return [];
    if (found !== undefined && !isBroken) return [];
    // Where another line names the file of one of them, nothing is open.
    if (several.some((one) => named.has(one.file))) return [];
    const said = `${saidOf(link)} "${link.target.slice(0, 80)}"`;
    return several.length > 0
      ? [`${file}: line ${link.line}: ${said} is not linked: ${shared(several)}`]
      : [`${file}: ${said} ${whyNot(link, found?.file)}`];
  });
  const found = resolved.flatMap(({ link, found: other, isBroken }): FoundLink[] => {
    if (other === undefined || other.row.id === mine.id || (link.isLoose === true && isBroken)) return [];
    const [newer, older] = link.isNewer ? [mine, other.row] : [other.row, mine];
    return [{ link, newer, older }];
  });
  return { found, warnings };
}

/**
 * Links as both sides say them: where one says "in part", it is so, unless the older record's own status says that it is
 * over. A line at its top that only leaves the word out does not end it.
 */
function agreed(found: readonly FoundLink[]): FoundLink[] {
  const keyOf = ({ link, newer, older }: FoundLink) => `${link.kind} ${newer.id} ${older.id}`;
  const same = Map.groupBy(found, keyOf);
  return found.map((one) => {
    const own = same.get(keyOf(one)) ?? [];
    const isOver = own.some(
      ({ link, older }) => !link.isNewer && !link.partial && older.status === 'superseded',
    );
    const partial = own.some(({ link }) => link.partial) && !isOver;
    return partial === one.link.partial ? one : { ...one, link: { ...one.link, partial } };
  });
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

/** That several records have the number of a link, and what to do about it. */
function shared(several: readonly FileOfRecord[]): string {
  const files = several.map(({ file }) => file);
  const shown = files.length > 3 ? [...files.slice(0, 2), `${files.length - 2} others`] : files;
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''} have that number; name the file that is meant`;
}

/** Why a link is not the one that it says, and for which record it is taken. */
function whyNot({ target }: PlacedLink, taken: string | undefined): string {
  if (taken !== undefined) return `is not there; taken for ${taken} by its number`;
  return /^https?:/.test(target) ? 'leads out of the folder' : 'is not there';
}

/** What a file says of itself: that it supersedes another, or is superseded by it. */
function saidOf({ kind, isNewer }: PlacedLink): string {
  if (kind === 'relates-to') return 'relates to';
  return isNewer ? kind : { supersedes: 'superseded by', amends: 'amended by' }[kind];
}
