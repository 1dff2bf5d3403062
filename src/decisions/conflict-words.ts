import type { Conflict, Side } from './conflict.ts';
import type { RecordHead } from './outline.ts';
import { recordName } from './record-name.ts';

/** A contradiction in words, for every surface. */
export interface ConflictWords {
  /** What contradicts, in a line: "Sessions: Redis in 3, PostgreSQL in 7". */
  readonly what: string;
  /** What these records are, by name and title. */
  readonly titles: string;
  /** How it came so, or what a file says of it; empty where there is nothing more to tell. */
  readonly since: string;
  /** What to do about it. */
  readonly next: string;
}

/** "1 contradiction", "2 contradictions" */
export function countText(count: number): string {
  return `${count} ${count === 1 ? 'contradiction' : 'contradictions'}`;
}

/** How a record is called. */
type Called = (record: RecordHead) => string;

/** Says what contradicts, in which records, and what to do next. */
export function conflictWords(conflict: Conflict, several: boolean): ConflictWords {
  const called: Called = (record) => recordName(record, several);
  switch (conflict.kind) {
    case 'in-force':
    case 'accepted-against':
    case 'proposed-against':
      return oppositionWords(conflict, called);
    case 'still-in-force':
    case 'successor-not-in-force':
    case 'no-successor':
      return successionWords(conflict, called);
    case 'unsaid': {
      const { newer, olders } = conflict;
      const names = listed(olders.map(called));
      return {
        what: `${called(newer)} does not say that it supersedes ${names}, as ${olders.length === 1 ? 'that says' : 'these say'}`,
        titles: titled([newer], called),
        since: '',
        next: `Write "Supersedes ${names}" into its file.`,
      };
    }
    case 'circle':
      return {
        what: `${listed(conflict.records.map(called))} supersede each other`,
        titles: titled(conflict.records.slice(0, mostTitles), called),
        since: '',
        next: 'So none is in force: propose one that supersedes the others.',
      };
  }
}

type Opposition = Extract<Conflict, { kind: 'in-force' | 'accepted-against' | 'proposed-against' }>;

function oppositionWords(conflict: Opposition, called: Called): ConflictWords {
  const [older, newer] = conflict.sides;
  const [first, later] = [called(older.record), called(newer.record)];
  const told = {
    what: opposition(conflict, called),
    titles: titled([older.record, newer.record], called),
    since: '',
  };
  switch (conflict.kind) {
    case 'in-force':
      return { ...told, next: bothInForce };
    case 'accepted-against': {
      const by = conflict.by.length === 0 ? '' : ` by ${listed(conflict.by)}`;
      const since = `${later} was accepted ${conflict.on}${by}, while ${first} was in force.`;
      return { ...told, since, next: bothInForce };
    }
    case 'proposed-against': {
      const next = `Before ${later} is accepted, let it supersede ${first}, or relate them where both hold.`;
      return { ...told, next };
    }
  }
}

const bothInForce = 'Let one supersede the other, or relate them where both hold.';

type Succession = Extract<Conflict, { kind: 'still-in-force' | 'successor-not-in-force' | 'no-successor' }>;

function successionWords(conflict: Succession, called: Called): ConflictWords {
  const { older } = conflict;
  const name = called(older);
  switch (conflict.kind) {
    case 'still-in-force': {
      const by = called(conflict.newer);
      return {
        what: `${by} supersedes ${name}, which is in force all the same`,
        titles: titled([older, conflict.newer], called),
        since: '',
        next: `Let ${by} supersede ${name} here, too.`,
      };
    }
    case 'successor-not-in-force': {
      const [by, { status }] = [called(conflict.newer), conflict.newer];
      return {
        what: `${name} is superseded by ${by}, which is ${status}`,
        titles: titled([older, conflict.newer], called),
        since: '',
        next: `${status === 'proposed' ? `Accept ${by}, or say` : 'Say'} which other record supersedes ${name}.`,
      };
    }
    case 'no-successor': {
      const says = older.status === 'superseded' ? `${name} is` : `The file of ${name} says that it is`;
      return {
        what: `${says} superseded, but no record takes its place`,
        titles: titled([older], called),
        since: quoted(conflict.stated),
        next: `Say which record supersedes ${name}.`,
      };
    }
  }
}

/** "Sessions: Redis in shop-3, PostgreSQL proposed in shop-7" */
function opposition({ purpose, sides }: Opposition, called: Called): string {
  const chosen = ({ record, takes, rulesOut }: Side) => {
    const told = takes.length > 0 ? listed(takes) : `${listed(rulesOut)} ruled out`;
    return `${told} ${record.status === 'proposed' ? 'proposed in' : 'in'} ${called(record)}`;
  };
  const what = purpose === '' ? '' : `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}: `;
  return `${what}${sides.map(chosen).join(', ')}`;
}

const longestTitle = 120;
/** A circle of more records is told by some of them. */
const mostTitles = 3;

/** "3: Use Redis for sessions; 7: Sessions live in PostgreSQL." */
function titled(records: readonly RecordHead[], called: Called): string {
  const told = records.map((record) => `${called(record)}: ${cut(record.title, longestTitle)}`).join('; ');
  return /[.!?…]$/.test(told) ? told : `${told}.`;
}

const longestStated = 160;

/** What a file says of its status, where that is more than the word. */
function quoted(stated: string | null): string {
  const text = (stated ?? '').replace(/\s+/g, ' ').trim();
  return text.length < 15 ? '' : `Its file says: “${cut(text.replace(/[“”]/g, '"'), longestStated)}”.`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]?\s*$/, '')}…` : text;
}

const list = new Intl.ListFormat('en-GB');

/** "a, b and c" */
function listed(names: readonly string[]): string {
  return list.format(names);
}
