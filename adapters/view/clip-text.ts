/** Made when something is first cut: it takes ten milliseconds. */
let graphemes: Intl.Segmenter | undefined;

/** The longest beginning within a number of UTF-16 units that ends between two characters as people see them. */
export function headOf(text: string, units: number): string {
  if (text.length <= units) return text;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const near = graphemes.segment(text.slice(0, units + longestSeen)).containing(units);
  if (near !== undefined && near.index > 0) return text.slice(0, near.index);
  // One character that is longer than what is allowed, such as a letter under a tower of accents: between code points.
  return text.slice(0, isHighSurrogate(text, units - 1) ? units - 1 : units);
}

/** Longer than any character that somebody would type. */
const longestSeen = 64;

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Text within a number of units; what was cut off shows as an ellipsis. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${headOf(text, max - 1).trimEnd()}…`;
}

/** The longest beginning that is within `max` units once it is written out. */
export function headThatFits(text: string, max: number, write: (text: string) => string): string {
  let head = headOf(text, max);
  for (let over = write(head).length - max; over > 0; over = write(head).length - max) {
    // No sign takes more than five units to write, so this never takes off more than it has to.
    head = headOf(head, Math.max(0, head.length - Math.ceil(over / 5)));
  }
  return head;
}

/** Text as it is written, within `max` units; it is cut before it is written, so that nothing written is split. */
export function fitted(text: string, max: number, write: (text: string) => string): string {
  const whole = text.length > max ? undefined : write(text);
  if (whole !== undefined && whole.length <= max) return whole;
  return `${write(headThatFits(text, max - 1, write).trimEnd())}…`;
}

/** Text in pieces that each are within `max` units once written: cut where a line, a sentence or a word ends. */
export function piecesOf(text: string, max: number, write: (text: string) => string): string[] {
  const pieces: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const head = headThatFits(rest, max, write);
    const piece = head.length === rest.length ? head : head.slice(0, breakOf(head));
    pieces.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  return pieces;
}

function breakOf(head: string): number {
  const ends = ['\n\n', '\n', '. ', ' '].map((sign) => head.lastIndexOf(sign) + sign.trimEnd().length);
  return ends.find((end) => end > head.length / 2) ?? head.length;
}
