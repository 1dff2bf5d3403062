import type { Numbered } from '../../commands/record-terms.ts';
import { plainNumbers } from './named-records.ts';

/** A correction of what was just recorded: what it is, and what it is not where that was said. */
export interface Correction {
  readonly right: string;
  readonly wrong: string | undefined;
}

const corrected =
  /^(?:(?:edit|change|correct|fix|update) (?:it|that|this)(?: to|:| -)?|correction|sorry|oops|wait|no|actually|typo|my mistake|i meant|we meant|i mean)[\s,:;-]+(?:(?:i|we) (?:meant|mean) |it'?s |it is |it was |it should (?:be|say|have been) |make (?:it|that) |that'?s |should be |that should be )*(.{2,120})$/i;
const direct =
  /^(?:make (?:it|that)|it should (?:be|say)|change (?:it|that) to|it'?s actually)\s+(.{2,120})$/i;

const name = '([\\p{L}\\p{N}][\\p{L}\\p{N}+#-]{1,40})';
/** "Argh, Postgres. Not Mongo." */
const taken = new RegExp(
  `^(?:\\p{L}{2,8}[\\s,.!]+)?(?!(?:typo|mistake|wrong|oops|sorry|no)\\b)${name}[.,;:!–-]+\\s+not ${name}(?![\\p{L}\\p{N}])`,
  'iu',
);
/** "Not Rust. Go for the gateway." */
const put = new RegExp(
  `^(?:\\p{L}{2,8}[\\s,.!]+){0,2}not ${name}[.,;:!–-]+\\s+(?:it'?s |but |make it )?(?!(?:please|pls|it|that|the|we|so|and|but)\\b)${name}`,
  'iu',
);

/** Reads a correction; undefined for words that are none. */
export function readCorrection(text: string): Correction | undefined {
  const line = text.trim().replace(/[\s.!]+$/, '');
  if (/\?$/.test(line)) return undefined;
  const [, given, denied] = taken.exec(line) ?? [];
  if (given !== undefined) return { right: given, wrong: denied };
  const [, wrongFirst, rightLast] = put.exec(line) ?? [];
  if (rightLast !== undefined) return { right: rightLast, wrong: wrongFirst };
  const said = corrected.exec(line)?.[1] ?? direct.exec(line)?.[1];
  if (said === undefined) return undefined;
  const [, right = said, wrong] =
    /^(.{1,60}?),?\s+(?:and )?(?:not|instead of|rather than)\s+(.{1,60})$/i.exec(said) ?? [];
  return { right: right.trim(), wrong: wrong?.trim() };
}

/** A text with a name put right; undefined where the wrong one is not in it. */
export function putRight(text: string, wrong: string, right: string): string | undefined {
  const pattern = wrong.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // A version belongs to its name: "Redis 6" becomes "Redis 7.2".
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?: v?\\d[\\w.]{0,10})?(?![\\p{L}\\p{N}])`, 'giu');
  const put = text.replace(found, () => right);
  return put === text ? undefined : put;
}

/** A field of a record and what it is to say. */
export interface FieldChange {
  readonly field: 'title' | 'reason' | 'decision' | 'context';
  readonly value: string;
  /** The record, where it was said. */
  readonly record?: Numbered;
}

const fields = {
  title: 'title',
  name: 'title',
  reason: 'reason',
  driver: 'reason',
  decision: 'decision',
  context: 'context',
} as const;
const fieldChange =
  /^(?:\p{L}{2,8}[\s,.;:!–-]+){0,3}?(?:change|set|make|edit|update|correct|fix) (?:the |its )?(title|name|reason|driver|decision|context) (?:of (?:it|that|#?\d+) )?(?:(?:to(?: be)?|:|=|say|into)[\s:]+|(?=["“']))(.{2,2000})$/isu;
/** "Fat fingers. The title should say ..." */
const fieldWanted =
  /(?:^|[.,;:!?–-]\s+)(?:the |its )?(title|name|reason|decision|context) (?:(?:should|must|ought to|has to|needs to) (?:say|read)|was (?:meant|supposed) to (?:be|say)|(?<=(?:title|name|reason) )(?:should|must|ought to|has to|needs to) be)[\s:]+(.{2,2000})$/is;
/** "Bad title, make it '...'" */
const fieldBad =
  /^(?:bad|wrong|odd|ugly|long|typo in (?:the )?) ?(title|name|reason|decision|context)[\s,.;:!–-]+(?:please )?(?:make (?:it|that)|call it|it should (?:be|say|read)|should (?:be|say|read)|change (?:it|that) to|use)[\s:]+(.{2,2000})$/is;
/** "The reason of 1 is wrong, it should be: ..." */
const fieldWrong =
  /^(?:the |its )?(title|name|reason|decision|context) (?:(?:of|on|in) (?:it|that|this|(?:adr|record|#)?[\s#-]?\d{1,6}) )?(?:is|was) (?:wrong|off|not right|outdated|misleading)[\s,.;:!–-]+(?:and )?(?:it |that )?(?:should|must) (?:be|say|read)[\s:]+(.{2,2000})$/is;
/** "Call it ...", "rename it to ..." */
const renamed =
  /^(?:please )?(?:re-?(?:name|title)(?: (?:it|that|this|the record))?(?: to| as|:)|re-?(?:name|title) (?:it|that|this|the record)|call (?:it|that|this))\s+(?!a (?:day|night)\b|quits\b|off\b)(.{3,300})$/is;

/** Each tells a field and what it is to say, the plainest first. */
const fieldChanges = [fieldChange, fieldWrong, fieldWanted, fieldBad];

/**
 * "Change the reason to: OWASP puts it first"; undefined for anything else.
 * @param logs the logs by whose names records may be named
 */
export function readFieldChange(text: string, logs: readonly string[] = []): FieldChange | undefined {
  const { line: plain, recordOf, asSaid } = plainNumbers(text, logs);
  const line = plain.trim();
  const title = renamed.exec(line)?.[1];
  const [, name = 'title', told = title] =
    fieldChanges.map((one) => one.exec(line)).find((one) => one !== null) ?? [];
  const field = Object.entries(fields).find(([one]) => one === name.toLowerCase())?.[1];
  if (field === undefined || told === undefined) return undefined;
  // What it is to say may name figures of its own: "we run in 3 regions".
  const before = line.slice(0, line.length - told.length);
  const [, digits] = /\b(?:of|on|in) (?:(?:adr|record|decision)[\s#-]*|#)?(\d{1,6})\b/i.exec(before) ?? [];
  const value = asSaid(told.trim().replace(/^["“‘']|["”’']$/g, ''));
  return { field, value, ...(digits === undefined ? {} : { record: recordOf(Number(digits)) }) };
}
