import type { DecisionRecord } from '../record.ts';
import type { Facts } from './facts.ts';
import { createFactsReader } from './facts-reader.ts';
import { statusIn } from './from-folder.ts';
import type { Settings } from './settings.ts';
import type { Checked, Subject } from './subject.ts';

/** Makes records of the database what rules look at; what an import brought is read again, for what it says. */
export async function recordsForCheck(
  records: readonly DecisionRecord[],
  settings: Settings,
  today: string,
): Promise<Checked> {
  const isSeveral = new Set(records.map(({ log }) => log)).size > 1;
  const nameOf = ({ log, number }: { log: string; number: number }) => `${isSeveral ? log : 'ADR'}-${number}`;
  const reader = createFactsReader();
  const subjects: Subject[] = [];
  const conflicts: { name: string; lines: readonly number[] }[] = [];
  const unreadable: { name: string; reason: string }[] = [];
  try {
    for (const record of records) {
      const name = nameOf(record);
      let facts = factsOfFields(record);
      if (record.body !== '') {
        const read = await reader.read({ text: record.body, path: record.file ?? name, isAlone: undefined });
        if ('reason' in read) unreadable.push({ name, reason: read.reason });
        else if (read.kind === 'conflict') conflicts.push({ name, lines: read.lines });
        else if (read.kind === 'record') facts = withFields(read.facts, record);
      }
      subjects.push({
        name,
        series: record.log,
        facts,
        status: statusIn(settings, facts),
        links: [],
        stated: statedOf(record, nameOf),
      });
    }
  } finally {
    await reader.close();
  }
  const { sections } = settings;
  return { origin: 'records', subjects, conflicts, unreadable, sections, broughtIn: [], today };
}

function factsOfFields(record: DecisionRecord): Facts {
  return {
    ...ownFacts(record),
    hasPeople: false,
    headingLine: 1,
    frontFields: [],
    hasIntroduction: false,
    statuses: [],
    statusLines: [],
    hasDay: record.date !== null,
    tellsOtherwise: false,
    statusSectionLine: undefined,
    numbers: [],
    faults: [],
    // A record made here needs no more than its decision.
    sections: [
      { title: 'Context and Problem Statement', line: 1, isEmpty: false },
      { title: 'Decision Outcome', line: 1, isEmpty: record.decision.trim() === '' },
    ],
    leftovers: [],
    links: [],
    stated: [],
    supersessionNames: [],
  };
}

/** What a file said, where the record has nothing newer. */
function withFields(facts: Facts, record: DecisionRecord): Facts {
  const isAsRead = record.version === 1 && record.status === facts.status;
  const statuses = isAsRead ? facts.statuses : [];
  return {
    ...facts,
    ...ownFacts(record),
    statuses,
    statusLines: isAsRead ? facts.statusLines : [],
    numbers: [],
  };
}

function ownFacts(record: DecisionRecord) {
  const { title, number, status, statusRaw, date, reviewBy, deciders, approvals } = record;
  const { options, decision, tags, affects } = record;
  const day = (field: string, text: string | null, isAhead: boolean) =>
    text === null ? [] : [{ field, text, line: 1, isAhead }];
  return {
    title,
    number,
    label: String(number),
    status,
    // What was decided here since is not said in the file's words.
    statusRaw: status === 'other' || status === 'none' ? statusRaw : status,
    date,
    deciders: [...deciders, ...approvals.map(({ person }) => person)],
    decides: { options, decision, tags, affects },
    dates: [...day('date', date, false), ...day('review-by', reviewBy, true)],
  };
}

/** Its links: a supersession is one row, and said by the older one only where its status says so too. */
function statedOf(
  { links, status }: DecisionRecord,
  nameOf: (record: { log: string; number: number }) => string,
): Subject['stated'] {
  const isSaid = (kind: string) =>
    kind === 'supersedes' || (kind === 'superseded-by' && status === 'superseded');
  return links
    .filter(({ kind }) => isSaid(kind))
    .map((link) => ({
      kind: 'supersedes',
      isNewer: link.kind === 'supersedes',
      partial: link.partial,
      target: String(link.number),
      text: '',
      line: 1,
      other: nameOf(link),
      several: [],
    }));
}
