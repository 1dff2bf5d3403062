import { posix } from 'node:path';
import { stringify } from 'yaml';
import type { DecisionRecord } from '../record.ts';
import { recordName, standingOf } from '../record-name.ts';

/** How records are written. */
export type Format = 'madr' | 'nygard';

/** `0007-use-postgresql.md`; an imported record keeps its file. */
export function fileNameOf(record: Pick<DecisionRecord, 'number' | 'title' | 'file'>): string {
  if (record.file !== null) return record.file;
  const slug = record.title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '');
  return `${String(record.number).padStart(4, '0')}-${slug === '' ? 'record' : withinBytes(slug)}.md`;
}

/** File systems take names of 255 bytes; no letter is split. */
function withinBytes(slug: string): string {
  const whole = slug.replace(/\p{Cs}/gu, '');
  const { read } = new TextEncoder().encodeInto(whole, new Uint8Array(200));
  return whole.slice(0, read);
}

/** Where a record's file is from another one's, as a link says it; undefined where it is not exported. */
function addressOf(
  to: { readonly log: string; readonly number: number },
  from: Pick<DecisionRecord, 'log' | 'number'>,
  names: ReadonlyMap<string, string>,
): string | undefined {
  const [target, own] = [to, from].map(({ log, number }) => names.get(`${log} ${number}`));
  return target === undefined ? undefined : posix.relative(posix.dirname(own ?? ''), target);
}

/** A record as markdown. What was imported and not changed since is written as it was read. */
export function recordMarkdown(
  record: DecisionRecord,
  format: Format,
  names: ReadonlyMap<string, string>,
): string {
  if (record.body !== '') return importedMarkdown(record, names);
  return format === 'madr' ? madr(record, names) : nygard(record, names);
}

function madr(record: DecisionRecord, names: ReadonlyMap<string, string>): string {
  const front = {
    status: record.status,
    ...(record.date === null ? {} : { date: record.date }),
    ...listField('decision-makers', record.deciders),
    ...listField('consulted', record.consulted),
    ...listField('informed', record.informed),
    ...listField('tags', record.tags),
    ...(record.reviewBy === null ? {} : { 'review-by': record.reviewBy }),
    ...(record.evidence.length === 0 ? {} : { evidence: record.evidence }),
  };
  const parts = [
    `---\n${stringify(front, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })}---`,
    `# ${oneLine(record.title)}`,
    section('Context and Problem Statement', record.context),
    section('Decision Drivers', bullets(record.drivers)),
    section('Considered Options', bullets(record.options.map(({ name }) => name))),
    section('Decision Outcome', record.decision),
    section('Consequences', bullets(record.consequences), 3),
    section('Confirmation', record.confirmation, 3),
    section(
      'Pros and Cons of the Options',
      record.options
        .filter(({ pros, cons }) => pros.length + cons.length > 0)
        .map(({ name, pros, cons }) =>
          [
            `### ${oneLine(name)}`,
            bullets([
              ...pros.map((pro) => `Good, because ${pro}`),
              ...cons.map((con) => `Bad, because ${con}`),
            ]),
          ].join('\n\n'),
        )
        .join('\n\n'),
    ),
    section('Links', linkLines(record, names)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function nygard(record: DecisionRecord, names: ReadonlyMap<string, string>): string {
  const parts = [
    `# ${record.number}. ${oneLine(record.title)}`,
    record.date === null ? '' : `Date: ${record.date}`,
    section(
      'Status',
      [capitalized(record.status), linkLines(record, names)].filter((part) => part !== '').join('\n\n'),
    ),
    section('Context', [record.context, bullets(record.drivers)].filter((part) => part !== '').join('\n\n')),
    section('Decision', record.decision),
    section('Consequences', bullets(record.consequences)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** An imported file; where the record was decided on since, its front matter says so. */
function importedMarkdown(record: DecisionRecord, names: ReadonlyMap<string, string>): string {
  const decided = record.approvals.length > 0 || record.links.some(({ file }) => file === null);
  if (!decided && record.version === 1) return record.body;
  const [, yaml, rest] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(record.body) ?? [
    undefined,
    undefined,
    record.body,
  ];
  const superseded = record.links.find(({ kind }) => kind === 'superseded-by');
  const name = superseded === undefined ? undefined : addressOf(superseded, record, names);
  const status =
    superseded === undefined
      ? record.status
      : `superseded by [${superseded.number}](${name ?? superseded.number})`;
  const kept = (yaml ?? '').split(/\r?\n/).filter((line) => line !== '' && !/^status\s*:/i.test(line));
  return `---\n${[...kept, `status: ${JSON.stringify(status)}`].join('\n')}\n---\n${rest ?? ''}`;
}

function linkLines(record: DecisionRecord, names: ReadonlyMap<string, string>): string {
  return bullets(
    record.links.map(({ kind, log, number, partial }) => {
      const file = addressOf({ log, number }, record, names);
      const target = file === undefined ? `ADR-${number}` : `[${number}](${encodeURI(file)})`;
      const words = kind === 'relates-to' ? 'relates to' : kind.replace('-', ' ');
      return `${capitalized(partial ? `partially ${words}` : words)} ${target}`;
    }),
  );
}

function listField(name: string, items: readonly string[]): Record<string, readonly string[]> {
  return items.length === 0 ? {} : { [name]: items };
}

function section(title: string, text: string, level = 2): string {
  return text.trim() === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${text.trim()}`;
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `* ${oneLine(item)}`).join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function capitalized(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** An index of records with a graph of what superseded what. */
export function indexMarkdown(
  records: readonly DecisionRecord[],
  names: ReadonlyMap<string, string>,
): string {
  // Numbers are a log's own: among several they are told with it, and are no names of a graph's nodes.
  const isSeveral = new Set(records.map(({ log }) => log)).size > 1;
  const shown = (record: { readonly log: string; readonly number: number }) => recordName(record, isSeveral);
  const places = new Map(records.map(({ log, number }, at) => [`${log} ${number}`, at]));
  const node = ({ log, number }: { log: string; number: number }) =>
    isSeveral ? `n${places.get(`${log} ${number}`) ?? `x${number}`}` : `r${number}`;
  const rows = records.map((record) => {
    const file = names.get(`${record.log} ${record.number}`) ?? '';
    return `| [${shown(record)}](${encodeURI(file)}) | ${cell(record.title)} | ${cell(standingOf(record, isSeveral))} | ${record.date ?? ''} |`;
  });
  const edges = records.flatMap((record) =>
    record.links
      .filter(({ kind }) => kind === 'supersedes')
      .map((older) => `  ${node(record)}["${label(shown(record), record.title)}"] --> ${node(older)}`),
  );
  const graph = edges.length === 0 ? [] : ['', '```mermaid', 'graph LR', ...edges, '```'];
  return `${['# Decision records', '', '| Number | Title | Status | Date |', '| ---: | --- | --- | --- |', ...rows, ...graph].join('\n')}\n`;
}

function cell(text: string): string {
  return oneLine(text).replace(/[|\\]/g, '\\$&');
}

/** Mermaid reads quotes and brackets; a title has them as entities. */
function label(name: string, title: string): string {
  return `${name} ${oneLine(title)
    .slice(0, 60)
    .replace(/["<>&#;[\]{}]/g, (sign) => `#${sign.codePointAt(0) ?? 32};`)}`;
}
