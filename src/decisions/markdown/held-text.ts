/** Which lines of a text would end the section that it is written into. */
export interface Holding {
  /** The level of the heading that it stands under: headings of that level and above end its section. */
  readonly level: number;
  /** Whether headings of lower levels are no part of what is read back, as under a decision. */
  readonly alone: boolean;
  /** Whether a heading of this title opens a section of its own, at whatever level. */
  readonly opens: (title: string) => boolean;
  /** Every line that could open or end something is held: for a text by which careful reading was misled. */
  readonly strict: boolean;
}

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$/;
/** A line of signs below a paragraph makes that a heading. */
const underline = /^ {0,3}(?:=+|-+)[ \t]*$/;
/** Blocks of HTML that do not end with a blank line, and what ends them. */
const htmlBlocks: readonly (readonly [RegExp, string])[] = [
  [/^ {0,3}<!--/, '-->'],
  [/^ {0,3}<(?:script|pre|style|textarea)(?=[\s>]|$)/i, '</'],
  [/^ {0,3}<\?/, '?>'],
  [/^ {0,3}<!\[CDATA\[/, ']]>'],
  [/^ {0,3}<![a-z]/i, '>'],
];
/** A line with backslashes before a sign that opens a block: one more is written, and one is taken when it is read. */
const held = /^( {0,3})\\(?=\\*[#=\-`~<])/;
const opening = /^ {0,3}[#=\-`~<]/;

/** A text as it can stand in a section of a file, without ending it; {@link freedText} gives it back. */
export function heldText(text: string, holding: Holding): string {
  const lines = text.replace(/\r\n?/g, '\n').trim().split('\n');
  const inCode = holding.strict ? [] : codeLines(lines);
  const written = lines.map((line, at) =>
    inCode[at] !== true && isHeld(line, lines, at, holding) ? line.replace(/^ {0,3}/, '$&\\') : line,
  );
  const whole = written.join('\n');
  return heldMark.test(whole) || (holding.alone && isOneItem(lines)) ? whole.replace(mark, '$1\\') : whole;
}

/** The mark of a list with which a text begins, and the same with backslashes. */
const mark = /^(\d{0,9})(?=\\*[*+.)-](?:\s|$))/;
const heldMark = /^(\d{0,9})\\(?=\\*[*+.)](?:\s|$))/;

/** Whether a text is a list of one: a decision that is one is read as what the item says. */
function isOneItem([line = '', ...rest]: readonly string[]): boolean {
  return (
    /^(?:[*+-]|\d{1,9}[.)])\s/.test(line) &&
    !rest.some((one) => /^\s*(?:[*+-]|\d{1,9}[.)])\s|^\s*$/.test(one))
  );
}

/** What {@link heldText} was given. */
export function freedText(text: string): string {
  if (!text.includes('\\')) return text;
  const lines = text.split('\n');
  const inCode = codeLines(lines);
  return lines
    .map((line, at) => (inCode[at] === true ? line : line.replace(held, '$1')))
    .join('\n')
    .replace(heldMark, '$1');
}

/** Which lines stand in fences, these included; a fence that is not closed is none here. */
function codeLines(lines: readonly string[]): boolean[] {
  const marked = lines.map(() => false);
  for (let at = 0; at < lines.length; at++) {
    const end = fenceEnd(lines, at);
    if (end === undefined) continue;
    marked.fill(true, at, end + 1);
    at = end;
  }
  return marked;
}

/** The line that closes a fence, where one opens here and is closed. */
function fenceEnd(lines: readonly string[], start: number): number | undefined {
  const [, signs, info = ''] = fence.exec(lines[start] ?? '') ?? [];
  if (signs === undefined || (signs.startsWith('`') && info.includes('`'))) return undefined;
  const end = lines.findIndex((line, at) => {
    const [, closing = '', rest = ''] = at > start ? (fence.exec(line) ?? []) : [];
    return closing[0] === signs[0] && closing.length >= signs.length && rest.trim() === '';
  });
  return end < 0 ? undefined : end;
}

function isHeld(line: string, lines: readonly string[], at: number, holding: Holding): boolean {
  if (held.test(line)) return true;
  if (holding.strict) return opening.test(line);
  const [, signs, title = ''] = heading.exec(line) ?? [];
  if (signs !== undefined)
    return holding.alone || signs.length <= holding.level || holding.opens(title.trim());
  if (underline.test(line)) return at > 0 && lines[at - 1]?.trim() !== '';
  if (fence.test(line)) return true;
  return htmlBlocks.some(
    ([begins, end]) => begins.test(line) && !lines.slice(at).join('\n').slice(2).includes(end),
  );
}

/** An item of a list on one line; the few that would not be an item's text get a backslash. */
export function heldItem(item: string): string {
  const line = item.replace(/\s+/g, ' ').trim();
  return /^\\*(?:\[[ xX]\](?:\s|$)|[*-][*\s-]*$)/.test(line) ? `\\${line}` : line;
}

/** What {@link heldItem} was given, on one line. */
export function freedItem(item: string): string {
  return /^\\+(?:\[[ xX]\](?:\s|$)|[*-][*\s-]*$)/.test(item) ? item.slice(1) : item;
}

const markup = /[\\`*_[\]<>&~#]/g;

/** Plain words for a heading: signs that markdown would take for marks are escaped. */
export function escapedWords(text: string): string {
  return text.replace(markup, '\\$&');
}
