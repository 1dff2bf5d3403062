/** Numbers as text: base64 of a typed array, so that JSON holds them without parsing each. */
export function pack(
  numbers: Int8Array | Int16Array | Uint16Array | Uint8Array | Int32Array | Float32Array,
): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');
}

/** The bytes of packed numbers, in a buffer of their own: a typed array begins at a multiple of its size. */
export function unpack(packed: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(packed, 'base64')).buffer;
}

/** Where lists of these lengths begin when they follow each other, and where the last one ends. */
export function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}

/** Where a number stands among ascending ones; -1 where it is not among them. */
export function placeOf(ascending: Int32Array, number: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle] ?? 0;
    if (found === number) return middle;
    if (found < number) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** FNV-1a over UTF-16 units, 32 bits, signed (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
