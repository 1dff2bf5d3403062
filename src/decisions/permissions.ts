import { AdvisorError } from '../errors.ts';
import type { Log, Person, Status, Viewer } from './record.ts';

/** What somebody can be to a log or a record; one person can be several of these. */
export const roles = ['author', 'decider', 'member', 'guest', 'outsider', 'operator'] as const;
export type Role = (typeof roles)[number];

/** Everything that can be done to records and logs. */
export const actions = [
  'propose',
  'import',
  'submit',
  'edit',
  'withdraw',
  'undo',
  'accept',
  'request-changes',
  'comment',
  'reject',
  'deprecate',
  'amend',
  'supersede',
  'relate',
  'create-log',
  'set-log',
  'forget-person',
] as const;
export type Action = (typeof actions)[number];

/** Where it is done: the status of the record, or `log` for what is done to a log as a whole. */
export type Place = Status | 'log';

interface Rule {
  readonly at: readonly Place[];
  readonly by: readonly Role[];
}

const open: readonly Status[] = ['draft', 'proposed'];
const stated: readonly Status[] = ['none', 'other'];
const anywhere: readonly Status[] = [
  'draft',
  'proposed',
  'accepted',
  'deprecated',
  'rejected',
  'withdrawn',
  'superseded',
  ...stated,
];

/**
 * Who may do what, and when: action x role x status. The one place that says it, for every surface.
 * A record that supersedes another is the one whose status counts: as a proposal it takes effect only when deciders
 * accept it, so its author may say so; accepted, it takes effect at once. Guests (restricted accounts of the workspace)
 * propose and look after their own proposals; outsiders (from another organisation) only read.
 */
export const permissions: Readonly<Record<Action, readonly Rule[]>> = {
  propose: [{ at: ['log'], by: ['member', 'guest', 'operator'] }],
  import: [{ at: ['log'], by: ['decider', 'operator'] }],
  submit: [{ at: ['draft'], by: ['author', 'decider'] }],
  edit: [{ at: open, by: ['author', 'decider'] }],
  withdraw: [{ at: open, by: ['author', 'decider'] }],
  undo: [{ at: open, by: ['author'] }],
  accept: [{ at: ['proposed', ...stated], by: ['decider'] }],
  'request-changes': [{ at: ['proposed'], by: ['decider'] }],
  comment: [{ at: anywhere, by: ['member', 'guest', 'operator'] }],
  reject: [{ at: ['proposed', ...stated], by: ['decider'] }],
  deprecate: [{ at: ['accepted', ...stated], by: ['decider'] }],
  amend: [{ at: ['accepted', ...stated], by: ['decider'] }],
  supersede: [
    { at: open, by: ['author', 'decider'] },
    { at: ['accepted', 'deprecated', ...stated], by: ['decider'] },
  ],
  relate: [
    { at: open, by: ['author', 'decider'] },
    { at: anywhere, by: ['decider'] },
  ],
  'create-log': [{ at: ['log'], by: ['member', 'operator'] }],
  'set-log': [{ at: ['log'], by: ['decider', 'operator'] }],
  'forget-person': [{ at: ['log'], by: ['operator'] }],
};

/** What a guest never does, whatever else they are: links reach beyond their own proposal. */
const notForGuests: readonly Action[] = ['supersede', 'relate'];

/** Who somebody is, as far as it says what they may do. */
export interface Actor {
  readonly person: Person;
  readonly viewer: Viewer;
  /** Whoever runs the program itself and speaks for nobody: keeps logs, decides nothing by it. */
  readonly isOperator?: boolean;
}

/** What somebody is to a log with these deciders and, where one is given, to a record by its proposer's id. */
export function rolesOf(
  { person, viewer, isOperator = false }: Actor,
  deciders: readonly string[],
  proposedBy?: string,
): ReadonlySet<Role> {
  const found = new Set<Role>();
  if (proposedBy === person.id) found.add('author');
  if (viewer.kind === 'member' && viewer.outside) {
    found.add(viewer.isGuest === true ? 'guest' : 'outsider');
    return viewer.isGuest === true ? found : new Set<Role>(['outsider']);
  }
  found.add('member');
  if (isOperator) found.add('operator');
  if (isDecider(deciders, person, viewer)) found.add('decider');
  return found;
}

/** Whether the table allows an action in a place to somebody with these roles. */
export function mayDo(action: Action, place: Place, own: ReadonlySet<Role>): boolean {
  if (own.has('guest') && notForGuests.includes(action)) return false;
  return permissions[action].some(({ at, by }) => at.includes(place) && by.some((role) => own.has(role)));
}

/** Whether somebody is among those who decide; anybody of the workspace is where nobody is named. */
export function isDecider(deciders: readonly string[], person: Person, viewer: Viewer): boolean {
  if (viewer.kind === 'member' && viewer.outside) return false;
  const groups = viewer.kind === 'member' ? (viewer.groups ?? []) : [];
  // Who calls themselves as somebody else or as a group does, is neither.
  const own = [person.id, person.handle ?? person.name].filter((name) => !name.startsWith('@'));
  return deciders.length === 0 || deciders.some((decider) => [...own, ...groups].includes(decider));
}

/** A log as far as it says who decides in it. */
export type DecidedLog = Pick<Log, 'name' | 'deciders' | 'deciderNames'>;

/**
 * Makes sure that somebody may do something.
 * @throws AdvisorError `conflict` that says who may.
 */
export function requireMayDo(
  action: Action,
  place: Place,
  actor: Actor,
  log: DecidedLog,
  proposedBy?: string,
): void {
  const own = rolesOf(actor, log.deciders, proposedBy);
  if (mayDo(action, place, own)) return;
  throw new AdvisorError('conflict', refusal(action, place, own, actor.person, log));
}

function refusal(
  action: Action,
  place: Place,
  own: ReadonlySet<Role>,
  person: Person,
  { name, deciderNames }: DecidedLog,
): string {
  if (own.has('outsider')) return 'people from outside cannot decide or change anything here';
  if (own.has('guest'))
    return 'guests are from outside: they propose and change their own proposals, nothing else';
  const by = new Set(permissions[action].filter(({ at }) => at.includes(place)).flatMap((rule) => rule.by));
  if (by.size === 0) return `what is ${place} stays as it is; nobody may ${wordsFor[action]}`;
  if (by.has('author') && by.has('decider'))
    return `only who proposed it or a decider of ${name} may ${wordsFor[action]}${named(deciderNames)}`;
  if (by.has('author')) return `only who proposed it may ${wordsFor[action]}`;
  return `${name} is decided by ${deciderNames.join(', ')}, not by ${person.name}`;
}

function named(names: readonly string[]): string {
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

const wordsFor: Readonly<Record<Action, string>> = {
  propose: 'propose',
  import: 'import',
  submit: 'propose it',
  edit: 'edit it',
  withdraw: 'withdraw it',
  undo: 'undo it',
  accept: 'accept it',
  'request-changes': 'ask for changes',
  comment: 'comment on it',
  reject: 'reject it',
  deprecate: 'deprecate it',
  amend: 'amend it',
  supersede: 'say what it supersedes',
  relate: 'link it',
  'create-log': 'make a log',
  'set-log': 'set it',
  'forget-person': 'have somebody forgotten',
};
