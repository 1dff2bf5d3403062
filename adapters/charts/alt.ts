import type { BarsChart, Chart, RankingChart, StarsChart, TimelineChart } from '../../src/chart.ts';
import { maxAltCharacters } from './limits.ts';
import { figure, more, plain, signed, span } from './text.ts';

/** Characters of one name or label: no single one takes the room of the others. */
const maxPart = 60;
/** Contributions that are told of a candidate. */
const toldContributions = 2;

/** The chart in words, for those who cannot see it: its title and what it shows, as much as is short. */
export function altText(chart: Chart): string {
  const start = `${part(chart.title, 150)}${/[.!?:]$/.test(plain(chart.title)) ? '' : '.'} ${introduction(chart)}`;
  const items = itemsOf(chart);
  return items.length === 0 ? `${start} nothing.` : told(start, items);
}

/** As many items as fit, and how many are left. */
function told(start: string, items: readonly string[]): string {
  const whole = `${start} ${items.join('; ')}.`;
  if (whole.length <= maxAltCharacters) return whole;
  let text = `${start} ${items[0]}`;
  for (let next = 1; ; next += 1) {
    const end = `; ${more(items.length - next, 'row', 'rows')}.`;
    const longer = `${text}; ${items[next]}`;
    if (longer.length + end.length > maxAltCharacters)
      return text.slice(0, maxAltCharacters - end.length) + end;
    text = longer;
  }
}

function introduction(chart: Chart): string {
  switch (chart.kind) {
    case 'ranking':
      return 'Scores of 100:';
    case 'stars':
      return 'Stars of 5:';
    case 'bars':
      return `${part(barsAxis(chart), 120)}:`;
    case 'timeline':
      return 'Records by date:';
  }
}

function itemsOf(chart: Chart): string[] {
  switch (chart.kind) {
    case 'ranking':
      return chart.candidates.map(tellCandidate);
    case 'stars':
      return chart.criteria.map((criterion) => tellCriterion(criterion, chart.candidates));
    case 'bars':
      return chart.bars.map((bar) => `${part(bar.name)} ${span(bar)}`);
    case 'timeline':
      return [...chart.records].sort(byDate).map(tellRecord);
  }
}

/** What the bars show, and which end is the better one. */
export function barsAxis({ unit, better }: BarsChart): string {
  return better === undefined ? plain(unit) : `${plain(unit)} (${better} is better)`;
}

function byDate(one: { readonly date: string }, other: { readonly date: string }): number {
  return one.date.localeCompare(other.date);
}

function tellCandidate({ name, score, contributions }: RankingChart['candidates'][number]): string {
  const strongest = [...contributions]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, toldContributions)
    .map(({ label, points }) => `${part(label)} ${signed(points)}`);
  return `${part(name)} ${figure(score)}${strongest.length > 0 ? ` (${strongest.join(', ')})` : ''}`;
}

function tellCriterion(criterion: StarsChart['criteria'][number], candidates: readonly string[]): string {
  const stars = candidates.map((name, at) => `${part(name)} ${criterion.stars[at] ?? 'not rated'}`);
  return `${part(criterion.name)}: ${stars.join(', ')}`;
}

function tellRecord({ date, name, title, status, supersedes }: TimelineChart['records'][number]): string {
  const instead =
    supersedes.length > 0
      ? `, in place of ${supersedes
          .slice(0, 5)
          .map((one) => part(one))
          .join(', ')}`
      : '';
  return `${date} ${part(name)} ${part(title)} (${part(status)}${instead})`;
}

function part(text: string, length = maxPart): string {
  const whole = plain(text);
  return whole.length <= length
    ? whole
    : `${whole
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
