import { posix } from 'node:path';
import { isIndexName } from './companions.ts';
import { readFileName } from './file-name.ts';
import type { FoundFile } from './list-files.ts';
import type { ReadingJob } from './reading-job.ts';

/** What a file's place tells of it: whether it is alone in its folder, and whether an index has none but companions. */
export type Place = Required<Pick<ReadingJob, 'hasCompanions'>> & { readonly isAlone: boolean };

/** What is known of each file's place, of all that were found. */
export function placesOf(found: readonly FoundFile[]): (one: FoundFile) => Place {
  const regular = found.filter(({ why }) => why === undefined);
  const inFolder = Map.groupBy(regular, ({ folder }) => folder);
  // A folder of folders of records is an index's, however alone the index is.
  const over = new Set(
    regular
      .filter(
        ({ path, folder }) =>
          isNumbered(posix.basename(path)) ||
          (isIndexName(posix.basename(path)) && isNumbered(`${posix.basename(folder)}.md`)),
      )
      .flatMap(({ path, folder }) => {
        const from = isIndexName(posix.basename(path)) ? posix.dirname(folder) : folder;
        return foldersAbove(from);
      }),
  );
  return (one) => {
    const isTop = one.folder === '';
    const own = inFolder.get(one.folder) ?? [];
    const isOver = over.has(one.folder) && !isNumbered(`${posix.basename(one.folder)}.md`);
    return {
      isAlone: !isTop && own.length === 1 && !isOver,
      hasCompanions: !isTop && own.length > 1 && !isOver && isIndexName(posix.basename(one.path)),
    };
  };
}

/** Whether a name begins with a number of three digits or a day, as those of records do; chapters have shorter ones. */
function isNumbered(name: string): boolean {
  const { number, date } = readFileName(name);
  return date !== null || (number !== null && /\d{3}/.test(name) && !/^(?:19|20)\d{2}\./.test(name));
}

function foldersAbove(folder: string): string[] {
  return folder.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'));
}
