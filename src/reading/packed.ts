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

/** Small numbers from 0 on as text: seven bits a byte, the lowest first, in base64 (LEB128, as WebAssembly has it). */
export function packSmall(numbers: readonly number[]): string {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString('base64');
}

/** Numbers that {@link packSmall} packed. */
export function unpackSmall(packed: string): Float64Array {
  const bytes = Buffer.from(packed, 'base64');
  const numbers = new Float64Array(bytes.length);
  let [count, number, scale] = [0, 0, 1];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    number += (byte & 0x7f) * scale;
    scale *= 0x80;
    if (byte >= 0x80) continue;
    numbers[count++] = number;
    number = 0;
    scale = 1;
  }
  return numbers.subarray(0, count);
}

/** Ascending 32-bit numbers as text: how far each is from the one before, the first from the smallest. */
export function packAscending(numbers: readonly number[]): string {
  return packSmall(numbers.map((number, at) => number - (numbers[at - 1] ?? smallestNumber)));
}

/** Numbers that {@link packAscending} packed. */
export function unpackAscending(packed: string): Int32Array {
  const steps = unpackSmall(packed);
  const numbers = new Int32Array(steps.length);
  let last = smallestNumber;
  for (let at = 0; at < steps.length; at++) {
    last += steps[at] ?? 0;
    numbers[at] = last;
  }
  return numbers;
}

const smallestNumber = -(2 ** 31);

/** Where lists of these lengths begin when they follow each other, and where the last one ends. */
export function startsOf(lengths: ArrayLike<number>): number[] {
  const starts = [0];
  let end = 0;
  for (let at = 0; at < lengths.length; at++) {
    end += lengths[at] ?? 0;
    starts.push(end);
  }
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
