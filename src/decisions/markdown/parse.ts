import type { ContentInput, Status } from '../record.ts';
import { contentOf } from './content.ts';
import type { TwoReadings } from './dates.ts';
import { fieldLines } from './fields.ts';
import { numberInHeading } from './file-name.ts';
import { noticesOf } from './placed-notices.ts';
import { titleOf } from './read-title.ts';
import { namePartsOf, seriesOf } from './series.ts';
import { statedDate, type UnclearDay } from './stated-date.ts';
import { statedFields } from './stated-fields.ts';
import { type PlacedLink, statedLinks } from './stated-links.ts';
import { isTemplateText, readStatus } from './status.ts';
import { statedStatus, statusSectionOf } from './status-statements.ts';
import { type Traits, traitsOf } from './traits.ts';
import { type Outline, readOutline } from './tree.ts';

/** What a file says, before it is known where it goes. */
export interface ParsedRecord {
  readonly title: string;
  readonly number: number | null;
  readonly label: string | null;
  readonly status: Status;
  /** The first line of the status as written; null where the file states none. */
  readonly statusRaw: string | null;
  readonly date: string | null;
  /** The two days that its date could be; other files of the folder may tell which one it is. */
  readonly unclearDay?: UnclearDay;
  /** Which number its date has first, where that is told by the date itself. */
  readonly dateOrder?: keyof TwoReadings;
  readonly links: readonly PlacedLink[];
  /** The fields that could be understood; `body` is the whole file, verbatim. */
  readonly content: ContentInput;
  readonly warnings: readonly string[];
  /** By what it is told from what only stands beside records. */
  readonly traits: Traits;
}

/** Reads one record's file; whatever is not understood stays in `body`. */
export function parseRecord(raw: string, name: string, outline: Outline = readOutline(raw)): ParsedRecord {
  const fields = fieldLines(outline);
  const file = namePartsOf(name, outline, fields);
  const stated = statedFields(outline, fields);
  const statusSection = statusSectionOf(outline);
  const statement = statedStatus(outline, fields, statusSection);
  const statusRaw = statement?.text ?? null;
  const status = readStatus(statusRaw);
  const date = statedDate(outline, stated, statement, file);
  const title = titleOf(outline, stated, file, name);
  const isNumbered = file.number !== null || file.date !== null || file.period !== undefined;
  const number = isNumbered ? file.number : numberInHeading(outline.heading);
  return {
    title,
    number,
    label: file.label ?? (number === null ? null : String(number)),
    status,
    statusRaw,
    date: date.day,
    ...(date.two === undefined ? {} : { unclearDay: date.two }),
    ...(date.order === undefined ? {} : { dateOrder: date.order }),
    links: statedLinks(outline, fields, statusSection, seriesOf(name, outline.heading, file)),
    content: contentOf(outline, fields, raw, title),
    warnings: [
      ...outline.faults.map(({ line, what }) => `line ${line}: ${what}`),
      ...date.warnings,
      ...templateWarnings(statusRaw),
      ...noticeWarnings(outline, status),
    ],
    traits: traitsOf(outline),
  };
}

function templateWarnings(statusRaw: string | null): string[] {
  return statusRaw !== null && isTemplateText(statusRaw)
    ? [`the status still holds the template's text: ${statusRaw.slice(0, 60)}`]
    : [];
}

/** The status field counts; what is said otherwise at the top is told. That a part is superseded is nothing else. */
function noticeWarnings(outline: Outline, status: Status): string[] {
  if (status !== 'accepted' && status !== 'proposed' && status !== 'draft') return [];
  return noticesOf(outline)
    .filter((notice) => notice.status !== undefined && readStatus(notice.text) !== 'accepted')
    .map(({ text }) => `the status says ${status}, but the top says "${text.slice(0, 60)}"`)
    .slice(0, 1);
}
