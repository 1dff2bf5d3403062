import { type FieldName, fieldOf } from './field-names.ts';
import type { Line } from './fields.ts';
import type { Outline } from './tree.ts';

/** The value of a field, where it stands and how it is called there. */
export interface StatedField extends Line {
  readonly key: string;
  readonly place: 'front-matter' | 'field';
}

/** What a file states of itself by the fields' names; front matter comes first. */
export type StatedFields = ReadonlyMap<FieldName, readonly StatedField[]>;

/** Maps in front matter that hold a record's own fields: "adr: { status: accepted }". */
const holders = /^(?:adr|rfc|decision|record|metadata|meta|params|extra|dct|dc|dcterms)$/i;

/** The fields of front matter and of the header, each with every value that is stated for it. */
export function statedFields(outline: Outline, fields: ReadonlyMap<string, Line>): StatedFields {
  const stated = new Map<FieldName, StatedField[]>();
  const add = (one: StatedField) => {
    const name = fieldOf(one.key);
    if (name === undefined || one.text.trim() === '') return;
    stated.set(name, [...(stated.get(name) ?? []), one]);
  };
  for (const one of frontFields(outline)) add(one);
  for (const [key, { text, line }] of fields) add({ key, text, line, place: 'field' });
  return stated;
}

function frontFields({ front, frontLines }: Outline): StatedField[] {
  const lineOf = (key: string) => frontLines.get(key) ?? 1;
  const own = Object.entries(front).flatMap(([key, value]) => valuesOf(key, value, lineOf(key)));
  const held = Object.entries(front).flatMap(([holder, map]) =>
    holders.test(holder) && typeof map === 'object' && map !== null && !Array.isArray(map)
      ? Object.entries(map).flatMap(([key, value]) => valuesOf(key, value, lineOf(holder)))
      : [],
  );
  return [...own, ...held];
}

function valuesOf(key: string, value: unknown, line: number): StatedField[] {
  return (Array.isArray(value) ? value : [value]).flatMap((one: unknown): StatedField[] =>
    typeof one === 'string' ? [{ key, text: one, line, place: 'front-matter' }] : [],
  );
}

/** The first value of a field; undefined where none is stated. */
export function statedFirst(stated: StatedFields, name: FieldName): StatedField | undefined {
  return stated.get(name)?.[0];
}
