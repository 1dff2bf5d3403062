import type { Chart } from '../../src/chart.ts';
import { AdvisorError } from '../../src/errors.ts';
import { plain } from './text.ts';

/** Sums and distances of larger ones would not be numbers any more. */
const maxFigure = 1e100;

/** Throws an AdvisorError for a chart that has nothing to draw, or something that cannot be drawn. */
export function checkChart(chart: Chart): void {
  const missing = missingPart(chart);
  if (missing !== undefined) refuse(chart, `there is nothing to draw; it needs at least one ${missing}`);
  if (!figuresOf(chart).every((own) => Math.abs(own) <= maxFigure)) {
    refuse(chart, 'a figure is no number that can be drawn; correct it');
  }
  for (const { name, min, max } of chart.kind === 'bars' ? chart.bars : []) {
    if (min > max)
      refuse(chart, `the range of "${plain(name).slice(0, 80)}" ends before it begins; swap its ends`);
  }
  for (const { name, date } of chart.kind === 'timeline' ? chart.records : []) {
    if (!isDate(date))
      refuse(chart, `record ${plain(name).slice(0, 80)} has no date of the form YYYY-MM-DD; give it one`);
  }
}

function refuse(chart: Chart, why: string): never {
  throw new AdvisorError('invalid', `chart "${plain(chart.title).slice(0, 80)}": ${why}`);
}

function missingPart(chart: Chart): string | undefined {
  switch (chart.kind) {
    case 'ranking':
      return chart.candidates.length === 0 ? 'candidate' : undefined;
    case 'stars':
      if (chart.candidates.length === 0) return 'candidate';
      return chart.criteria.length === 0 ? 'criterion' : undefined;
    case 'bars':
      return chart.bars.length === 0 ? 'bar' : undefined;
    case 'timeline':
      return chart.records.length === 0 ? 'record' : undefined;
  }
}

function figuresOf(chart: Chart): number[] {
  switch (chart.kind) {
    case 'ranking':
      return chart.candidates.flatMap(({ score, contributions }) => [
        score,
        ...contributions.map(({ points }) => points),
      ]);
    case 'stars':
      return chart.criteria.flatMap(({ stars }) => stars.filter((own) => own !== null));
    case 'bars':
      return chart.bars.flatMap(({ min, max }) => [min, max]);
    case 'timeline':
      return [];
  }
}

function isDate(date: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date));
}
