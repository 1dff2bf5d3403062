import { check } from '../../src/decisions/check/check.ts';
import { createFactsReader } from '../../src/decisions/check/facts-reader.ts';
import { folderOf } from '../../src/decisions/check/from-folder.ts';
import { noSettings } from '../../src/decisions/check/settings.ts';
import { createRecordReader } from '../../src/decisions/markdown/record-reader.ts';
import { anyMarkdown, anyPath } from './markdown.ts';
import type { Target } from './target.ts';

/** Markdown files, as an import reads them. */
export function fileTarget(): Target {
  const reader = createRecordReader();
  return {
    name: 'markdown files',
    share: 16,
    async run(random) {
      const reading = await reader.read({
        text: anyMarkdown(random),
        path: anyPath(random),
        isAlone: random.oneIn(3) ? undefined : random.oneIn(2),
      });
      return 'reason' in reading && /^cannot be read$/.test(reading.reason)
        ? ['failed without a reason']
        : [];
    },
    close: () => reader.close(),
  };
}

/** The same files, as a check reads and judges them. */
export function checkTarget(): Target {
  const reader = createFactsReader(1_200);
  const folder = '/nowhere/at/all';
  return {
    name: 'checked files',
    share: 6,
    async run(random) {
      const file = anyPath(random);
      const result = await reader.read({ text: anyMarkdown(random), path: file, isAlone: random.oneIn(2) });
      if ('reason' in result)
        return /^cannot be read$/.test(result.reason) ? ['failed without a reason'] : [];
      if (result.kind === 'no-record') return [];
      const surroundings = { folder, root: random.oneIn(2) ? folder : undefined };
      const settings = { settings: noSettings, folder };
      const read = [{ file, result }];
      const { checked } = folderOf(
        { read, skipped: [], unread: new Map(), others: [] },
        surroundings,
        settings,
        '2026-01-01',
      );
      return check(checked, noSettings)
        .filter(({ what, place }) => what.length > 400 || place.line < 1)
        .map(({ rule }) => `${rule} is told at length or nowhere`);
    },
    close: () => reader.close(),
  };
}
