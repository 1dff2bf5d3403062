import type { z } from 'zod';

/** Takes what is wrong. */
export type Tell = (problem: string) => void;

/** Lengths are told of empty texts too where `min` is above zero. */
export function lengthProblems(name: string, text: string, min: number, max: number, tell: Tell): void {
  if (text.length < min) tell(`${name} is empty`);
  if (text.length > max) tell(`${name} has ${text.length} characters; ${max} are allowed`);
}

/** Too many of something, or too few. */
export function countProblems(
  name: string,
  items: readonly unknown[],
  min: number,
  max: number,
  tell: Tell,
): void {
  if (items.length < min || items.length > max) tell(`${items.length} ${name}; ${min} to ${max} are allowed`);
}

/** Something that has to be told apart from all others, and is not. */
export function uniqueProblems(name: string, items: readonly string[], tell: Tell): void {
  if (new Set(items).size !== items.length) tell(`${name} are not unique`);
}

/** Reads something; where it is not what it has to be, that is told. */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
  tell: Tell,
): z.infer<Schema> | undefined {
  const read = schema.safeParse(value);
  if (!read.success) tell(`not ${what}: ${read.error.message}`);
  return read.data;
}
