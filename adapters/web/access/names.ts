import type { Person } from '../../../src/decisions/record.ts';
import { maxPersonName } from '../limits.ts';
import { likeness, mixedWord } from './look-alikes.ts';

/** A name as it may stand beside what somebody says, or what is wrong with what was typed. */
export type NameRead = { readonly name: string } | { readonly problem: string };

/** Who speaks on a page on which nobody said who they are. */
export const defaultName = 'You';

/** Names that would be taken for somebody else: whoever reads the page, and who answers on it. */
const reserved: ReadonlySet<string> = new Set([defaultName, 'Stack Advisor'].map(likeness));

/** Reads a name that was typed: without what nobody sees, its letters composed (NFC). */
export function readName(typed: string): NameRead {
  const name = typed
    .replace(/[\s\u2800]+/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .trim()
    .normalize('NFC');
  const problem = faultOf(name, typed);
  return problem === undefined ? { name } : { problem };
}

/** Reads the name by which somebody signs in: one that is nobody's on every page. */
export function readOwnName(typed: string): NameRead {
  const read = readName(typed);
  if ('problem' in read || !reserved.has(likeness(read.name))) return read;
  return { problem: `“${read.name}” would be taken for somebody else here. Type your own name.` };
}

function faultOf(name: string, typed: string): string | undefined {
  if (typed.trim() === '') return 'Type your name: it stands beside what you say and decide.';
  const length = [...name].length;
  if (length > maxPersonName) return `A name has at most ${maxPersonName} characters; this has ${length}.`;
  const control = /\p{C}/u.exec(name)?.[0].codePointAt(0);
  if (control !== undefined)
    return `A name has no control characters; this has ${codePoint(control)}. Type it anew.`;
  const alike = name.normalize('NFKC');
  if (alike.startsWith('@')) return 'A name cannot begin with @: groups are named so.';
  if (/[,:]/.test(alike)) return 'A name cannot hold a comma or a colon: they part names in lists, and ids.';
  if (!/[\p{L}\p{N}]/u.test(name)) return 'A name needs a letter or a digit that people can see.';
  const mixed = mixedWord(name);
  if (mixed !== undefined)
    return `“${mixed}” mixes letters of alphabets that look alike. Write it in one of them.`;
  return undefined;
}

function codePoint(value: number): string {
  return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The person of a name. Names that only look alike are one person's, in whichever browser they are typed. */
export function personOf(name: string): Person {
  return { id: `web:${likeness(name)}`, name };
}

/** The person by a name that may be no name; the default one where it is none. */
export function personNamed(typed: string | undefined): Person {
  const read = readName(typed ?? '');
  return personOf('problem' in read ? defaultName : read.name);
}
