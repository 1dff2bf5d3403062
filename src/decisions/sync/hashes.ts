import { createHash } from 'node:crypto';
import type { DecisionRecord } from '../record.ts';
import type { Since } from '../since-import.ts';

/** By what it is told whether a text changed. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hash of everything that a record's file has to say of it, however it is written and whatever others are called. */
export function recordHash(record: DecisionRecord, since: Since): string {
  const { approvals: _approvals, version: _version, file: _file, links, ...said } = record;
  const linked = links.map(({ kind, log, number, partial }) => ({ kind, log, number, partial }));
  // A file that was read says its links itself; beside these it says those that were made since, and its successor.
  const own =
    record.body === ''
      ? linked
      : [
          since.links,
          record.status === 'superseded' ? linked.filter(({ kind }) => kind === 'superseded-by') : [],
        ];
  return hashOf(JSON.stringify([said, own, since.amendments]));
}
