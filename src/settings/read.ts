import type { z } from 'zod';
import { readTextFile } from '../bounded/read-file.ts';
import { AdvisorError } from '../errors.ts';
import { listSettings, type Setting } from './declare.ts';

/** What is wrong with a setting, never with its value in it. */
export interface SettingFault {
  readonly name: string;
  readonly fault: string;
}

/** Where a value came from. */
export type Source = { readonly kind: 'environment' } | { readonly kind: 'file'; readonly path: string };

/** A setting that was given a value. */
export interface GivenSetting {
  readonly setting: Setting;
  readonly value: string;
  readonly source: Source;
}

/** What was set, and what is wrong with it. */
export interface SettingsReading<Values> {
  /** What is well; where something is wrong it is as if it were not set. */
  readonly values: Values;
  readonly given: readonly GivenSetting[];
  /** Everything that is wrong so far. */
  readonly faults: readonly SettingFault[];
  /** Whether something was given under a name, well or not. */
  isGiven(name: string): boolean;
  /** Notes that a setting is missing for what others want; one that was given and is malformed is not missing. */
  lack(name: string, words: string): undefined;
}

/** What holds the value of a secret: the path of a file. */
const inFile = '_FILE';
const maxBytes = 100_000;

/**
 * Reads environment variables by what is declared of them; an empty one counts as not set. A secret may stand in a file
 * that `NAME_FILE` names.
 * @param prefixes beginnings of names that platforms have for themselves: such a name that is not declared is misspelt
 */
export function readSettings<Shape extends z.ZodRawShape>(
  environment: NodeJS.ProcessEnv,
  schema: z.ZodObject<Shape>,
  prefixes: readonly string[],
): SettingsReading<z.infer<z.ZodObject<Shape>>> {
  const settings = listSettings(schema);
  const names = Object.keys(environment).filter((name) => environment[name] !== '');
  const faults = unknownNames(names, settings, prefixes);
  const given = settings.flatMap((setting) => {
    const found = readOne(environment, setting);
    if (found !== undefined && 'fault' in found) faults.push(found);
    return found === undefined || 'fault' in found ? [] : [found];
  });
  const parsed = schema.safeParse(valuesOf(given));
  for (const issue of parsed.error?.issues ?? [])
    faults.push({ name: String(issue.path[0]), fault: `expected ${describe(issue.message)}` });
  const wrong = new Set(faults.map(({ name }) => name.replace(inFile, '')));
  const values =
    parsed.data ?? schema.parse(valuesOf(given.filter(({ setting }) => !wrong.has(setting.name))));
  return {
    values,
    given,
    faults,
    isGiven: (name) => wrong.has(name) || given.some(({ setting }) => setting.name === name),
    lack(name, words) {
      if (!wrong.has(name)) faults.push({ name, fault: `not set; ${words}` });
    },
  };
}

/** What is wrong, as the person who sets it up reads it: the name first, never a value. */
export function settingError({ name, fault }: SettingFault): AdvisorError {
  return new AdvisorError('configuration', `${name}: ${fault}`);
}

/** A value as it may be shown. */
export function shownValue({ setting: { isSecret, shown }, value }: GivenSetting): string {
  if (shown !== undefined) return shown(value);
  return isSecret === true ? 'set' : value;
}

function valuesOf(given: readonly GivenSetting[]): Record<string, string> {
  return Object.fromEntries(given.map(({ setting: { name }, value }) => [name, value]));
}

function readOne(environment: NodeJS.ProcessEnv, setting: Setting): GivenSetting | SettingFault | undefined {
  const { name, isSecret } = setting;
  const value = environment[name] ?? '';
  const path = isSecret === true ? (environment[name + inFile] ?? '') : '';
  if (path === '') return value === '' ? undefined : { setting, value, source: { kind: 'environment' } };
  const fileName = name + inFile;
  if (value !== '') return { name: fileName, fault: `${name} is set as well; keep one of them` };
  const read = readTextFile(path, { maxBytes, followLinks: true });
  if ('reason' in read) return { name: fileName, fault: `${path.slice(0, 200)}: ${read.reason}` };
  // Editors and `echo` end a file with a line's end.
  const text = read.text.replace(/\r?\n$/, '');
  if (text === '') return { name: fileName, fault: `${path.slice(0, 200)} is empty` };
  return { setting, value: text, source: { kind: 'file', path } };
}

/** Whoever misspells a name would otherwise wonder why nothing connects. */
function unknownNames(
  names: readonly string[],
  settings: readonly Setting[],
  prefixes: readonly string[],
): SettingFault[] {
  const known = settings.flatMap(({ name, isSecret }) =>
    isSecret === true ? [name, name + inFile] : [name],
  );
  return prefixes.flatMap((prefix) => {
    const own = known.filter((name) => name.startsWith(prefix));
    return names
      .filter((name) => name.startsWith(prefix) && !own.includes(name))
      .map((name) => ({
        name: name.slice(0, 60),
        fault: `no such setting; did you mean ${nearestOf(name, own)}?`,
      }));
  });
}

/** The name that shares most pairs of letters with another. */
function nearestOf(name: string, known: readonly string[]): string {
  const pairs = (text: string) => new Set(Array.from(text.slice(1), (letter, at) => `${text[at]}${letter}`));
  const own = pairs(name);
  const shared = (other: string) => (2 * own.intersection(pairs(other)).size) / (name.length + other.length);
  return [...known].sort((a, b) => shared(b) - shared(a))[0] ?? '';
}

function describe(message: string): string {
  return message
    .replace(/^Invalid option: expected /, '')
    .replace(/^Too (small|big): expected number to be /, 'a number ');
}
