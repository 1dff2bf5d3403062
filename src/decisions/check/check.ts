import type { Finding, Place } from './finding.ts';
import { type RuleId, rules } from './registry.ts';
import type { Settings } from './settings.ts';
import type { Checked } from './subject.ts';

/** What all rules find that are not off, in the order of places; what is ignored may be named and is not told of. */
export function check(
  checked: Checked,
  { severities }: Pick<Settings, 'severities'>,
  isIgnored: (name: string) => boolean = () => false,
): Finding<RuleId>[] {
  const found = rules.flatMap((rule): Finding<RuleId>[] => {
    const severity = severities.get(rule.id) ?? rule.severity;
    return severity === 'off' ? [] : rule.find(checked).map((one) => ({ ...one, rule: rule.id, severity }));
  });
  const unique = new Map(found.map((one) => [`${keyOf(one.place)} ${one.rule} ${one.what}`, one]));
  return [...unique.values()].filter(({ place }) => !isIgnored(place.name)).sort(byPlace);
}

function byPlace(a: Finding<RuleId>, b: Finding<RuleId>): number {
  return (
    compare(a.place.name, b.place.name) ||
    a.place.line - b.place.line ||
    (a.place.column ?? 0) - (b.place.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.what, b.what)
  );
}

function keyOf({ name, line, column = 0 }: Place): string {
  return `${name}\n${line}\n${column}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
