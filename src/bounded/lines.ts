/** A line of a stream; of one that is too long only its beginning. */
export interface BoundedLine {
  readonly text: string;
  readonly isWhole: boolean;
}

/** The lines of a stream, without their ends. However long a line is, no more than `most` characters of it are held. */
export async function* boundedLines(
  input: AsyncIterable<Buffer | string>,
  most: number,
): AsyncGenerator<BoundedLine> {
  const decoder = new TextDecoder();
  let text = '';
  let isWhole = true;
  const add = (part: string) => {
    isWhole &&= text.length + part.length <= most;
    text += part.slice(0, Math.max(0, most - text.length));
  };
  const take = (): BoundedLine => {
    const line = { text: text.replace(/\r$/, ''), isWhole };
    text = '';
    isWhole = true;
    return line;
  };
  for await (const chunk of input) {
    const decoded = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const parts = decoded.split('\n');
    for (const [at, part] of parts.entries()) {
      add(part);
      if (at < parts.length - 1) yield take();
    }
  }
  add(decoder.decode());
  if (text !== '' || !isWhole) yield take();
}

/** A whole stream as text; undefined where it is longer than `most` characters. */
export async function boundedText(
  input: AsyncIterable<Buffer | string>,
  most: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of input) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (text.length > most) return undefined;
  }
  return text + decoder.decode();
}
