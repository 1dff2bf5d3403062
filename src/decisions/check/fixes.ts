import { posix } from 'node:path';
import type { StatusFact } from './facts.ts';
import type { Edit } from './finding.ts';
import type { Subject } from './subject.ts';
import type { Supersession } from './supersession.ts';

/**
 * The change that makes an accepted record superseded by the one accepted record that says that it supersedes it;
 * undefined where it is not sure, or its status is not a word alone. `claims` are all that say so of it.
 */
export function olderEdit({ newer, older }: Supersession, claims: readonly Supersession[]): Edit | undefined {
  const isOnly = claims.every((one) => one.newer === newer);
  const [status, ...others] = older.facts.statuses;
  if (status === undefined || others.length > 0 || !isOnly) return undefined;
  if (older.status !== 'accepted' || newer.status !== 'accepted') return undefined;
  const parts = statusParts(status);
  if (parts === undefined) return undefined;
  const words = `${/^\p{Lu}/u.test(parts.word) ? 'Superseded' : 'superseded'} by ${linkTo(newer, older)}`;
  const said = status.place === 'front-matter' ? JSON.stringify(words) : words;
  return {
    file: older.name,
    line: status.line,
    was: status.written,
    now: `${parts.before}${said}${parts.after}`,
    after: [],
  };
}

/**
 * The change by which an accepted record says what it supersedes; undefined where its place is not sure. `silent` are all
 * that it does not say.
 */
export function newerEdit({ newer, older }: Supersession, silent: readonly Supersession[]): Edit | undefined {
  const [status, ...others] = newer.facts.statuses;
  if (status === undefined || others.length > 0 || newer.status !== 'accepted') return undefined;
  // A field of front matter can be there once.
  const isTaken = silent.length > 1 || newer.facts.frontFields.some((name) => /^supersedes$/i.test(name));
  if (status.place === 'front-matter' && isTaken) return undefined;
  const parts = statusParts(status);
  const link = linkTo(older, newer);
  const lines = parts === undefined ? undefined : addedLines(status, parts, link);
  return lines === undefined
    ? undefined
    : { file: newer.name, line: status.line, was: status.written, now: status.written, after: lines };
}

function addedLines({ place, next }: StatusFact, { before }: Parts, link: string): string[] | undefined {
  const item = /^\s*[-*+]\s+/.exec(before)?.[0];
  switch (place) {
    case 'front-matter':
      return [`supersedes: ${JSON.stringify(link)}`];
    case 'section':
      if (item !== undefined) return [`${item}Supersedes ${link}`];
      return next.trim() === '' ? ['', `Supersedes ${link}`] : undefined;
    case 'field': {
      const isBold = /\*\*/.test(before);
      return item === undefined
        ? undefined
        : [`${item}${isBold ? '**Supersedes:**' : 'Supersedes:'} ${link}`];
    }
    case 'heading':
    case 'badge':
    case 'line':
    case 'notice':
      return undefined;
  }
}

/** A line that states a status: what stands before the word, the word, and what stands behind it. */
interface Parts {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

const shapes: Readonly<Record<StatusFact['place'], RegExp | undefined>> = {
  'front-matter': /^(status\s*:\s+)["']?(\p{L}+)["']?(\s*)$/iu,
  section: /^(\s*(?:[-*+]\s+)?)(\p{L}+)(\s*)$/u,
  field: /^(\s*(?:[-*+]\s+)?(?:\*\*)?status\s*(?:\*\*\s*:|:\s*\*\*|:)\s*)(\p{L}+)(\s*)$/iu,
  heading: undefined,
  badge: undefined,
  line: undefined,
  notice: undefined,
};

function statusParts({ place, written }: StatusFact): Parts | undefined {
  const [, before, word, after] = shapes[place]?.exec(written) ?? [];
  return before === undefined || word === undefined || after === undefined
    ? undefined
    : { before, word, after };
}

function linkTo(to: Subject, from: Subject): string {
  const path = posix.relative(posix.dirname(from.name), to.name);
  const base = posix.basename(to.name).replace(/\.[^.]*$/, '');
  const number = /^(?:[A-Za-z]+[-_ ]?)*\d+[a-z]?(?=[-_. ]|$)/.exec(base)?.[0];
  const isDated = /^\d{4}-?\d{2}-?\d{2}(?!\d)/.test(base);
  const text = number === undefined || isDated ? to.facts.title.replace(/[[\]\\]/g, '\\$&') : number;
  return `[${text}](${encodeURI(path).replace(/[()#?]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}
