import { isDeepStrictEqual } from 'node:util';
import { type Content, contentSchema, type DecisionRecord } from '../record.ts';
import type { MadeLink, Since } from '../since-import.ts';
import { readFileName } from './file-name.ts';
import { type ParsedRecord, parseRecord } from './parse.ts';
import { recordName } from './reading-job.ts';
import { addressOf, type FileNames, namedRecord, relationOf } from './record-address.ts';
import { amendmentsText, capitalized } from './record-layout.ts';
import { appended, fieldWays, type Way } from './revise-fields.ts';
import { statusEdits } from './revise-status.ts';
import { linksHeading } from './stated-links.ts';
import { statusSectionOf } from './status-statements.ts';
import type { TemplateForm } from './template-form.ts';
import { outlineOf } from './template-outline.ts';
import { edited } from './text-edit.ts';
import type { Outline } from './tree.ts';

/** Where a file is, and how it is read where it is of a template. */
export interface RevisedFile {
  readonly path: string;
  readonly form?: TemplateForm | undefined;
}

/** A file and what is read from it. */
interface Reading {
  readonly raw: string;
  readonly outline: Outline;
  readonly parsed: ParsedRecord;
}

/**
 * The file of an imported record with what happened to it here since: where it stands, fields that were edited, links,
 * amendments. Each is written where the file has it, and everything else stays byte for byte.
 */
export function revisedBody(
  record: DecisionRecord,
  names: FileNames,
  { path, form }: RevisedFile,
  since: Since,
): string {
  const { name } = recordName(path);
  const read = (raw: string): Reading => {
    const outline = outlineOf(raw, form);
    return { raw, outline, parsed: parseRecord(raw, name, outline) };
  };
  let file = read(record.body);
  const write = (ways: readonly Way[], isWritten: (file: Reading) => boolean) => {
    const tried = ways.map((way) => () => read(withEdits(file.raw, way)));
    let last = file;
    for (const make of tried) {
      last = make();
      if (isWritten(last)) break;
    }
    file = last;
  };
  if (file.parsed.status !== record.status) {
    const ways = statusEdits(file.outline, file.parsed, record, names).map((edit) => [edit]);
    write(ways, ({ parsed }) => parsed.status === record.status);
  }
  for (const field of since.fields) {
    if (says(file, field, record)) continue;
    write(fieldWays(file.outline, file.parsed, field, record), (tried) => says(tried, field, record));
  }
  for (const link of since.links) {
    if (states(file.parsed, link, record, names)) continue;
    const { status } = file.parsed;
    write(
      linkWays(file, link, record, names),
      ({ parsed }) => parsed.status === status && states(parsed, link, record, names),
    );
  }
  if (since.amendments.length > 0) {
    const way = [appended(file.outline, 'amendments', amendmentsText(since.amendments))];
    write([way], () => true);
  }
  return file.raw;
}

function withEdits(raw: string, way: Way): string {
  return way.toSorted((a, b) => b.from - a.from).reduce(edited, raw);
}

/** Whether a file says of a field what its record does; blanks around a text are nothing of it. */
function says({ parsed }: Reading, field: string, record: Content): boolean {
  const content = contentSchema.safeParse(parsed.content).data;
  return content !== undefined && isDeepStrictEqual(plain(content, field), plain(record, field));
}

function plain(content: Content, field: string): unknown {
  const value: unknown = Object.entries(content).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : value;
}

/** Whether a file states a link that was made here, by address or by number. */
function states(parsed: ParsedRecord, made: MadeLink, record: DecisionRecord, names: FileNames): boolean {
  const address = addressOf({ log: record.log, number: made.to }, record, names);
  return parsed.links.some(
    ({ kind, isNewer, target }) =>
      kind === made.kind &&
      isNewer &&
      (target === address ||
        Number(target) === made.to ||
        readFileName(target.split('/').at(-1) ?? '').number === made.to),
  );
}

/** A line that states a link: in the list of links, below the status, or in a list of its own. */
function linkWays({ outline }: Reading, made: MadeLink, record: DecisionRecord, names: FileNames): Way[] {
  const to = { log: record.log, number: made.to };
  const line = `${capitalized(relationOf(made))} ${namedRecord(to, record, names)}`;
  const behind = (place: number, text: string): Way => [{ from: place, to: place, text }];
  const ends = (section: Outline['sections'][number]) => section.nodes.at(-1)?.position?.end.offset;
  const links = outline.sections.find(({ title }) => linksHeading.test(title));
  const status = statusSectionOf(outline);
  const [atLinks, atStatus] = [links, status].map((one) => (one === undefined ? undefined : ends(one)));
  const listed = links?.nodes.at(-1);
  const mark = /^[*+-]/.exec(outline.text.slice(listed?.position?.start.offset))?.[0];
  return [
    ...(atLinks === undefined
      ? []
      : [
          behind(
            atLinks,
            listed?.type === 'list' && mark !== undefined ? `\n${mark} ${line}` : `\n\n* ${line}`,
          ),
        ]),
    ...(atStatus === undefined ? [] : [behind(atStatus, `\n\n${line}`)]),
    [appended(outline, 'links', `* ${line}`)],
  ];
}
