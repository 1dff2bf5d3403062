import type { Mentioned } from '../../src/event.ts';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';

/** Something that a message names by its id. */
export interface Mention {
  readonly kind: 'person' | 'channel' | 'group';
  readonly id: string;
}

/** Finds the name of what is mentioned; undefined where there is none, or nobody may know it. */
export type NameOf = (mention: Mention) => Promise<string | undefined>;

/*
 * A mention waits for its name between two signs that nobody writes (of the private use area): names are asked for when a
 * message is handled, after it is stored. The signs are taken out of whatever comes from outside.
 */
const [open, close] = ['\uE000', '\uE001'];
const signs = /[\uE000\uE001]/g;
const marks = /\uE000([pcg])([^\uE000\uE001|]{1,100})(?:\|([^\uE000\uE001]{0,200}))?\uE001/g;
const letters = { person: 'p', channel: 'c', group: 'g' } as const;
const kinds: Readonly<Record<string, Mention['kind']>> = { p: 'person', c: 'channel', g: 'group' };

/** Marks a mention; `told` is a name that came along, for where no other is known. */
export function markMention({ kind, id }: Mention, told = ''): string {
  return `${open}${letters[kind]}${id}${told === '' ? '' : `|${told}`}${close}`;
}

/** Text of anybody without the signs of marks. */
export function withoutMarks(text: string): string {
  return text.replace(signs, '');
}

/** What is marked in a text, in its order. */
export function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(marks)].flatMap(([, letter = '', id = '']) => {
    const kind = kinds[letter];
    return kind === undefined ? [] : [{ kind, id }];
  });
}

/** More names than that nobody reads; what is beyond stays unnamed. */
const mostNames = 30;
const maxName = 80;
const unnamed = { person: '@someone', channel: '#some-channel', group: '@some-group' } as const;

/** Puts names in place of mentions. */
export interface Naming {
  text(text: string): Promise<string>;
  fields(fields: Readonly<Record<string, string>>): Promise<Record<string, string>>;
  /** The people and groups that were named so far, in their order. */
  mentioned(): readonly Mentioned[];
}

/** Names what one message mentions, and asks for no name twice. */
export function createNaming(nameOf: NameOf): Naming {
  const asked = new Map<string, Promise<string | undefined>>();
  const mentioned: Mentioned[] = [];
  const ask = (mention: Mention) => {
    const key = `${mention.kind} ${mention.id}`;
    const known = asked.get(key) ?? (asked.size < mostNames ? nameOf(mention) : Promise.resolve(undefined));
    asked.set(key, known);
    return known;
  };
  const nameText = async (text: string): Promise<string> => {
    if (!text.includes(open)) return text;
    const found = [...text.matchAll(marks)];
    const names = await Promise.all(
      found.map(async ([, letter = '', id = '', told = '']) => {
        const kind = kinds[letter] ?? 'person';
        const name = (await ask({ kind, id })) ?? told;
        return { kind, id, text: written(kind, name), isNamed: name !== '' };
      }),
    );
    mentioned.push(
      ...names.flatMap(({ kind, id, text: name, isNamed }) =>
        kind === 'channel' ? [] : [{ kind, id, name: name.slice(1), isNamed }],
      ),
    );
    return withoutMarks(text.replace(marks, () => names.shift()?.text ?? ''));
  };
  return {
    text: nameText,
    async fields(fields) {
      const named: Record<string, string> = {};
      // One after the other, so that who is mentioned comes in the order of the fields.
      for (const [name, value] of Object.entries(fields)) named[name] = await nameText(value);
      return named;
    },
    mentioned: () => mentioned,
  };
}

/** The parts of what arrives in which people write words. */
interface Worded {
  readonly kind: string;
  readonly text?: string;
  readonly given?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What arrived with names in place of what its words mention. */
export async function withNames<Arrival extends Worded>(
  arrival: Arrival,
  { text, fields }: Naming,
): Promise<Arrival> {
  return {
    ...arrival,
    ...(arrival.text === undefined ? {} : { text: await text(arrival.text) }),
    ...(arrival.given === undefined ? {} : { given: await fields(arrival.given) }),
    ...(arrival.fields === undefined ? {} : { fields: await fields(arrival.fields) }),
  };
}

function written(kind: Mention['kind'], name: string): string {
  const plain = clip(oneLine(withoutMarks(name)).replace(/^[@#]+/, ''), maxName);
  if (plain === '') return unnamed[kind];
  return `${kind === 'channel' ? '#' : '@'}${plain}`;
}
