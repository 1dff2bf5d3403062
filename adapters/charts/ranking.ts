import type { BarSeriesOption } from 'echarts/charts';
import type { RankingChart } from '../../src/chart.ts';
import { type Contribution, contributionsOf, reach, roundedOut } from './contributions.ts';
import { textWidth, widest, wrap } from './measure.ts';
import {
  area,
  base,
  cut,
  figureAxis,
  heading,
  type Labels,
  labelFace,
  margin,
  noteAt,
  noteFace,
  type Option,
  type Picture,
  pageWidth,
  rowAxis,
  rowLabels,
  style,
  textHeight,
  tickHeight,
} from './picture.ts';
import { figure, more, signed, tick } from './text.ts';
import { inkOn, type Theme } from './theme.ts';

const labelWidth = 210;
/** For the score at the end of its bar. */
const scoreRoom = 54;
/** The score's part of the page where contributions stand beside it. */
const scoreWidth = 190;
const barThickness = 18;
const columnHeading = 24;
const legendGap = 6;
const swatch = 14;

/** Where things stand on the page. */
interface Layout {
  readonly labels: Labels;
  readonly top: number;
  readonly height: number;
  /** The width of the scores' axis. */
  readonly scores: number;
  /** Where the contributions' axis begins, and its width. */
  readonly left: number;
  readonly width: number;
}

/** Scores as bars, and beside them the points for and against that led to them, stacked. */
export function rankingPicture(chart: RankingChart, theme: Theme): Picture {
  const { shown, left } = cut(chart.candidates);
  const title = heading(chart.title, [more(left, 'candidate', 'candidates')], pageWidth, theme);
  const contributions = contributionsOf(shown);
  const labels = rowLabels(
    shown.map(({ name }) => name),
    labelWidth,
  );
  const layout = layoutOf(labels, title.bottom + columnHeading, shown.length, contributions.length > 0);
  const scores = scorePart(shown, layout, theme);
  if (contributions.length === 0) {
    const option = { ...base(theme), ...scores, title: [title.component, ...scores.title] };
    return { width: pageWidth, height: layout.top + layout.height + tickHeight + margin, option };
  }
  const points = pointsPart(contributions, shown.length, layout, theme);
  return {
    width: pageWidth,
    height: points.bottom + margin,
    option: {
      ...base(theme),
      title: [title.component, ...scores.title, ...points.title],
      grid: [scores.grid, points.grid],
      yAxis: [scores.yAxis, points.yAxis],
      xAxis: [scores.xAxis, points.xAxis],
      legend: points.legend,
      series: [scores.series, ...points.series],
    },
  };
}

function layoutOf(labels: Labels, top: number, rows: number, hasPoints: boolean): Layout {
  const scores = hasPoints ? scoreWidth : pageWidth - labels.right - scoreRoom - margin;
  const left = labels.right + scores + scoreRoom;
  return { labels, top, height: labels.rowHeight * rows, scores, left, width: pageWidth - left - margin };
}

function scorePart(candidates: RankingChart['candidates'], layout: Layout, theme: Theme) {
  const { labels, top, height, scores } = layout;
  const series: BarSeriesOption = {
    type: 'bar',
    silent: true,
    data: candidates.map(({ score }) => score),
    barWidth: barThickness,
    showBackground: true,
    backgroundStyle: { color: theme.track },
    itemStyle: { color: theme.accent, borderRadius: 2 },
    label: {
      ...style({ ...labelFace, isBold: true }, theme.text),
      show: true,
      position: 'right',
      formatter: ({ dataIndex }) => figure(candidates[dataIndex]?.score ?? 0),
    },
  };
  return {
    title: [columnTitle('Score of 100', labels.right, top, theme)],
    grid: area(labels.right, top, scores, height),
    yAxis: rowAxis(labels, theme),
    xAxis: { ...figureAxis(theme), min: 0, max: 100, interval: 25 },
    series,
  };
}

function columnTitle(text: string, left: number, top: number, theme: Theme) {
  return noteAt([text], left, top - columnHeading, theme);
}

function pointsPart(contributions: readonly Contribution[], rows: number, layout: Layout, theme: Theme) {
  const { left, top, width, height, labels } = layout;
  const ends = roundedOut(reach(contributions, rows));
  const scale = width / (ends.max - ends.min);
  const legend = legendOf(contributions, top + height + tickHeight + legendGap, theme);
  return {
    title: [columnTitle('Points against (left of zero) and for (right)', left, top, theme)],
    grid: area(left, top, width, height),
    yAxis: {
      ...rowAxis({ texts: labels.texts.map(() => '') }, theme),
      gridIndex: 1,
      axisLine: { onZero: true, lineStyle: { color: theme.quietText } },
    },
    xAxis: {
      ...figureAxis(theme),
      gridIndex: 1,
      ...ends,
      axisLabel: { ...figureAxis(theme).axisLabel, formatter: tick },
    },
    ...legend,
    series: contributions.map((contribution, at) => pointsSeries(contribution, at, scale, theme)),
  };
}

/** The letter by which a contribution is found in the legend without its colour. */
function letter(at: number): string {
  return String.fromCharCode(65 + at);
}

function pointsSeries({ points }: Contribution, at: number, scale: number, theme: Theme): BarSeriesOption {
  const color = theme.series[at] ?? theme.ended;
  return {
    type: 'bar',
    name: `${at}`,
    silent: true,
    xAxisIndex: 1,
    yAxisIndex: 1,
    stack: 'points',
    barWidth: barThickness,
    data: points.map((own) => (own === 0 ? null : own)),
    itemStyle: { color, borderColor: theme.background, borderWidth: 1 },
    label: {
      ...style(noteFace, inkOn(color)),
      show: true,
      position: 'inside',
      formatter: ({ dataIndex }) => segmentLabel(letter(at), points[dataIndex] ?? 0, scale),
    },
  };
}

/** The letter with the points, the letter alone, or nothing: what fits into the segment. */
function segmentLabel(own: string, points: number, scale: number): string {
  const room = Math.abs(points) * scale - 6;
  return [`${own} ${signed(points)}`, own].find((text) => textWidth(text, noteFace) <= room) ?? '';
}

function legendOf(contributions: readonly Contribution[], top: number, theme: Theme) {
  const room = { width: pageWidth - 2 * margin - swatch - 30, lines: 3 };
  const entries = contributions.map(({ label }, at) => wrap(`${letter(at)}  ${label}`, noteFace, room));
  const height = entries.reduce(
    (sum, lines) => sum + Math.max(swatch, textHeight(lines.length, noteFace)),
    0,
  );
  const legend: Option['legend'] = {
    orient: 'vertical',
    left: margin,
    top,
    padding: 0,
    itemGap: legendGap,
    itemWidth: swatch,
    itemHeight: swatch,
    icon: 'rect',
    width: Math.ceil(widest(entries.flat(), noteFace)) + swatch + 10,
    data: contributions.map((_, at) => `${at}`),
    formatter: (name) => entries[Number(name)]?.join('\n') ?? '',
    textStyle: style(noteFace, theme.text),
  };
  return { legend, bottom: top + height + legendGap * entries.length };
}
