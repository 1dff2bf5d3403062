import type { CustomSeriesOption } from 'echarts/charts';
import type { BarsChart } from '../../src/chart.ts';
import { barsAxis } from './alt.ts';
import { textWidth, wrap } from './measure.ts';
import {
  area,
  base,
  cut,
  drawnStyle,
  figureAxis,
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
  textHeight,
  tickHeight,
} from './picture.ts';
import { more, span, tick } from './text.ts';
import type { Theme } from './theme.ts';

type Bar = BarsChart['bars'][number];

const labelWidth = 230;
/** From a bar to its figure. */
const figureGap = 8;
/** A bar stays visible beside one that is a thousand times as long. */
const minBarWidth = 3;
const barThickness = 18;
/** From the axis's name to the bars. */
const axisGap = 8;
const mixedNote =
  'A bar that begins at zero is one figure; one that floats goes from the lowest to the highest.';

/** Figures of one unit: a bar from zero for a single one, a floating bar for a range. */
export function barsPicture(chart: BarsChart, theme: Theme): Picture {
  const { shown, left } = cut(chart.bars);
  const title = heading(chart.title, [more(left, 'bar', 'bars')], pageWidth, theme);
  const labels = rowLabels(
    shown.map(({ name }) => name),
    labelWidth,
  );
  const axis = wrap(barsAxis(chart), noteFace, { width: pageWidth - labels.right - margin, lines: 2 });
  const top = title.bottom + textHeight(axis.length, noteFace) + axisGap;
  const height = labels.rowHeight * shown.length;
  const right = margin + figureGap + Math.max(...shown.map((bar) => textWidth(span(bar), labelFace)));
  const note = noteOn(shown, top + height + tickHeight, theme);
  return {
    width: pageWidth,
    height: note.bottom + margin,
    option: {
      ...base(theme),
      title: [title.component, noteAt(axis, labels.right, title.bottom, theme), note.component],
      grid: area(labels.right, top, pageWidth - labels.right - right, height),
      yAxis: rowAxis(labels, theme),
      xAxis: { ...figureAxis(theme), axisLabel: { ...figureAxis(theme).axisLabel, formatter: tick } },
      series: barSeries(shown, theme),
    },
  };
}

/** How to read the bars, where there are both kinds. */
function noteOn(bars: readonly Bar[], top: number, theme: Theme) {
  const lines = isMixed(bars) ? wrap(mixedNote, noteFace, { width: pageWidth - 2 * margin, lines: 2 }) : [];
  return { component: noteAt(lines, margin, top, theme), bottom: top + textHeight(lines.length, noteFace) };
}

function isMixed(bars: readonly Bar[]): boolean {
  return new Set(bars.map(({ min, max }) => min === max)).size === 2;
}

function start({ min, max }: Bar): number {
  return min === max ? Math.min(0, min) : min;
}

function end({ min, max }: Bar): number {
  return min === max ? Math.max(0, max) : max;
}

function barSeries(bars: readonly Bar[], theme: Theme): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    encode: { x: [1, 2], y: 0 },
    data: bars.map((bar, row) => [row, start(bar), end(bar)]),
    renderItem: ({ dataIndex }, { coord }) => {
      const bar = bars[dataIndex];
      if (bar === undefined) return null;
      const [from = 0, y = 0] = coord([start(bar), dataIndex]);
      const [to = 0] = coord([end(bar), dataIndex]);
      return { type: 'group', children: [bodyOf(from, to, y, theme), figureOf(bar, to, y, theme)] };
    },
  };
}

function bodyOf(from: number, to: number, y: number, { accent }: Theme) {
  return {
    type: 'rect' as const,
    shape: {
      x: from,
      y: y - barThickness / 2,
      width: Math.max(minBarWidth, to - from),
      height: barThickness,
      r: 2,
    },
    style: { fill: accent },
  };
}

function figureOf(bar: Bar, to: number, y: number, { text, background }: Theme) {
  return {
    type: 'text' as const,
    x: to + figureGap,
    y: y - (labelFace.size * leading) / 2,
    // The axis's lines would cross the figure out.
    style: { ...drawnStyle(labelFace, text), text: span(bar), backgroundColor: background },
  };
}
