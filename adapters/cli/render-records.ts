import { styleText } from 'node:util';
import type { Conflict } from '../../src/decisions/conflict.ts';
import { conflictWords } from '../../src/decisions/conflict-words.ts';
import type { DecisionRecord, HistoryEntry, Log } from '../../src/decisions/record.ts';
import { recordName, standingOf } from '../../src/decisions/record-name.ts';
import type { Due, Found } from '../../src/decisions/record-queries.ts';
import { owedWords } from '../../src/decisions/waiting.ts';
import { relationText } from '../view/record-texts.ts';

type Style = Parameters<typeof styleText>[0];

function style(format: Style, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

/** Control characters from somebody's text must not move the cursor. */
function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '');
}

const colours: Readonly<Record<DecisionRecord['status'], Style>> = {
  accepted: 'green',
  proposed: 'yellow',
  draft: 'dim',
  rejected: 'red',
  withdrawn: 'dim',
  deprecated: 'red',
  superseded: 'magenta',
  none: 'dim',
  other: 'dim',
};

/** A record as a person reads it. */
export function showText(record: DecisionRecord, several: boolean): string {
  const title = `${plain(recordName(record, several))}. ${plain(record.title)}`;
  const facts = [
    style(colours[record.status], record.status),
    record.date ?? '',
    several ? '' : record.log,
    record.tags.map((tag) => `#${plain(tag)}`).join(' '),
    record.reviewBy === null ? '' : `review by ${record.reviewBy}`,
  ];
  const approvals = record.approvals
    .map(({ person, at }) => `${plain(person)} (${at.slice(0, 10)})`)
    .join(', ');
  const links = record.links.map((link) => `${relationText(link)} ${plain(recordName(link, several))}`);
  return [
    style('bold', title),
    style('dim', '─'.repeat(Math.min(title.length, 78))),
    facts.filter((fact) => fact !== '').join('  '),
    ...links.map((link) => style('cyan', link)),
    ...(record.affects.length === 0 ? [] : [`affects ${record.affects.map(plain).join(', ')}`]),
    ...(approvals === '' ? [] : [`approved by ${approvals}`]),
    ...record.changeRequests.map(
      ({ person, comment }) => `${plain(person)} asks for changes: ${plain(comment)}`,
    ),
    ...section('Context', record.context),
    ...section('Drivers', bullets(record.drivers)),
    ...section(
      'Options',
      record.options
        .flatMap(({ name, pros, cons }) => [
          `• ${name}`,
          ...pros.map((pro) => `    + ${pro}`),
          ...cons.map((con) => `    - ${con}`),
        ])
        .join('\n'),
    ),
    ...section('Decision', record.decision),
    ...section('Consequences', bullets(record.consequences)),
    ...section('Confirmation', record.confirmation),
    ...section(
      'Evidence',
      bullets(record.evidence.map(({ kind, url, excerpt }) => `${kind} ${url} ${excerpt}`.trim())),
    ),
  ].join('\n');
}

function section(title: string, text: string): string[] {
  if (text.trim() === '') return [];
  return [
    '',
    style('bold', title),
    ...plain(text)
      .trim()
      .split('\n')
      .flatMap((line) => wrap(line, 78))
      .map((line) => `  ${line}`),
  ];
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  let current = '';
  for (const word of line.trim().split(' ')) {
    if (current !== '' && indent.length + current.length + word.length + 1 > width) {
      lines.push(indent + current);
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, indent + current];
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `• ${item}`).join('\n');
}

/** Records, a line each; a superseded one with what took its place. */
export function listText(records: readonly DecisionRecord[], several: boolean): string {
  return records.length === 0
    ? 'No records. Propose one: stack-advisor adr propose --title "Use PostgreSQL for orders"'
    : linesOf(records, several).join('\n');
}

function linesOf(records: readonly DecisionRecord[], several: boolean): string[] {
  const nameOf = namesIn(records, several);
  const standings = records.map((record) => plain(standingOf(record, several)));
  const width = Math.max(10, ...standings.map((standing) => standing.length));
  return records.map((record, at) => {
    const status = style(colours[record.status], (standings[at] ?? '').padEnd(width));
    return `${nameOf(record)}  ${status}  ${(record.date ?? '').padEnd(10)}  ${plain(record.title)}`;
  });
}

/** What these records are called, in a column. */
function namesIn(
  records: readonly { readonly log: string; readonly number: number }[],
  several: boolean,
): (record: { readonly log: string; readonly number: number }) => string {
  const shown = (record: { readonly log: string; readonly number: number }) =>
    plain(recordName(record, several));
  const width = Math.max(4, ...records.map((record) => shown(record).length));
  return (record) => shown(record).padStart(width);
}

/** What a search found: in force first, and where a superseded one leads. */
export function foundText(
  found: readonly Found[],
  several: boolean,
  nothing = 'No record says anything about that.',
): string {
  if (found.length === 0) return nothing;
  // What is in force now tells what took its place, too.
  const told = found.map(({ record, successor }) =>
    successor === null ? record : { ...record, supersededBy: null },
  );
  const lines = linesOf(told, several);
  return found
    .flatMap(({ successor, rejectedOption }, at) => [
      lines[at] ?? '',
      ...(successor === null
        ? []
        : [`      now in force: ${plain(recordName(successor, several))} ${plain(successor.title)}`]),
      ...(rejectedOption === null
        ? []
        : [
            `      not taken there: ${plain(rejectedOption.name)}${rejectedOption.cons.length === 0 ? '' : `, because ${plain(rejectedOption.cons.join('; '))}`}`,
          ]),
    ])
    .join('\n');
}

/** What waits for somebody; a proposal with whom it waits for below. */
export function dueText(due: readonly Due[], several: boolean): string {
  if (due.length === 0) return 'Nothing waits.';
  const nameOf = namesIn(due, several);
  return due
    .flatMap((one) => [
      `${nameOf(one)}  ${one.kind === 'review' ? `review due since ${one.since}` : `proposed on ${one.since}`}  ${plain(one.title)}`,
      ...(one.kind === 'proposal' ? [`      ${plain(owedWords(one).join('; '))}`] : []),
    ])
    .join('\n');
}

/** What contradicts, each in a line and what to do about it below. */
export function conflictsText(conflicts: readonly Conflict[], several: boolean): string {
  if (conflicts.length === 0) return 'Nothing that is recorded contradicts anything else.';
  const told = conflicts.map((conflict) => {
    const { what, titles, since, next } = conflictWords(conflict, several);
    const parts = [titles, since, next].filter((part) => part !== '');
    const below = parts.flatMap((text) => wrap(plain(text), 76)).map((line) => `  ${line}`);
    return [style('bold', plain(what)), ...below, ''];
  });
  return [
    ...told.flat(),
    style('dim', 'To mend: stack-advisor adr supersede OLDER --by NEWER; adr relate ONE OTHER'),
  ].join('\n');
}

/** What happened to a record. */
export function historyText(history: readonly HistoryEntry[]): string {
  return history
    .map(({ at, kind, person, data }) => {
      const told =
        typeof data === 'object' && data !== null
          ? Object.entries(data).filter(([key, value]) => !['state', 'number'].includes(key) && value !== '')
          : [];
      return `${at.slice(0, 16).replace('T', ' ')}  ${kind.padEnd(11)}  ${plain(person)}  ${told.map(([key, value]) => `${key}: ${plain(typeof value === 'string' ? value : JSON.stringify(value))}`).join(', ')}`.trimEnd();
    })
    .join('\n');
}

/** Logs, a line each. */
export function logsText(logs: readonly Log[]): string {
  if (logs.length === 0) return 'No logs yet; the first record makes "decisions".';
  return logs
    .map(
      (log) =>
        `${log.name}  quorum ${log.quorum}  ${log.visibility}${log.deciders.length === 0 ? '' : `  decided by ${log.deciderNames.join(', ')}`}${log.channel === null ? '' : `  in ${log.channel}`}${log.template === null ? '' : '  with a template'}`,
    )
    .join('\n');
}
