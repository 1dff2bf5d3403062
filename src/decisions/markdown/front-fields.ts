import { stringify } from 'yaml';
import type { DecisionRecord } from '../record.ts';
import type { Front } from './forms.ts';
import { addressOf, type FileNames, namedRecord, type RecordLink, relationOf } from './record-address.ts';

/** A record's front matter in the order in which it is written. */
export function frontFields(record: DecisionRecord, names: FileNames, front: Front): Record<string, unknown> {
  const isFull = front === 'full';
  return {
    ...(isFull ? { title: oneLine(record.title) } : {}),
    ...statusField(record),
    ...(record.date === null ? {} : { date: record.date }),
    ...listField('decision-makers', record.deciders),
    ...listField('consulted', record.consulted),
    ...listField('informed', record.informed),
    ...listField('tags', record.tags),
    ...(isFull ? linkFields(record, names) : {}),
    ...listField('affects', record.affects),
    ...(record.reviewBy === null ? {} : { 'review-by': record.reviewBy }),
    ...(record.evidence.length === 0 ? {} : { evidence: record.evidence }),
  };
}

/** Where a record stands, in the words of its file where these are its own; nothing where it states nothing. */
export function statusText({ status, statusRaw }: Pick<DecisionRecord, 'status' | 'statusRaw'>): string {
  if (status === 'none') return '';
  return status === 'other' ? (statusRaw ?? status) : status;
}

function statusField(record: DecisionRecord): Record<string, string> {
  const status = statusText(record);
  return status === '' ? {} : { status };
}

/** The links of a record by what they are, in the order of the links. */
function linkFields(record: DecisionRecord, names: FileNames): Record<string, string[]> {
  const byName = Map.groupBy(record.links, (link) => relationOf(link).replaceAll(' ', '-'));
  return Object.fromEntries(
    [...byName].map(([name, links]) => [name, links.map((link) => targetOf(link, record, names))]),
  );
}

/** A file's path where it can stand alone, else as the sections name it. */
function targetOf(link: RecordLink, record: DecisionRecord, names: FileNames): string {
  const address = addressOf(link, record, names);
  return address?.endsWith('.md') === true ? address : namedRecord(link, record, names);
}

function listField(name: string, items: readonly string[]): Record<string, readonly string[]> {
  return items.length === 0 ? {} : { [name]: items };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Fields between the two rules; empty where there are none. */
export function frontMatter(fields: Readonly<Record<string, unknown>>): string {
  if (Object.keys(fields).length === 0) return '';
  return `---\n${stringify(fields, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })}---`;
}
