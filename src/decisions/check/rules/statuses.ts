import { readDate } from '../../markdown/dates.ts';
import { isLegend, isTemplateText, readStatus } from '../../markdown/status.ts';
import { type Found, quoted } from '../finding.ts';
import { defineRule } from '../rule.ts';
import { isHabit, type Subject, statusPlace } from '../subject.ts';

export const unknownStatus = defineRule({
  id: 'unknown-status',
  severity: 'error',
  about: 'The status is a word that nobody knows.',
  mend: 'Write draft, proposed, accepted, rejected, withdrawn, deprecated or superseded, or name your own word under `statuses` in the settings.',
  find: ({ subjects }) =>
    subjects
      .filter(({ status }) => status === 'other')
      .map((subject) => ({
        place: statusPlace(subject),
        what: `the status ${quoted(subject.facts.statusRaw ?? '')} is not known`,
        mend: 'write one that is, such as proposed or accepted, or name it under "statuses" in .adr-check.yaml',
      })),
});

export const missingStatus = defineRule({
  id: 'missing-status',
  severity: 'warning',
  about: 'A record states no status, and three in four of the folder do.',
  mend: 'Say where it stands.',
  find: ({ subjects }) =>
    [...Map.groupBy(subjects, ({ series }) => series).values()].flatMap((group) => {
      const without = group.filter(
        ({ status, facts }) => status === 'none' && facts.statusRaw === null && !facts.tellsOtherwise,
      );
      return isHabit(group.length - without.length, group.length)
        ? without.map((subject) => ({
            place: { name: subject.name, line: subject.facts.statusSectionLine ?? subject.facts.headingLine },
            what: 'it states no status, as the others here do',
            mend: 'say where it stands, such as proposed or accepted',
          }))
        : [];
    }),
});

export const twoStatuses = defineRule({
  id: 'two-statuses',
  severity: 'error',
  about: 'A record states two statuses: in two places, or in one.',
  mend: 'Keep the one that holds.',
  find: ({ subjects }) => subjects.flatMap((subject) => inTwoPlaces(subject) ?? inOneSection(subject) ?? []),
});

function inTwoPlaces({ name, facts }: Subject): Found | undefined {
  const told = facts.statuses.filter(({ text }) => isTold(text));
  const [one] = told;
  const other = told.find(({ text }) => readStatus(text) !== readStatus(one?.text ?? null));
  if (one === undefined || other === undefined) return undefined;
  return {
    place: { name, line: other.line },
    what: `it says ${quoted(other.text)} here and ${quoted(one.text)} in line ${one.line}`,
    mend: 'keep the status that holds',
    also: [{ name, line: one.line }],
  };
}

function inOneSection({ name, facts }: Subject): Found | undefined {
  const lines = facts.statusLines.filter(({ text }) => !isLegend(text));
  // A list with days is a log.
  if (lines.some(({ text }) => readDate(text) !== null)) return undefined;
  const told = lines.filter(({ text }) => isBare(text));
  const [one] = told;
  const other = told.find(({ text }) => readStatus(text) !== readStatus(one?.text ?? null));
  if (one === undefined || other === undefined) return undefined;
  return {
    place: { name, line: other.line },
    what: `it says ${quoted(other.text)} and ${quoted(one.text)} at once`,
    mend: 'keep the status that holds',
    also: [{ name, line: one.line }],
  };
}

function isTold(text: string): boolean {
  const status = readStatus(text);
  return status !== 'none' && status !== 'other' && !isTemplateText(text);
}

/** A line that is a status and nothing else, or says what took the record's place. */
function isBare(text: string): boolean {
  const plain = text.replace(/[*_`.]/g, '').trim();
  return isTold(text) && (/^[\p{L}]+$/u.test(plain) || /^super[sc]eded by\b/i.test(plain));
}
