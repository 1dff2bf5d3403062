import type { CustomSeriesOption } from 'echarts/charts';
import type { StarsChart } from '../../src/chart.ts';
import { maxColumns, maxLines } from './limits.ts';
import { wrap } from './measure.ts';
import {
  area,
  base,
  cut,
  drawnStyle,
  heading,
  labelFace,
  leading,
  margin,
  noteAt,
  noteFace,
  type Picture,
  pageWidth,
  rowAxis,
  rowLabels,
  style,
  textHeight,
} from './picture.ts';
import { figure, more, plain } from './text.ts';
import { inkOn, type Theme } from './theme.ts';

interface Cell {
  readonly row: number;
  readonly column: number;
  readonly stars: number | null;
}

const labelWidth = 210;
const minColumnWidth = 84;
const maxColumnWidth = 140;
const cellGap = 2;
const headerGap = 8;
const numberFace = { size: 15, isBold: true };
const key = 'Stars from 1 to 5; – is not rated.';

/** A matrix: the number stands in each cell, so that nobody has to read the colour. */
export function starsPicture(chart: StarsChart, theme: Theme): Picture {
  const rows = cut(chart.criteria);
  const columns = cut(chart.candidates, maxColumns);
  const labels = rowLabels(
    rows.shown.map(({ name }) => name),
    labelWidth,
  );
  const columnWidth = columnWidthFor(columns.shown.length, labels.right);
  const matrixWidth = columnWidth * columns.shown.length;
  const width = Math.max(pageWidth, labels.right + matrixWidth + margin);
  const leftOut = [more(rows.left, 'criterion', 'criteria'), more(columns.left, 'candidate', 'candidates')];
  const title = heading(chart.title, leftOut, width, theme);
  const names = columnNames(columns.shown, columnWidth);
  const top = title.bottom + names.height;
  const height = Math.max(labels.rowHeight, 40) * rows.shown.length;
  return {
    width,
    height: top + height + 10 + textHeight(1, noteFace) + margin,
    option: {
      ...base(theme),
      title: [title.component, noteAt([key], margin, top + height + 10, theme)],
      grid: area(labels.right, top, matrixWidth, height),
      yAxis: { ...rowAxis(labels, theme), axisLine: { show: false } },
      xAxis: columnAxis(names.texts, theme),
      series: cellSeries(
        cellsOf(rows.shown, columns.shown),
        { columnWidth, rowHeight: height / rows.shown.length },
        theme,
      ),
    },
  };
}

function columnWidthFor(count: number, left: number): number {
  const even = Math.floor((pageWidth - left - margin) / count);
  return Math.min(maxColumnWidth, Math.max(minColumnWidth, even));
}

function columnNames(candidates: readonly string[], columnWidth: number) {
  const wrapped = candidates.map((name) =>
    wrap(plain(name), labelFace, { width: columnWidth - 10, lines: maxLines }),
  );
  const lines = Math.max(1, ...wrapped.map((name) => name.length));
  return { texts: wrapped.map((name) => name.join('\n')), height: textHeight(lines, labelFace) + headerGap };
}

function columnAxis(texts: readonly string[], { text }: Theme) {
  return {
    type: 'category' as const,
    position: 'top' as const,
    data: texts.map((_, index) => `${index}`),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...style(labelFace, text),
      interval: 0,
      margin: headerGap,
      formatter: (_value: string, index: number) => texts[index] ?? '',
    },
  };
}

function cellsOf(criteria: StarsChart['criteria'], candidates: readonly string[]): Cell[] {
  return criteria.flatMap(({ stars }, row) =>
    candidates.map((_, column) => ({ row, column, stars: stars[column] ?? null })),
  );
}

interface CellSize {
  readonly columnWidth: number;
  readonly rowHeight: number;
}

function cellSeries(cells: readonly Cell[], size: CellSize, theme: Theme): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    encode: { x: 0, y: 1 },
    data: cells.map(({ row, column }) => [column, row]),
    renderItem: ({ dataIndex }, { coord }) => {
      const cell = cells[dataIndex];
      if (cell === undefined) return null;
      const [x = 0, y = 0] = coord([cell.column, cell.row]);
      const fill = colourOf(cell, theme);
      return { type: 'group', children: [box(x, y, size, fill, theme), numberIn(cell, x, y, fill, theme)] };
    },
  };
}

function colourOf({ stars }: Cell, { background, stars: scale }: Theme): string {
  if (stars === null) return background;
  return scale[Math.min(5, Math.max(1, Math.round(stars))) - 1] ?? background;
}

function box(x: number, y: number, { columnWidth, rowHeight }: CellSize, fill: string, { line }: Theme) {
  const width = columnWidth - 2 * cellGap;
  const height = rowHeight - 2 * cellGap;
  return {
    type: 'rect' as const,
    shape: { x: x - width / 2, y: y - height / 2, width, height, r: 3 },
    style: { fill, stroke: line, lineWidth: 1 },
  };
}

function numberIn({ stars }: Cell, x: number, y: number, fill: string, { quietText }: Theme) {
  const [text, color] = stars === null ? ['–', quietText] : [figure(stars), inkOn(fill)];
  return {
    type: 'text' as const,
    x,
    y: y - (numberFace.size * leading) / 2,
    style: { ...drawnStyle(numberFace, color), text, align: 'center' as const },
  };
}
