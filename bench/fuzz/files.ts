import { createRecordReader } from '../../src/decisions/markdown/record-reader.ts';
import { anyMarkdown, anyPath } from './markdown.ts';
import type { Target } from './target.ts';

/** Markdown files, as an import reads them. */
export function fileTarget(): Target {
  const reader = createRecordReader();
  return {
    name: 'markdown files',
    share: 22,
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
