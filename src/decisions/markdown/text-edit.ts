/** A piece of a text that something else takes the place of. Places are those of the text as it is parsed: {@link plainText}. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A file's text as it is parsed: without the mark at its beginning, with lines that end as on Unix. */
export function plainText(raw: string): string {
  return raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** The text with the edit made; everything else stays byte for byte, and what is new ends its lines as the rest does. */
export function edited(raw: string, { from, to, text }: TextEdit): string {
  const [start, end] = [rawPlace(raw, from), rawPlace(raw, to)];
  const own = raw.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return raw.slice(0, start) + own + raw.slice(end);
}

/** Where in a file a place of its parsed text is. */
function rawPlace(raw: string, place: number): number {
  let at = raw.startsWith('\uFEFF') ? 1 : 0;
  for (let left = place; left > 0; left--) at += raw.startsWith('\r\n', at) ? 2 : 1;
  return at;
}
