import { styleText } from 'node:util';
import type { DecisionRecord, HistoryEntry, Log } from '../../src/decisions/record.ts';
import type { Due, Found } from '../../src/decisions/record-queries.ts';
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
export function showText(record: DecisionRecord): string {
  const title = `${record.number}. ${plain(record.title)}`;
  const facts = [
    style(colours[record.status], record.status),
    record.date ?? '',
    record.log,
    record.tags.map((tag) => `#${plain(tag)}`).join(' '),
    record.reviewBy === null ? '' : `review by ${record.reviewBy}`,
  ];
  const approvals = record.approvals
    .map(({ person, at }) => `${plain(person)} (${at.slice(0, 10)})`)
    .join(', ');
  const links = record.links.map(
    (link) =>
      `${relationText(link)} ${link.number}${link.log === record.log ? '' : ` of ${plain(link.log)}`}`,
  );
  return [
    style('bold', title),
    style('dim', '─'.repeat(Math.min(title.length, 78))),
    facts.filter((fact) => fact !== '').join('  '),
    ...links.map((link) => style('cyan', link)),
    ...(approvals === '' ? [] : [`approved by ${approvals}`]),
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

/** Records, a line each. */
export function listText(records: readonly DecisionRecord[]): string {
  return records.length === 0
    ? 'No records. Propose one: stack-advisor adr propose --title "Use PostgreSQL for orders"'
    : records.map(lineOf).join('\n');
}

function lineOf(record: DecisionRecord): string {
  const status = style(colours[record.status], record.status.padEnd(10));
  return `${String(record.number).padStart(4)}  ${status}  ${(record.date ?? '').padEnd(10)}  ${plain(record.title)}`;
}

/** What a search found: in force first, and where a superseded one leads. */
export function foundText(found: readonly Found[]): string {
  if (found.length === 0) return 'No record says anything about that.';
  return found
    .flatMap(({ record, successor, rejectedOption }) => [
      lineOf(record),
      ...(successor === null ? [] : [`      now in force: ${successor.number} ${plain(successor.title)}`]),
      ...(rejectedOption === null
        ? []
        : [
            `      not taken there: ${plain(rejectedOption.name)}${rejectedOption.cons.length === 0 ? '' : `, because ${plain(rejectedOption.cons.join('; '))}`}`,
          ]),
    ])
    .join('\n');
}

/** What waits for somebody. */
export function dueText(due: readonly Due[]): string {
  if (due.length === 0) return 'Nothing waits.';
  return due
    .map(
      ({ kind, number, since, title }) =>
        `${String(number).padStart(4)}  ${kind === 'review' ? `review due since ${since}` : `proposed on ${since}`}  ${plain(title)}`,
    )
    .join('\n');
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
        `${log.name}  quorum ${log.quorum}  ${log.visibility}${log.deciders.length === 0 ? '' : `  decided by ${log.deciderNames.join(', ')}`}${log.channel === null ? '' : `  in ${log.channel}`}`,
    )
    .join('\n');
}
