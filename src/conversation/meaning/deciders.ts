import type { Decider } from '../../decisions/log-settings.ts';
import type { Mentioned } from '../../event.ts';

/** Who is to decide, as words name them. */
export interface ReadDeciders {
  readonly deciders: readonly Decider[];
  /** What was written as a mention and is none: whom it means is not known. */
  readonly unclear: readonly string[];
}

/** What is known where words are read. */
export interface Reading {
  /** Whom the words mention; undefined where a mention is just words: there `@ana` is ana. */
  readonly mentioned: readonly Mentioned[] | undefined;
  /** Who is known by name already. */
  readonly known: readonly { readonly id: string; readonly name: string }[];
  /** Whether a name may hold spaces: then commas alone part them. */
  readonly byCommas: boolean;
}

/** "Everybody": then nobody is named. */
const everybody = /^(?:everybody|everyone|anybody|anyone|all|nobody|none|-)$/i;

/** Reads people and groups out of words: `@ana, @bob`, `ana bob`, `everybody`. */
export function readDeciders(words: string, reading: Reading): ReadDeciders {
  if (everybody.test(words.trim())) return { deciders: [], unclear: [] };
  const { mentioned, known, byCommas } = reading;
  const { found, around } = mentionsIn(words, mentioned ?? []);
  const names = around.flatMap((part) => namesIn(part, byCommas));
  const isLoose = (name: string) => mentioned !== undefined && name.startsWith('@');
  const nameless = found.filter(({ kind, isNamed }) => kind === 'group' && !isNamed);
  const named = names.filter((name) => !isLoose(name)).map((name) => name.replace(/^@/, ''));
  return {
    deciders: [
      ...found.filter((one) => !nameless.includes(one)).map(deciderOf),
      ...named.map((name) => known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? name),
    ],
    unclear: [...nameless.map(({ name }) => `@${name}`), ...names.filter(isLoose)],
  };
}

/** Names of groups and of others, as they stand between commas: `@platform, ann`. */
export function readNames(words: string): readonly string[] {
  return namesIn(words, true);
}

/** A person by their id, a group by its name, which is how it is known. */
function deciderOf({ kind, id, name, isNamed }: Mentioned): Decider {
  if (kind === 'group') return `@${name}`;
  return isNamed ? { id, name } : id;
}

/** Whom words mention, in their order, and what stands around them. */
function mentionsIn(
  words: string,
  mentioned: readonly Mentioned[],
): { readonly found: readonly Mentioned[]; readonly around: readonly string[] } {
  const found: Mentioned[] = [];
  const around: string[] = [];
  let left = words;
  for (const one of mentioned) {
    const at = left.indexOf(`@${one.name}`);
    if (at < 0) continue;
    found.push(one);
    around.push(left.slice(0, at));
    left = left.slice(at + one.name.length + 1);
  }
  return { found, around: [...around, left] };
}

function namesIn(words: string, byCommas: boolean): string[] {
  const parts = byCommas || /[,;\n]/.test(words) ? words.split(/[,;\n]/) : words.split(/\s+/);
  return parts
    .map((part) => part.trim().replace(/^(?:and|&)\s+/i, ''))
    .filter((part) => !/^(?:and|&)?$/i.test(part));
}
