import type { Answer } from '../answers/answer.ts';
import type { Chart } from '../chart.ts';
import { formatFigure } from '../knowledge/figures.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Table } from '../knowledge/table-schema.ts';
import type { ChartReply } from '../reply.ts';

/** The chart behind an answer that rests on a table with figures; undefined where there is none. */
export function chartOfAnswer(knowledge: Knowledge, answer: Answer): ChartReply | undefined {
  const [tableId, , columnId] = (answer.sources.find((id) => id.includes(':')) ?? '').split(':');
  const table = knowledge.tables.find(({ id }) => id === tableId);
  if (table === undefined) return undefined;
  return starsOf(table) ?? barsOf(table, columnId);
}

/** A table of stars as a matrix. */
export function starsOf(table: Table): ChartReply | undefined {
  if (!table.columns.some(({ unit }) => unit === 'stars')) return undefined;
  const candidates = table.columns.map(({ label }) => label);
  const criteria = table.rows.map((row) => ({
    name: row.label,
    stars: table.columns.map(({ id }) => {
      const cell = table.cells[row.id]?.[id];
      return cell !== undefined && 'value' in cell ? (cell.value ?? null) : null;
    }),
  }));
  const alt = criteria
    .map(
      ({ name, stars }) => `${name}: ${candidates.map((one, at) => `${one} ${stars[at] ?? '-'}`).join(', ')}`,
    )
    .join('; ');
  return { kind: 'chart', chart: { kind: 'stars', title: table.title, candidates, criteria }, alt };
}

function barsOf(table: Table, columnId: string | undefined): ChartReply | undefined {
  const column =
    table.columns.find(({ id }) => id === columnId) ?? table.columns.find(({ unit }) => unit !== undefined);
  const unit = column?.unit;
  if (column === undefined || unit === undefined) return undefined;
  const texts: string[] = [];
  const bars = table.rows.flatMap((row) => {
    const cell = table.cells[row.id]?.[column.id];
    if (cell === undefined || 'text' in cell) return [];
    const [min, max] = [cell.value ?? cell.min, cell.value ?? cell.max];
    if (min === undefined || max === undefined) return [];
    texts.push(`${row.label} ${formatFigure(cell, unit)}`);
    return [{ name: row.label, min, max }];
  });
  if (bars.length < 2) return undefined;
  const title = `${table.title}: ${column.label}`;
  const chart: Chart = { kind: 'bars', title, unit, better: column.better, bars };
  return { kind: 'chart', chart, alt: `${title}. ${texts.join(', ')}.` };
}
