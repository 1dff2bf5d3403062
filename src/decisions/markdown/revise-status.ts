import type { DecisionRecord } from '../record.ts';
import { frontEdit } from './front-edit.ts';
import { statusText } from './front-fields.ts';
import type { ParsedRecord } from './parse.ts';
import { type FileNames, namedRecord } from './record-address.ts';
import { capitalized } from './record-layout.ts';
import type { TextEdit } from './text-edit.ts';
import type { Outline } from './tree.ts';

const statusKeys = ['status', 'Status', 'state'] as const;

/**
 * The ways to say in a file where its record stands, the best first: where the file says it, else in its front matter,
 * which counts before everything else.
 */
export function statusEdits(
  outline: Outline,
  parsed: ParsedRecord,
  record: DecisionRecord,
  names: FileNames,
): TextEdit[] {
  const words = wordsFor(record, names);
  const key = statusKeys.find((one) => typeof outline.front[one] === 'string');
  const front = frontEdit(outline.text, { [key ?? 'status']: words });
  if (key !== undefined || parsed.statusRaw === null) return [front];
  return [...inPlace(outline.text, parsed.statusRaw, words), front];
}

/** Where a record stands, with what took its place. */
function wordsFor(record: DecisionRecord, names: FileNames): string {
  const successor = record.links.find(({ kind, partial }) => kind === 'superseded-by' && !partial);
  if (record.status !== 'superseded' || successor === undefined) return statusText(record);
  return `superseded by ${namedRecord(successor, record, names)}`;
}

/** The line that says it, with other words; one that says more than a word keeps what it says below the new one. */
function inPlace(text: string, raw: string, words: string): TextEdit[] {
  const said = /^\P{L}*\p{Lu}/u.test(raw) ? capitalized(words) : words;
  const isWord = /^[\p{L}\s*_`~.✅❌]+$/u.test(raw);
  const edits: TextEdit[] = [];
  for (
    let from = text.indexOf(raw);
    from >= 0 && edits.length < mostTried;
    from = text.indexOf(raw, from + 1)
  ) {
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const before = text.slice(start, from);
    const isLine = /^\s*(?:[-*+>]\s+)*$/.test(before);
    if (isWord) edits.push({ from, to: from + raw.length, text: said });
    else if (isLine)
      edits.push({ from: start, to: start, text: `${before}${said}${before === '' ? '\n\n' : '\n'}` });
  }
  return edits;
}

/** So many places of a word are tried. */
const mostTried = 10;
