import type { Checked, Subject } from './subject.ts';

/** That a record supersedes another, as one of them says it. */
export interface Supersession {
  readonly newer: Subject;
  readonly older: Subject;
  readonly saidBy: 'newer' | 'older';
  /** The line on which it is said. */
  readonly line: number;
  readonly isPartial: boolean;
}

/** Every supersession that is said between two records. */
export function supersessionsOf({ subjects }: Checked): Supersession[] {
  const byName = new Map(subjects.map((subject) => [subject.name, subject]));
  return subjects.flatMap((subject) =>
    subject.stated.flatMap(({ kind, isNewer, partial, other, line }): Supersession[] => {
      const found = other === undefined ? undefined : byName.get(other);
      if (kind !== 'supersedes' || found === undefined || found === subject) return [];
      const [newer, older] = isNewer ? [subject, found] : [found, subject];
      return [{ newer, older, saidBy: isNewer ? 'newer' : 'older', line, isPartial: partial }];
    }),
  );
}

/** The groups of records that supersede each other in a circle, each in the order of names. */
export function cyclesOf(supersessions: readonly Supersession[]): Subject[][] {
  const subjects = new Map(
    supersessions.flatMap(({ newer, older }) => [newer, older].map((one) => [one.name, one])),
  );
  const after = Map.groupBy(supersessions, ({ newer }) => newer.name);
  const before = Map.groupBy(supersessions, ({ older }) => older.name);
  const olderOf = (name: string) => (after.get(name) ?? []).map(({ older }) => older.name);
  const newerOf = (name: string) => (before.get(name) ?? []).map(({ newer }) => newer.name);
  // Kosaraju's: walked against the arrows in the order in which they were left, no walk leaves its own circle.
  const seen = new Set<string>();
  const left = [...subjects.keys()].sort().flatMap((name) => walk(name, olderOf, seen));
  const taken = new Set<string>();
  return left
    .toReversed()
    .map((name) => walk(name, newerOf, taken))
    .filter((circle) => circle.length > 1)
    .map((circle) => circle.sort().flatMap((name) => subjects.get(name) ?? []));
}

/** What can be reached and was not seen before, in the order in which it is left. */
function walk(start: string, next: (name: string) => readonly string[], seen: Set<string>): string[] {
  const left: string[] = [];
  if (seen.has(start)) return left;
  seen.add(start);
  // A list and no recursion: a chain can be longer than calls are deep.
  const path = [{ name: start, open: [...next(start)] }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const name = top.open.pop();
    if (name === undefined) {
      left.push(top.name);
      path.pop();
    } else if (!seen.has(name)) {
      seen.add(name);
      path.push({ name, open: [...next(name)] });
    }
  }
  return left;
}
