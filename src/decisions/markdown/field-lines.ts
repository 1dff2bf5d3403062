import { fieldOf } from './field-names.ts';

/** A field as a line states it. */
export interface WrittenField {
  /** As it is called, in small letters. */
  readonly key: string;
  readonly value: string;
}

const mark = '(?:\\*\\*|__|\\*|_|`)';
const marks = `${mark}?`;
const keyWord = "[\\p{L}][\\p{L}\\p{N} /_.'’:&-]{0,40}?(?:\\([\\p{L} ]{1,20}\\))?";
const colon = `(?:${mark}\\s*[:：]|[:：]\\s*${marks})`;
/** What follows a name that has no marks of its own keeps them: "Status: **Accepted**". */
const ownMarks = /^[^*_`:：]*[:：]\s*((?:\*\*|__|\*|_|`)(?=\S))/u;

/** "Status: Accepted", "- **Status**: Accepted", with whatever name. */
const plainField =
  /^\s*(?:[-*+>]\s+)*(?:\*\*|__|\*|_)?\s*([\p{L}][\p{L} /_-]{1,40}?)\s*(?:(?:\*\*|__|\*|_)\s*[:：]|[:：]\s*(?:\*\*|__|\*|_)?)\s*(.*)$/u;

/** What a line may begin with before a field's name: marks of lists and quotes, numbers, boxes, pictures. */
const lineStart = /^\s*(?:(?:[-*+>•]|\d+[.)]|\[[ xX]\])\s+|>\s*|\p{Extended_Pictographic}\uFE0F?\s*)*/u;

const knownField = new RegExp(`^${marks}\\s*(${keyWord})\\s*${colon}\\s*(.*)$`, 'u');
/** "**Status** Accepted", "**Status** - Accepted" */
const boldField = /^(\*\*|__)\s*([\p{L}][^*_\n]{0,40}?)\s*\1\s*(?:[-–—=|]\s*)?(\S.*)$/u;
/** "Status - Accepted", "Date = 2020-03-01" */
const dashField = /^([\p{L}][\p{L} ]{1,30}?)\s*(?:\s[-–—]\s|=)\s*(\S.*)$/u;

/** Where another field begins in the same line: "Status: Accepted | Date: 2020-03-01". */
const nextField = new RegExp(
  `(?:\\s*[|·•;,‖/]\\s*|\\s{2,}|\\s+(?=\\*\\*|__)|\\s+[–—-]\\s+|<br\\s*/?>\\s*)${marks}\\s*(${keyWord})\\s*${colon}\\s*`,
  'gu',
);

/** No field's line is longer. */
const longest = 2_000;

/** The fields that a line states: one of any name, and those with known names behind it. */
export function fieldsInLine(written: string): WrittenField[] {
  const line = written.slice(0, longest).replace(/\s{3,}/g, '  ');
  const own = line.replace(lineStart, '');
  const first = firstField(line, own);
  if (first === undefined) return [];
  const fields: WrittenField[] = [];
  let { key, value } = first;
  let from = 0;
  for (const match of value.matchAll(nextField)) {
    const next = match[1] ?? '';
    if (fieldOf(next) === undefined) continue;
    fields.push({ key, value: cleaned(value.slice(from, match.index)) });
    key = next.toLowerCase();
    from = match.index + match[0].length;
  }
  value = value.slice(from);
  return [...fields, { key, value: cleaned(value) }];
}

function firstField(line: string, own: string): WrittenField | undefined {
  const begun = ownMarks.exec(own)?.[1] ?? '';
  const [, known = '', knownValue = ''] = knownField.exec(own) ?? [];
  if (known !== '' && fieldOf(known) !== undefined)
    return { key: known.trim().toLowerCase(), value: `${begun}${knownValue}` };
  const [, key = '', value = ''] = plainField.exec(line) ?? [];
  if (key !== '') return { key: key.trim().toLowerCase(), value: `${begun}${value}` };
  const [, , bold = '', boldValue = ''] = boldField.exec(own) ?? [];
  if (bold !== '' && fieldOf(bold) !== undefined) return { key: bold.trim().toLowerCase(), value: boldValue };
  const [, dashed = '', dashedValue = ''] = dashField.exec(own) ?? [];
  const field = fieldOf(dashed);
  return field !== undefined && byDash.has(field)
    ? { key: dashed.trim().toLowerCase(), value: dashedValue }
    : undefined;
}

/** Fields that a dash may part from their value; "Name - something" is prose more often. */
const byDash: ReadonlySet<string> = new Set(['status', 'decided', 'date', 'created', 'modified']);

/** A value without what ends its line. */
function cleaned(value: string): string {
  return value
    .replace(/^:\s*/, '')
    .replace(/(?:\s*(?:\\|<br\s*\/?>|\|))+\s*$/i, '')
    .trim();
}

/** Whether a line is a field's name alone, as a heading would be: "**Status:**"; the name. */
export function nameAlone(written: string): string | undefined {
  const own = written.replace(lineStart, '').trim();
  const [, name = ''] = /^(?:\*\*|__)\s*([^*_\n]{2,40}?)\s*[:：]?\s*(?:\*\*|__)\s*[:：]?$/u.exec(own) ?? [];
  return fieldOf(name) === undefined ? undefined : name.toLowerCase();
}
