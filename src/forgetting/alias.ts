import { randomBytes } from 'node:crypto';

/** Somebody who is forgotten in a workspace, and what stands in their place. */
export interface Forgotten {
  readonly id: string;
  /** What they were called, as far as nobody else there is called so. */
  readonly names: readonly string[];
  /** Nobody can be called so: names hold no colon. */
  readonly alias: string;
}

/** A new name for somebody who is forgotten; nothing leads from it to them. */
export function newAlias(): string {
  return `forgotten:${randomBytes(4).toString('hex')}`;
}

/** What stands in a list of people's ids and names, with the alias in the place of who is forgotten. */
export function withAlias(people: readonly string[], { id, names, alias }: Forgotten): string[] {
  return people.map((one) => (one === id || names.includes(one) ? alias : one));
}

/** Under these names people stand in what is stored; a word of somebody's name may mean something else anywhere else. */
const peopleKeys = new Set([
  'consulted',
  'deciderNames',
  'deciders',
  'informed',
  'name',
  'names',
  'people',
  'person',
]);

/** JSON text with the alias wherever the person is named, and nothing beside them. What is written of them stays. */
export function aliasedJson(json: string, whom: Forgotten): string {
  const value: unknown = JSON.parse(json, (key, one: unknown) => {
    if (peopleKeys.has(key)) return amongPeople(one, whom);
    return key === 'voices' ? withoutVoice(one, whom) : one;
  });
  return JSON.stringify(value);
}

/** A name, a list of people, or one of them with an id and a name. */
function amongPeople(value: unknown, whom: Forgotten): unknown {
  if (typeof value === 'string') return value === whom.id || whom.names.includes(value) ? whom.alias : value;
  if (Array.isArray(value)) return value.map((one: unknown) => amongPeople(one, whom));
  if (typeof value !== 'object' || value === null || !('id' in value)) return value;
  return { ...value, id: amongPeople(value.id, whom) };
}

/** What people of a team said, by their ids. */
function withoutVoice(value: unknown, { id, alias }: Forgotten): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key === id ? alias : key, one]));
}

/** Patterns for `like` of JSON texts that may hold the person as a value; they match a little more. */
export function jsonPatterns({ id, names }: Forgotten): string[] {
  return [id, ...names].map((text) => `%${looseText(JSON.stringify(text))}%`);
}

/** Text for `like`: signs that mean something there match any sign. */
export function looseText(text: string): string {
  return text.replace(/[\\%_]/g, '_');
}
