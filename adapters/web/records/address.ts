import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { addressOf, type LogFilter, noFilter } from './log-filter.ts';

/** A record by its log and number. */
export interface RecordPlace {
  readonly log: string;
  readonly number: number;
}

/**
 * Where the pages of records are, as links on one of them say it: the same html stands on the page and in the files of
 * a site.
 */
export interface Addresses {
  /** The list, narrowed by some of what can narrow it. */
  list(narrowed?: Partial<LogFilter>): string;
  /** A record; undefined where it is not among what is shown there. */
  record(place: RecordPlace): string | undefined;
}

/** How records are named and linked where they are shown. */
export interface Naming {
  readonly addresses: Addresses;
  /** Whether there are several logs to tell apart. */
  readonly several: boolean;
}

/** Where they are on the page itself. */
export const pageAddresses: Addresses = {
  list: (narrowed = {}) => addressOf({ ...noFilter, ...narrowed }),
  record: recordAddress,
};

/** Something that leads to a record, where its page is there. */
export function recordLink(place: RecordPlace, label: string, { addresses }: Naming): Html | string {
  const address = addresses.record(place);
  return address === undefined ? label : html`<a href="${address}">${label}</a>`;
}

/** Where a record's page is. */
export function recordAddress({ log, number }: RecordPlace): string {
  return `/log/${encodeURIComponent(log)}/${number}`;
}

/** Where the page of what contradicts is. */
export const conflictsAddress = '/log/conflicts';
