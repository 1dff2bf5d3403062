import { basename, dirname, relative } from 'node:path/posix';
import { type Found, quoted } from '../finding.ts';
import { defineRule } from '../rule.ts';
import type { ResolvedLink, Subject } from '../subject.ts';

export const deadLink = defineRule({
  id: 'dead-link',
  severity: 'error',
  about:
    'A link leads to a file that is not there, or a supersession to a number that no record or more than one has.',
  mend: 'Lead it to where the file is now, or take it out. Addresses on the web are not looked up.',
  find: ({ subjects }) => subjects.flatMap((subject) => [...deadPaths(subject), ...deadNumbers(subject)]),
});

function deadPaths({ name, facts, links }: Subject): Found[] {
  const inTemplateText = new Set(facts.leftovers.map(({ line }) => line));
  return links.flatMap(({ to, url, line, column, targetLine }): Found[] => {
    if (to.kind !== 'missing' || inTemplateText.has(line)) return [];
    const mend =
      to.meant === undefined
        ? 'mend the path, or take the link out'
        : `perhaps ${relative(dirname(name), to.meant)} is meant`;
    const place = line === targetLine ? { name, line, column } : { name, line: targetLine };
    return [{ place, what: `${quoted(url)} is not there`, mend, owing: [to.path] }];
  });
}

/** "Superseded by ADR-123" where no record has that number, or several; paths are links of their own. */
function deadNumbers({ name, stated }: Subject): Found[] {
  return stated
    .filter(
      ({ kind, target, other, several }) =>
        other === undefined &&
        kind !== 'relates-to' &&
        /^\d+[a-z]?$/i.test(target) &&
        // Another line names the file.
        !stated.some((link) => link.kind === kind && several.includes(link.other ?? '')),
    )
    .map(({ kind, isNewer, target, line, several }) => ({
      place: { name, line },
      what: `it says that it ${saidOf(kind, isNewer)} ${target}, and ${whose(several)}`,
      mend: several.length === 0 ? 'name the record that is meant' : 'name the file that is meant',
    }));
}

function whose(several: readonly string[]): string {
  const [first, ...others] = several.map((one) => basename(one));
  if (first === undefined) return 'no record here has that number';
  const second = others.length === 1 ? others[0] : `${others.length} others`;
  return `${first} and ${second} have that number`;
}

function saidOf(kind: 'supersedes' | 'amends' | 'relates-to', isNewer: boolean): string {
  if (isNewer) return kind;
  return kind === 'amends' ? 'is amended by' : 'is superseded by';
}

export const linkNamesOtherNumber = defineRule({
  id: 'link-names-other-number',
  severity: 'error',
  about: "A link's text names one record's number, and it leads to another record.",
  mend: 'Make text and target the same record.',
  find: ({ subjects }) => {
    const byName = new Map(subjects.map((subject) => [subject.name, subject]));
    return subjects.flatMap(({ name, links }) =>
      links.flatMap((link): Found[] => {
        const target = link.to.kind === 'record' ? byName.get(link.to.subject) : undefined;
        const said = target === undefined ? undefined : otherNumber(link, target);
        return target === undefined || said === undefined
          ? []
          : [
              {
                place: { name, line: link.line, column: link.column },
                what: `${quoted(link.text)} leads to ${basename(target.name)}`,
                mend: 'make the text and the target the same record',
              },
            ];
      }),
    );
  },
});

/** The number that a link's text gives, where the record that it leads to has another. */
function otherNumber({ text }: ResolvedLink, { facts }: Subject): string | undefined {
  const own = new Set([facts.label, ...facts.numbers.map(({ label }) => label)].map(digits));
  const said = numbersIn(text);
  const [only] = said;
  if (only === undefined || said.length > 1 || own.has(digits(only))) return undefined;
  return own.size === 1 && own.has(undefined) ? undefined : only;
}

/** "ADR-0012", "0012", "12. Use X": numbers that can be nothing but a record's. */
function numbersIn(text: string): string[] {
  const prefixed = [...text.matchAll(/\b(?:ADR|Decision)[-_ #]*0*(\d{1,6}[a-z]?)\b/gi)].map(
    ([, number = '']) => number,
  );
  if (prefixed.length > 0) return [...new Set(prefixed.map((one) => one.toLowerCase()))];
  const bare =
    /^\s*#?0*(\d{1,6}[a-z]?)\s*(?:$|[.:](?=\s)|[—–-]\s)/i.exec(text) ?? /^\s*(0\d{2,5})[-_]/.exec(text);
  return bare?.[1] === undefined ? [] : [bare[1]];
}

function digits(label: string | null): string | undefined {
  return label === null ? undefined : /\d+/.exec(label)?.[0].replace(/^0+(?=\d)/, '');
}
