import { basename } from 'node:path/posix';
import type { Found } from '../finding.ts';
import { newerEdit, olderEdit } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { type Checked, type Subject, statusPlace } from '../subject.ts';
import { cyclesOf, type Supersession, supersessionsOf } from '../supersession.ts';

export const oneSidedSupersession = defineRule({
  id: 'one-sided-supersession',
  severity: 'error',
  about: 'An accepted record supersedes another, which still stands as if nothing had happened.',
  mend: 'Set the status of the older one to "superseded by" the newer one. `--fix` does where both are accepted.',
  find: (checked) => {
    const said = supersessionsOf(checked).filter(({ isPartial, saidBy }) => saidBy === 'newer' && !isPartial);
    const claims = Map.groupBy(said, ({ older }) => older.name);
    return said
      .filter(({ newer, older }) => newer.status === 'accepted' && stillStands(older, newer))
      .map((one) => ({
        place: statusPlace(one.older),
        what: `${shown(one.newer)} supersedes it, yet ${stands(one.older)}`,
        ...(checked.origin === 'records'
          ? { mend: commandOf(one) }
          : {
              mend: `write "superseded by ${shown(one.newer)}" as its status`,
              ...fixOf(olderEdit(one, claims.get(one.older.name) ?? [])),
            }),
        also: [{ name: one.newer.name, line: one.line }],
      }));
  },
});

export const silentSuccessor = defineRule({
  id: 'silent-successor',
  severity: 'warning',
  about: 'A record says what superseded it, and that one does not say that it did.',
  mend: 'Say in the newer one what it supersedes. `--fix` does where it is accepted.',
  find: (checked) => {
    const silent = saidByOlder(checked).filter(({ newer, older }) => !says(newer, older));
    const byNewer = Map.groupBy(silent, ({ newer }) => newer.name);
    return silent.map((one) => ({
      place: statusPlace(one.newer),
      what: `${shown(one.older)} is superseded by it, and it does not say so`,
      mend: `write "supersedes ${shown(one.older)}" under its status`,
      also: [{ name: one.older.name, line: one.line }],
      ...fixOf(newerEdit(one, byNewer.get(one.newer.name) ?? [])),
    }));
  },
});

export const supersededByUnaccepted = defineRule({
  id: 'superseded-by-unaccepted',
  severity: 'error',
  about: 'A record is superseded by one that is not accepted: nothing is in force then.',
  mend: 'Accept the newer one, or set the older one back to accepted until then.',
  find: (checked) =>
    saidByOlder(checked)
      .filter(({ newer }) => isUnaccepted(newer))
      .map(({ newer, older, line }) => ({
        place: { name: older.name, line },
        what: `it is superseded by ${shown(newer)}, which is ${newer.status}`,
        mend: `accept ${shown(newer)}, or set this one back to accepted until then`,
        also: [statusPlace(newer)],
      })),
});

export const supersededWithoutSuccessor = defineRule({
  id: 'superseded-without-successor',
  severity: 'warning',
  about: 'A record is superseded and does not say by which.',
  mend: 'Name the record that took its place.',
  find: (checked) => {
    const claims = Map.groupBy(supersessionsOf(checked), ({ older }) => older.name);
    return checked.subjects
      .filter((subject) => subject.status === 'superseded' && !namesSuccessor(subject))
      .map((subject): Found => {
        const [claim] = claims.get(subject.name) ?? [];
        const by =
          claim === undefined ? 'the record that took its place' : `"superseded by ${shown(claim.newer)}"`;
        return {
          place: statusPlace(subject),
          what: 'it is superseded and does not say by which record',
          mend: claim === undefined ? `name ${by}` : `write ${by}`,
          ...(claim === undefined ? {} : { also: [{ name: claim.newer.name, line: claim.line }] }),
        };
      });
  },
});

export const supersessionCycle = defineRule({
  id: 'supersession-cycle',
  severity: 'error',
  about: 'Records supersede each other in a circle, or one supersedes itself.',
  mend: 'Take out the statement that is wrong.',
  find: (checked) => [...itself(checked), ...circles(checked)],
});

/** What superseded records say of what took their place. */
function saidByOlder(checked: Checked): Supersession[] {
  return supersessionsOf(checked).filter(
    ({ isPartial, saidBy, older }) => saidBy === 'older' && !isPartial && older.status === 'superseded',
  );
}

function itself({ subjects }: Checked): Found[] {
  return subjects.flatMap(({ name, stated }) => {
    const own = stated.find(({ kind, other }) => kind === 'supersedes' && other === name);
    return own === undefined
      ? []
      : [
          {
            place: { name, line: own.line },
            what: 'it says that it supersedes itself',
            mend: 'name the record that is meant',
          },
        ];
  });
}

function circles(checked: Checked): Found[] {
  const whole = supersessionsOf(checked).filter(({ isPartial }) => !isPartial);
  return cyclesOf(whole).map((circle) => {
    const names = new Set(circle.map(({ name }) => name));
    const said = whole.filter(({ newer, older }) => names.has(newer.name) && names.has(older.name));
    const [first, ...others] = said.map(placeOf);
    return {
      place: first ?? { name: circle[0]?.name ?? '', line: 1 },
      what: `${circle.map(shown).join(' and ')} supersede each other`,
      mend: 'take out the statement that is wrong',
      also: others,
    };
  });
}

function placeOf({ newer, older, saidBy, line }: Supersession) {
  return { name: (saidBy === 'newer' ? newer : older).name, line };
}

/** Whether nothing in a record says that it is over. */
function stillStands(older: Subject, newer: Subject): boolean {
  if (
    older.stated.some(({ isNewer, kind, other }) => kind === 'supersedes' && !isNewer && other === newer.name)
  )
    return false;
  switch (older.status) {
    case 'accepted':
    case 'proposed':
    case 'draft':
    case 'other':
      return true;
    case 'none':
      return !mentions(older, newer);
    case 'superseded':
    case 'deprecated':
    case 'rejected':
    case 'withdrawn':
      return false;
  }
}

function stands({ status, facts }: Subject): string {
  return status === 'none'
    ? 'it states no status'
    : `it still says "${(facts.statusRaw ?? status).slice(0, 40)}"`;
}

function says(newer: Subject, older: Subject): boolean {
  const stated = newer.stated.some(
    ({ isNewer, kind, other }) => kind === 'supersedes' && isNewer && other === older.name,
  );
  return stated || mentions(newer, older);
}

/** Whether a record names another one where it speaks of what takes whose place. */
function mentions({ facts }: Subject, { name, facts: other }: Subject): boolean {
  return facts.supersessionNames.some(
    (said) => said === other.label || basename(said.replace(/[?#].*$/, '')) === basename(name),
  );
}

function namesSuccessor({ facts, stated }: Subject): boolean {
  return (
    stated.some(({ kind, isNewer }) => kind === 'supersedes' && !isNewer) ||
    facts.supersessionNames.length > 0 ||
    [facts.statusRaw ?? '', ...facts.statusLines.map(({ text }) => text)].some((text) =>
      /\]\(|\d|\bby\s+\S/.test(text),
    )
  );
}

function isUnaccepted({ status }: Subject): boolean {
  return status === 'proposed' || status === 'draft' || status === 'rejected' || status === 'withdrawn';
}

function shown({ name }: Subject): string {
  return basename(name);
}

/** What makes one record of the database superseded by another. */
function commandOf({ older, newer }: Supersession): string {
  return `stack-advisor adr supersede ${older.facts.number ?? ''} --by ${newer.facts.number ?? ''} --log ${older.series}`;
}

function fixOf(fix: Found['fix']): Pick<Found, 'fix'> {
  return fix === undefined ? {} : { fix };
}
