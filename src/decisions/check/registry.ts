import { acceptedWithoutDate, ambiguousDate, badDate, futureDate, reviewOverdue } from './rules/dates.ts';
import { deadLink, linkNamesOtherNumber } from './rules/links.ts';
import { duplicateNumber, numberMismatch } from './rules/numbers.ts';
import { acceptedWithoutDeciders } from './rules/people.ts';
import { emptySection, missingSection } from './rules/sections.ts';
import { missingStatus, twoStatuses, unknownStatus } from './rules/statuses.ts';
import {
  oneSidedSupersession,
  silentSuccessor,
  supersededByUnaccepted,
  supersededWithoutSuccessor,
  supersessionCycle,
} from './rules/supersessions.ts';
import { ruledOutTechnology } from './rules/technologies.ts';
import { brokenFrontMatter, conflictMarkers, templateText, unreadableFile } from './rules/texts.ts';

/** Everything that is looked for, in the order of the docs. */
export const rules = [
  unknownStatus,
  missingStatus,
  twoStatuses,
  oneSidedSupersession,
  silentSuccessor,
  supersededByUnaccepted,
  supersededWithoutSuccessor,
  supersessionCycle,
  deadLink,
  linkNamesOtherNumber,
  numberMismatch,
  duplicateNumber,
  badDate,
  ambiguousDate,
  futureDate,
  missingSection,
  emptySection,
  templateText,
  acceptedWithoutDeciders,
  acceptedWithoutDate,
  reviewOverdue,
  brokenFrontMatter,
  conflictMarkers,
  unreadableFile,
  ruledOutTechnology,
] as const;

export type RuleId = (typeof rules)[number]['id'];

/** The rules as the page of docs tells them. */
export function ruleTable(): string {
  const rows = rules.map(
    ({ id, severity, about, mend }) => `| \`${id}\` | ${severity} | ${about} | ${mend} |`,
  );
  return ['| rule | severity | what it finds | how to mend it |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
