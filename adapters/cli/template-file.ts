import { existsSync } from 'node:fs';
import { readTextFile } from '../../src/bounded/read-file.ts';
import type { Template } from '../../src/decisions/markdown/template.ts';
import { AdvisorError } from '../../src/errors.ts';

/** A template has fewer characters than that has bytes; what is longer is told by `readTemplate`. */
const largest = 500_000;

/** A template's text from its file. @throws AdvisorError `not-found` for one that cannot be read, `invalid` for one that is none. */
export async function readTemplateFile(file: string): Promise<{ text: string; template: Template }> {
  if (!existsSync(file)) throw new AdvisorError('not-found', `there is no file ${file}`);
  const read = readTextFile(file, { maxBytes: largest, followLinks: true });
  if ('reason' in read) throw new AdvisorError('not-found', `${file}: ${read.reason}`);
  const { readTemplate } = await import('../../src/decisions/markdown/template.ts');
  return { text: read.text, template: readTemplate(read.text, file) };
}
