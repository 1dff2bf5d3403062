import { boundedText } from '../../src/bounded/lines.ts';
import { readTextFile } from '../../src/bounded/read-file.ts';
import { type ContentChanges, contentSchema } from '../../src/decisions/record.ts';
import { AdvisorError } from '../../src/errors.ts';

const largest = 2_000_000;

/**
 * Reads what a record says from markdown, or from JSON: a record's fields or the result of `advise`. `-` is standard input.
 * @throws AdvisorError `usage` for what is no record, `not-found` for a file that cannot be read
 */
export async function readProposal(file: string): Promise<ContentChanges> {
  const text = await readGiven(file);
  if (!text.trimStart().startsWith('{')) {
    // Reading and writing markdown is loaded when it is needed: much of what a server does never is.
    const { createRecordReader } = await import('../../src/decisions/markdown/record-reader.ts');
    const reader = createRecordReader();
    try {
      const path = file === '-' ? 'record.md' : (file.split('/').at(-1) ?? file);
      const reading = await reader.read({ text, path, isAlone: undefined });
      if ('reason' in reading) throw new AdvisorError('usage', `${file}: ${reading.reason}`);
      return { ...reading.parsed.content, body: '' };
    } finally {
      await reader.close();
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AdvisorError('usage', `${file}: neither markdown nor JSON`);
  }
  const fields = typeof value === 'object' && value !== null && 'draft' in value ? value.draft : value;
  const parsed = contentSchema.partial().safeParse(fields);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AdvisorError(
      'usage',
      `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a record'}`,
    );
  }
  return parsed.data;
}

async function readGiven(file: string): Promise<string> {
  if (file === '-') {
    const text = await boundedText(process.stdin, largest);
    if (text !== undefined) return text;
    throw new AdvisorError('usage', `-: more than ${largest / 1_000_000} MB; a record is read by people`);
  }
  const read = readTextFile(file, { maxBytes: largest, followLinks: true });
  if ('text' in read) return read.text;
  const advice = read.reason === 'no regular file' ? '; give it on standard input, with -' : '';
  throw new AdvisorError('not-found', `${file}: ${read.reason}${advice}`);
}
