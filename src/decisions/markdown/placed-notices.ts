import type { RootContent } from 'mdast';
import { leadNodes } from './lead.ts';
import { isNoticeHeading, type Notice, noticeIn } from './notices.ts';
import { lineOf, type Outline, sourceOf } from './tree.ts';

/** A notice where it stands, and as it is written. */
export interface PlacedNotice extends Notice {
  readonly line: number;
  readonly written: string;
}

/** What files have around the words of a notice: quotes, bold marks, the first line of a callout. */
const around = /^\s*(?:>\s?)*(?::::\s*\p{L}*\s*|!!!\s*\p{L}+\s*|\[!\p{L}+\]\s*)?"?/u;

/** The notices around a file's title that say what became of the record: quotations, callouts, bold lines, headings. */
export function noticesOf(outline: Outline): PlacedNotice[] {
  const headings = outline.above.filter(({ type }) => type === 'heading');
  const found = [...headings, ...leadNodes(outline)].flatMap((node, at) =>
    noticeLines(node, outline.text, at === headings.length),
  );
  return found.filter(({ text }, at) => found.findIndex((one) => one.text === text) === at);
}

function noticeLines(node: RootContent, text: string, isFirst: boolean): PlacedNotice[] {
  const source = sourceOf(node, text);
  if (node.type === 'heading') {
    const words = source.replace(/^#+\s*/, '');
    return isNoticeHeading(withoutAddresses(words)) ? placed(words, lineOf(node)) : [];
  }
  if (node.type !== 'blockquote' && node.type !== 'paragraph') return [];
  const lines = source.split('\n', 20);
  const isCallout = node.type === 'blockquote' || /^\s*(?::::|!!!)/.test(source);
  const [at = -1] = lines.flatMap((line, index) => (line.replace(around, '').trim() === '' ? [] : [index]));
  const line = (lines[at] ?? '').replace(around, '').replace(/"\s*$/, '').trim();
  const stands =
    isCallout ||
    /^[^\p{L}]*(?:\*\*|__)/u.test(line) ||
    /^\p{Extended_Pictographic}/u.test(line) ||
    (isFirst && /^(?:\p{Lu}{5,}|(?:This|The) )/u.test(line));
  return stands ? placed(line, lineOf(node) + at) : [];
}

function placed(written: string, line: number): PlacedNotice[] {
  const notice = noticeIn(withoutAddresses(written));
  return notice === undefined ? [] : [{ ...notice, line, written }];
}

function withoutAddresses(written: string): string {
  return written.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
