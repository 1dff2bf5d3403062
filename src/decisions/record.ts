import { z } from 'zod';
import { isBlank } from '../visible.ts';

/** Where a record stands. `none` and `other` come from imports only: not stated, and stated in words of their own. */
export const statuses = [
  'draft',
  'proposed',
  'accepted',
  'rejected',
  'withdrawn',
  'deprecated',
  'superseded',
  'none',
  'other',
] as const;
export type Status = (typeof statuses)[number];

/** Longer texts are refused: a record is read by people. */
export const maxText = 100_000;
const maxTitle = 300;
export const maxItems = 200;
export const maxLine = 2_000;

const isSeen = (text: string) => !isBlank(text);

const text = z.string().max(maxText, `at most ${maxText} characters`);
const line = z
  .string()
  .trim()
  .min(1, 'not empty')
  .max(maxLine, `at most ${maxLine} characters`)
  .refine(isSeen, 'not of invisible characters alone');
const list = z.array(line).max(maxItems, `at most ${maxItems} items`).default([]);

/** A day: YYYY-MM-DD. */
const dateSchema = z.iso.date('a date such as 2026-03-01');

const optionSchema = z.strictObject({ name: line, pros: list, cons: list });
const evidenceSchema = z.strictObject({
  kind: z.string().min(1).max(40),
  url: z.string().max(2_000).default(''),
  excerpt: z.string().max(4_000).default(''),
});

/** What a record says: the fields of MADR 4, tags, what it affects, review date and evidence. */
export const contentSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1, 'a record needs a title')
    .max(maxTitle, `a title has at most ${maxTitle} characters`)
    .refine(isSeen, 'a record needs a title that can be seen'),
  context: text.default(''),
  drivers: list,
  options: z.array(optionSchema).max(maxItems).default([]),
  decision: text.default(''),
  consequences: list,
  confirmation: text.default(''),
  deciders: list,
  consulted: list,
  informed: list,
  tags: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(50).default([]),
  /** What it holds for: paths, globs, packages. */
  affects: list,
  reviewBy: dateSchema.nullable().default(null),
  evidence: z.array(evidenceSchema).max(50).default([]),
  /** What an import read, verbatim; empty for records made here. */
  body: z.string().max(2_000_000).default(''),
});

export type Content = z.infer<typeof contentSchema>;
export type ContentInput = z.input<typeof contentSchema>;
/** Some of a record's fields. */
export type ContentChanges = { readonly [Field in keyof ContentInput]?: ContentInput[Field] | undefined };

/** How links are stored: from the newer record to the older one. */
export const linkKinds = ['supersedes', 'amends', 'relates-to'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How a link reads from either end. */
export type LinkView = 'supersedes' | 'superseded-by' | 'amends' | 'amended-by' | 'relates-to';

/** A person on some platform. */
export interface Person {
  readonly id: string;
  /** As others see them; on most platforms people choose it, and change it. */
  readonly name: string;
  /** A name that nobody else there can take; where it is left out, the name is one. */
  readonly handle?: string;
}

/** Who looks, and at what they may look. */
export type Viewer =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'member';
      readonly person: Person;
      /** Channels of which they are a member. */
      readonly channels: readonly string[];
      /** From another organisation, or a guest: sees only what these channels hold, and decides nothing. */
      readonly outside: boolean;
      /** A restricted account of the workspace itself: from outside, yet it may propose. */
      readonly isGuest?: boolean;
      /** Whether people from outside read what they are answered: then it holds only what these channels do. */
      readonly amidOutsiders?: boolean;
      /** Groups of people that they belong to, as a log may name them among its deciders: `@platform`. */
      readonly groups?: readonly string[];
    };

/** A record that took the place of another. */
export interface Successor {
  readonly log: string;
  readonly number: number;
  readonly title: string;
}

/** A record as it is shown and as tools read it. */
export interface DecisionRecord extends Content {
  readonly number: number;
  readonly log: string;
  readonly status: Status;
  readonly statusRaw: string | null;
  readonly date: string | null;
  readonly links: readonly {
    kind: LinkView;
    log: string;
    number: number;
    file: string | null;
    partial: boolean;
  }[];
  /** For a superseded record: what took its place, where that is known and may be seen. */
  readonly supersededBy: Successor | null;
  readonly approvals: readonly { person: string; at: string }[];
  /** Who asks for changes before it can be accepted; of a proposal alone. */
  readonly changeRequests: readonly { person: string; at: string; comment: string }[];
  readonly label: string | null;
  readonly file: string | null;
  readonly version: number;
  readonly visibility: 'open' | 'members';
}

/** An entry of a record's history. */
export interface HistoryEntry {
  readonly at: string;
  readonly person: string;
  readonly kind: string;
  readonly data: unknown;
  readonly source: string;
}

/** A numbered series of records. */
export interface Log {
  readonly name: string;
  readonly quorum: number;
  /** Names or ids of who may decide, or names of groups (`@platform`); everybody where empty. */
  readonly deciders: readonly string[];
  /** What each of them is called, for people. */
  readonly deciderNames: readonly string[];
  readonly visibility: 'open' | 'members';
  readonly channel: string | null;
  /** Whether an approval of who proposed counts. */
  readonly ownApproval: boolean;
  /** A team's own form of the records' files; null where they are written as everybody else's. */
  readonly template: string | null;
}
