import { fieldLines, type Line } from '../markdown/fields.ts';
import type { Fault } from '../markdown/front-matter.ts';
import type { ParsedRecord } from '../markdown/parse.ts';
import { type PlacedLink, statedLinks } from '../markdown/stated-links.ts';
import {
  type StatusStatement,
  statusLines,
  statusSectionOf,
  statusStatements,
} from '../markdown/status-statements.ts';
import type { Outline } from '../markdown/tree.ts';
import { type Content, contentSchema, type Status } from '../record.ts';
import { type DateFact, dateFacts, hasDay } from './date-facts.ts';
import { leftoverText } from './leftover-text.ts';
import { type LinkFact, linkFacts, supersessionNames } from './link-facts.ts';
import { type NumberFact, numberFacts } from './number-facts.ts';
import { type SectionFact, sectionFacts } from './section-facts.ts';
import { tellsOtherwise } from './unread-status.ts';

/** A status where a file states it, with the lines as they are written: what a change of it begins from. */
export interface StatusFact extends StatusStatement {
  readonly written: string;
  readonly next: string;
}

/** What a record decides: by that it is told which changes it governs. */
export type Decides = Pick<Content, 'options' | 'decision' | 'tags' | 'affects'>;

/** What the rules look at in a record's file, with lines; plain data. */
export interface Facts {
  readonly title: string;
  readonly number: number | null;
  readonly label: string | null;
  readonly status: Status;
  readonly statusRaw: string | null;
  readonly date: string | null;
  readonly deciders: readonly string[];
  readonly decides: Decides;
  /** Whether people stand in it under another name: authors, approvers, owners. */
  readonly hasPeople: boolean;
  readonly headingLine: number;
  /** The names of the fields of its front matter. */
  readonly frontFields: readonly string[];
  readonly hasIntroduction: boolean;
  /** Every place in which the status is stated; the first one counts. */
  readonly statuses: readonly StatusFact[];
  /** The lines of the section that tells the status. */
  readonly statusLines: readonly Line[];
  readonly dates: readonly DateFact[];
  /** Whether any day or year stands where days do: in front matter, the header, the status, a log of changes. */
  readonly hasDay: boolean;
  /** Whether it tells where it stands in a way that is not read. */
  readonly tellsOtherwise: boolean;
  /** Where the section begins that tells the status, whatever is in it. */
  readonly statusSectionLine: number | undefined;
  readonly numbers: readonly NumberFact[];
  readonly faults: readonly Fault[];
  readonly sections: readonly SectionFact[];
  readonly leftovers: readonly Line[];
  readonly links: readonly LinkFact[];
  /** Links of metadata: what it supersedes, amends, relates to. */
  readonly stated: readonly PlacedLink[];
  /** Numbers and addresses that it names where it speaks of something that it takes the place of. */
  readonly supersessionNames: readonly string[];
}

const people =
  /decider|decision[-_ ]?maker|decided[-_ ]by|approve[rd]|author|owner|participant|stakeholder|submitter|proposer|sponsor|champion|reviewer/i;

/** More of them in one file are not looked at, and no more of a line. */
const mostStated = 500;
const mostStatuses = 50;
const longest = 1_000;

/** What the rules look at in a file; `name` is the file's, or that of a folder that holds one record. */
export function factsOf(outline: Outline, parsed: ParsedRecord, name: string): Facts {
  const fields = fieldLines(outline);
  const section = statusSectionOf(outline);
  const lines = outline.text.split('\n');
  const { title, number, label, status, statusRaw, date, content } = parsed;
  return {
    title: title.slice(0, longest),
    number,
    label,
    status,
    statusRaw: statusRaw?.slice(0, longest) ?? null,
    date,
    deciders: content.deciders ?? [],
    decides: decidesSchema.parse(content),
    hasPeople: [
      ...Object.keys(outline.front),
      ...fields.keys(),
      ...outline.sections.map((one) => one.title),
    ].some((name) => people.test(name)),
    headingLine: outline.headingLine,
    frontFields: Object.keys(outline.front).slice(0, mostStated),
    hasIntroduction: outline.header.some(
      ({ type, position }) => type === 'paragraph' && lengthOf(position) > 100,
    ),
    statuses: statusStatements(outline, fields, section)
      .slice(0, mostStatuses)
      .map((one) => ({
        ...short(one),
        written: (lines[one.line - 1] ?? '').slice(0, longest),
        next: (lines[one.line] ?? '').slice(0, longest),
      })),
    statusLines:
      section === undefined ? [] : statusLines(section, outline.text).slice(0, mostStated).map(short),
    dates: dateFacts(outline, fields),
    hasDay: hasDay(outline),
    tellsOtherwise: tellsOtherwise(outline, section),
    statusSectionLine: section?.line,
    numbers: numberFacts(outline, name),
    faults: outline.faults,
    sections: sectionFacts(outline),
    leftovers: leftoverText(outline),
    links: linkFacts(outline),
    stated: statedLinks(outline, fields, section)
      .slice(0, mostStated)
      .map((link) => ({ ...short(link), target: link.target.slice(0, longest) })),
    supersessionNames: supersessionNames(outline),
  };
}

const decidesSchema = contentSchema
  .pick({ options: true, decision: true, tags: true, affects: true })
  .strip()
  // More of it says nothing more, and goes from one process to another.
  .transform((all): Decides => ({ ...all, decision: all.decision.slice(0, longest) }));

function short<One extends Line>(one: One): One {
  return { ...one, text: one.text.slice(0, longest) };
}

function lengthOf(position: Outline['nodes'][number]['position']): number {
  return (position?.end.offset ?? 0) - (position?.start.offset ?? 0);
}
