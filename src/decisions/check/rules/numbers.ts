import { basename } from 'node:path/posix';
import { lettersBefore } from '../../markdown/file-name.ts';
import type { Found } from '../finding.ts';
import type { NumberFact } from '../number-facts.ts';
import { defineRule } from '../rule.ts';
import { type Subject, titlePlace } from '../subject.ts';

export const numberMismatch = defineRule({
  id: 'number-mismatch',
  severity: 'error',
  about: 'File name, heading and front matter give a record different numbers.',
  mend: 'Make them the same number.',
  find: ({ subjects }) =>
    subjects.flatMap(({ name, facts }) => {
      const [first, ...others] = facts.numbers;
      return others
        .filter(({ label }) => digitsOf(label) !== digitsOf(first?.label ?? label))
        .map(
          (other): Found => ({
            place: { name, line: other.line },
            what: `the ${other.place} says ${other.label}, the ${placeOf(first)} ${first?.label ?? ''}`,
            mend: 'make them the same number',
          }),
        );
    }),
});

function placeOf(fact: NumberFact | undefined): string {
  return fact?.place === 'name' ? "file's name" : (fact?.place ?? '');
}

function digitsOf(label: string): number {
  return Number.parseInt(label, 10);
}

export const duplicateNumber = defineRule({
  id: 'duplicate-number',
  severity: 'error',
  about: 'Two records of a folder have one number.',
  mend: 'Give the later one the next number that is free.',
  find: ({ subjects }) => {
    const numbered = subjects.filter(({ facts }) => facts.label !== null);
    const groups = Map.groupBy(
      numbered,
      (one) => `${one.series}\n${lettersBefore(basename(one.name))}\n${one.facts.label ?? ''}`,
    );
    return [...groups.values()].flatMap((group) => {
      const [first, ...others] = group;
      if (first === undefined) return [];
      return others
        .filter(
          (other) => !group.some((one) => one !== other && isBeside(other, one)) && !isBeside(first, other),
        )
        .map(
          (other): Found => ({
            place: titlePlace(other),
            what: `${basename(first.name)} has the number ${other.facts.label ?? ''} too`,
            mend: 'give one of the two the next number that is free',
            also: [titlePlace(first)],
          }),
        );
    });
  },
});

/** A file that goes with a record: a translation (`0001-x.de.md`), an appendix (`0001-x-notes.md`), code beside it. */
function isBeside(own: Subject, main: Subject): boolean {
  const [name, other] = [own, main].map((one) =>
    basename(one.name)
      .replace(/\.[^.]*$/, '')
      .toLowerCase(),
  );
  const isNamedSo =
    name !== undefined &&
    other !== undefined &&
    name.startsWith(other) &&
    /^[-_.]/.test(name.slice(other.length));
  return isNamedSo || (!isDecision(own) && isDecision(main));
}

function isDecision({ facts }: Subject): boolean {
  return (
    facts.statusRaw !== null ||
    facts.sections.some(({ title }) => /decision|context|consequences/i.test(title))
  );
}
