import type { Figure } from './schema.ts';
import type { Cell } from './table-schema.ts';

type FigureLike = Pick<Figure, 'value' | 'min' | 'max' | 'bound'>;

/** A number as people write it: 18k, 2M, 9,800, 2.1. */
export function formatNumber(value: number): string {
  if (value >= 1_000_000 && value % 100_000 === 0) return `${value / 1_000_000}M`;
  if (value >= 10_000 && value % 1_000 === 0) return `${value / 1_000}k`;
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A figure with its unit: `10-40x`, `~2 KB`, `3,000+ req/s`, `5/5`. */
export function formatFigure(figure: FigureLike, unit: string): string {
  const number =
    figure.value === undefined
      ? `${formatNumber(figure.min ?? 0)}-${formatNumber(figure.max ?? 0)}`
      : formatNumber(figure.value);
  const withUnit =
    unit === 'stars'
      ? `${number}/5`
      : unit === 'x' || unit === '%'
        ? `${number}${unit}`
        : `${number} ${unit}`;
  switch (figure.bound) {
    case 'exact':
      return withUnit;
    case 'about':
      return `~${withUnit}`;
    case 'at-least':
      return withUnit.replace(number, `${number}+`);
    case 'at-most':
      return `<${withUnit}`;
  }
}

/** A table cell as text. */
export function formatCell(cell: Cell, columnUnit: string | undefined): string {
  if ('text' in cell) return cell.text;
  const figure = formatFigure(cell, cell.unit ?? columnUnit ?? '');
  return cell.note === undefined ? figure : `${figure} (${cell.note})`;
}
