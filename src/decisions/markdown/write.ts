import type { DecisionRecord } from '../record.ts';
import { recordName, standingOf } from '../record-name.ts';
import { nothingSince, type Since } from '../since-import.ts';
import type { Format, Front } from './forms.ts';
import { type FileNames, linkAddress, nameKey } from './record-address.ts';
import { madrText, nygardText } from './record-layout.ts';
import { revisedBody } from './revised-body.ts';
import { readStatus } from './status.ts';
import type { Template } from './template.ts';
import type { TemplateForm } from './template-form.ts';
import { templateText } from './template-text.ts';

/** What else is known and wanted when a record is written. */
export interface WriteOptions {
  readonly front?: Front;
  /** A team's own form, in the place of the format. */
  readonly template?: Template | undefined;
  /** What happened to it since its file was read; where that is not known, what can be seen of it. */
  readonly since?: Since | undefined;
}

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

/** A record as markdown. What was imported and not changed since is written as it was read. */
export function recordMarkdown(
  record: DecisionRecord,
  format: Format,
  names: FileNames,
  { front = 'short', template, since }: WriteOptions = {},
): string {
  if (record.body !== '') return importedMarkdown(record, names, since, template?.form);
  const options = { front, amendments: since?.amendments ?? [] };
  if (template !== undefined) return templateText(record, names, template, options);
  return format === 'madr' ? madrText(record, names, options) : nygardText(record, names, options);
}

function importedMarkdown(
  record: DecisionRecord,
  names: FileNames,
  since: Since | undefined,
  form: TemplateForm | undefined,
): string {
  if (isAsImported(record, since)) return record.body;
  const path = names.get(nameKey(record)) ?? fileNameOf(record);
  return revisedBody(record, names, { path, form }, since ?? nothingSince);
}

/** Whether nothing happened to a record since it was imported, as far as that is known. */
function isAsImported(record: DecisionRecord, since: Since | undefined): boolean {
  if (since === undefined)
    return (
      record.version === 1 && record.approvals.length === 0 && !record.links.some(({ file }) => file === null)
    );
  const { fields, links, amendments } = since;
  return (
    fields.size + links.length + amendments.length === 0 && readStatus(record.statusRaw) === record.status
  );
}

/** An index of records with a graph of what superseded what. */
export function indexMarkdown(records: readonly DecisionRecord[], names: FileNames): string {
  // Numbers are a log's own: among several they are told with it, and are no names of a graph's nodes.
  const isSeveral = new Set(records.map(({ log }) => log)).size > 1;
  const shown = (record: { readonly log: string; readonly number: number }) => recordName(record, isSeveral);
  const places = new Map(records.map(({ log, number }, at) => [`${log} ${number}`, at]));
  const node = ({ log, number }: { log: string; number: number }) =>
    isSeveral ? `n${places.get(`${log} ${number}`) ?? `x${number}`}` : `r${number}`;
  const rows = records.map((record) => {
    const file = names.get(nameKey(record)) ?? '';
    return `| [${shown(record)}](${linkAddress(file)}) | ${cell(record.title)} | ${cell(standingOf(record, isSeveral))} | ${record.date ?? ''} |`;
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
