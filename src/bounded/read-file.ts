import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { systemErrorCode } from '../errors.ts';

/** A file's text, or why it is not read, in words for a person. */
export type FileText = { readonly text: string } | { readonly reason: string };

/** What is read at most, and whether a link is followed: only where a person named the file. */
export interface ReadOptions {
  readonly maxBytes: number;
  readonly followLinks?: boolean;
}

/** So often a file that changes while it is read is read again. */
const tries = 3;

/** Reads a regular file of UTF-8 text: never a device, a socket or a pipe, which might never end. */
export function readTextFile(path: string, { maxBytes, followLinks = false }: ReadOptions): FileText {
  const links = followLinks ? 0 : constants.O_NOFOLLOW;
  let file: number | undefined;
  try {
    // Without O_NONBLOCK opening a pipe waits until somebody writes to it.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | links);
    return readOpen(file, maxBytes);
  } catch (error) {
    const code = systemErrorCode(error);
    return { reason: code === 'ELOOP' ? 'a symbolic link' : `cannot be read (${code ?? 'unknown'})` };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readOpen(file: number, maxBytes: number): FileText {
  for (let time = 0; time < tries; time++) {
    const before = fstatSync(file);
    if (!before.isFile()) return { reason: before.isDirectory() ? 'a folder' : 'no regular file' };
    if (before.size > maxBytes) return { reason: `larger than ${maxBytes / 1_000_000} MB` };
    const bytes = Buffer.alloc(before.size + 1);
    const length = fill(file, bytes);
    if (isSame(before, fstatSync(file)) && length === before.size) return decode(bytes.subarray(0, length));
  }
  return { reason: 'changed while it was read' };
}

function fill(file: number, bytes: Buffer): number {
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(file, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return length;
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs;
}

function decode(bytes: Buffer): FileText {
  if (bytes.includes(0)) return { reason: 'a binary file' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { reason: 'not UTF-8 text; save it as UTF-8' };
  }
}
