import { isDateAlone, readingOfDate, type TwoReadings } from './dates.ts';
import { decisionDayIn } from './decision-day.ts';
import type { FieldName } from './field-names.ts';
import type { NameParts } from './file-name.ts';
import { leadNodes } from './lead.ts';
import { fieldOfHeading } from './section-names.ts';
import type { StatedFields } from './stated-fields.ts';
import { plainStatus, readStatus } from './status.ts';
import type { StatusStatement } from './status-statements.ts';
import { statusLines, statusSectionOf } from './status-statements.ts';
import { type Outline, sourceOf } from './tree.ts';

/** The day that a file states, how it writes days, and what is to be told of that. */
export interface StatedDate {
  readonly day: string | null;
  /** The two days that it could be, and how it is written; others of its folder may tell which. */
  readonly two?: UnclearDay;
  /** Which number comes first where its days are written with slashes, if they tell. */
  readonly order?: keyof TwoReadings;
  readonly warnings: readonly string[];
}

/** A day that could be two. */
export interface UnclearDay extends TwoReadings {
  readonly text: string;
}

type Candidate = Omit<StatedDate, 'warnings'>;

/** The day of a record: when it was decided, before the date that stands there, when it was written, and when changed. */
export function statedDate(
  outline: Outline,
  stated: StatedFields,
  status: StatusStatement | undefined,
  file: NameParts,
): StatedDate {
  const texts = (name: FieldName) => [
    ...(stated.get(name) ?? []).map(({ text }) => text),
    ...sectionTexts(outline, name),
  ];
  const [dateText] = texts('date');
  const found =
    dayOf(texts('decided')) ??
    dayOf(texts('date')) ??
    (dateText === undefined ? (dayOf(leadLines(outline)) ?? statusDay(outline, status)) : undefined) ??
    dayOf(texts('created')) ??
    (file.date === null ? dayOf(texts('modified')) : undefined);
  if (found?.two !== undefined) return { ...found, ...settled(found.two, file) };
  const isOdd =
    dateText !== undefined && readingOfDate(dateText).kind === 'none' && !/[{[|<]|yyyy/i.test(dateText);
  return { day: file.date, ...found, warnings: isOdd ? [unclear(dateText)] : [] };
}

/** The first day among texts; one that could be two is not passed over for another that means something else. */
function dayOf(texts: readonly string[]): Candidate | undefined {
  for (const text of texts.map(decisionDayIn)) {
    const reading = readingOfDate(text);
    if (reading.kind === 'day')
      return { day: reading.day, ...(reading.order === undefined ? {} : { order: reading.order }) };
    if (reading.kind === 'two') {
      const { dayFirst, monthFirst } = reading;
      return { day: null, two: { dayFirst, monthFirst, text } };
    }
  }
  return undefined;
}

function settled(two: UnclearDay, { date }: NameParts): Pick<StatedDate, 'day' | 'warnings'> {
  const isTold = date === two.dayFirst || date === two.monthFirst;
  return { day: date, warnings: isTold ? [] : [unclear(two.text)] };
}

/** What is told of a day that is none, or could be two. */
export function unclear(text: string): string {
  return `the date "${text.trim().slice(0, 40)}" is none or can be read in two ways`;
}

/** Sections called like a field that hold a day: "## Date", "## Decided on". */
function sectionTexts({ sections }: Outline, name: FieldName): string[] {
  return sections
    .filter(({ title }) => fieldOfHeading(title) === name)
    .map(({ source }) => source.trim().split('\n')[0] ?? '')
    .filter((line) => line.length <= 60);
}

/** Lines around the title that are a day and nothing else. */
function leadLines(outline: Outline): string[] {
  return leadNodes(outline)
    .filter(({ type }) => type === 'paragraph')
    .flatMap((node) => sourceOf(node, outline.text).split('\n', 10))
    .filter(isDateAlone);
}

/** "Accepted on 2020-03-01" states its day too; when it ended is no day of a record. */
function statusDay(outline: Outline, statement: StatusStatement | undefined): Candidate | undefined {
  if (statement === undefined) return undefined;
  const status = readStatus(statement.text);
  if (status === 'superseded' || status === 'deprecated' || status === 'none') return undefined;
  const section = statement.place === 'section' ? statusSectionOf(outline) : undefined;
  const lines = section === undefined ? [] : statusLines(section, outline.text).map(({ text }) => text);
  return dayOf([plainStatus(statement.text), ...lines.filter(isDateAlone)]);
}
