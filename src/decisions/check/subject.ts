import type { PlacedLink } from '../markdown/stated-links.ts';
import type { Status } from '../record.ts';
import type { Facts } from './facts.ts';
import type { Place } from './finding.ts';
import type { LinkFact } from './link-facts.ts';

/** Where a link leads. */
export type Destination =
  | { readonly kind: 'record'; readonly subject: string }
  | { readonly kind: 'there' }
  /** Nothing is there; `path` is where it would be in the folder, `meant` the file that it may have been. */
  | { readonly kind: 'missing'; readonly path: string; readonly meant: string | undefined }
  /** It leads out of what can be looked at, or to what a site's generator makes. */
  | { readonly kind: 'unknown' };

export interface ResolvedLink extends LinkFact {
  readonly to: Destination;
}

export interface ResolvedStated extends PlacedLink {
  /** The record that is meant; undefined where there is none. */
  readonly other: string | undefined;
  /** The records of the number that it says, where nothing tells which of them is meant. */
  readonly several: readonly string[];
}

/** A record that is checked, from a file or the database. */
export interface Subject {
  /** The file in its folder, or the record's name: no two have one. */
  readonly name: string;
  /** Where numbers are unique: a folder, or a log. */
  readonly series: string;
  readonly facts: Facts;
  /** Where it stands, a team's own words read as the settings say. */
  readonly status: Status;
  readonly links: readonly ResolvedLink[];
  readonly stated: readonly ResolvedStated[];
}

/** What a change brings in although a record in force did not take it. */
export interface BroughtIn {
  readonly place: Place;
  /** The package or image: `npm:mongodb`. */
  readonly by: string;
  readonly technology: string;
  /** The record's file, or its name. */
  readonly record: string;
  /** In the record's words; empty where it does not say. */
  readonly reason: string;
}

/** Everything that rules look at. */
export interface Checked {
  readonly origin: 'files' | 'records';
  readonly subjects: readonly Subject[];
  /** Files that could not be read, and why. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
  /** Files in which a merge left its conflicts, with the lines. */
  readonly conflicts: readonly { readonly name: string; readonly lines: readonly number[] }[];
  /** Sections that every record has to have; undefined where its own template says so. */
  readonly sections: readonly string[] | undefined;
  /** Of a change that is looked at; empty where none is. */
  readonly broughtIn: readonly BroughtIn[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** The line of a record's status, or of its title where it states none. */
export function statusPlace({ name, facts }: Subject): Place {
  return { name, line: facts.statuses[0]?.line ?? facts.headingLine };
}

export function titlePlace({ name, facts }: Subject): Place {
  return { name, line: facts.headingLine };
}

/** Whether so many of all do something that it is the habit of a folder: three in four. */
export function isHabit(those: number, all: number): boolean {
  return those >= 2 && those / all >= 3 / 4;
}
