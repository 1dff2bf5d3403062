import type { CustomSeriesOption } from 'echarts/charts';
import type { TimelineChart } from '../../src/chart.ts';
import { maxRows } from './limits.ts';
import { clip, widest } from './measure.ts';
import {
  area,
  base,
  heading,
  margin,
  noteFace,
  type Picture,
  pageWidth,
  rowAxis,
  rowLabels,
  style,
  textHeight,
  tickHeight,
} from './picture.ts';
import { more, plain } from './text.ts';
import type { Theme } from './theme.ts';
import { markerOf, type Point, replacement } from './timeline-shapes.ts';

type TimelineRecord = TimelineChart['records'][number];

const labelWidth = 250;
const statusWidth = 130;
const dayMs = 86_400_000;

/** Records by date, the oldest on top, of one day as they are given: marker and words for the status, a line from a record to what it replaced. */
export function timelinePicture(chart: TimelineChart, theme: Theme): Picture {
  const sorted = [...chart.records].sort((a, b) => a.date.localeCompare(b.date));
  // What is in force is among the newest.
  const records = sorted.slice(-maxRows);
  const title = heading(
    chart.title,
    [more(sorted.length - records.length, 'older record', 'older records')],
    pageWidth,
    theme,
  );
  const states = records.map(stateOf);
  const labels = rowLabels(
    records.map((record) => `${record.name} ${record.title}`),
    labelWidth,
  );
  const rowHeight = Math.max(
    labels.rowHeight,
    textHeight(Math.max(...states.map((lines) => lines.length)), noteFace) + 12,
  );
  const right = margin + widest(states.flat(), noteFace) + 14;
  const height = rowHeight * records.length;
  return {
    width: pageWidth,
    height: title.bottom + height + tickHeight + margin,
    option: {
      ...base(theme),
      title: title.component,
      grid: area(labels.right, title.bottom, pageWidth - labels.right - right, height),
      yAxis: [rowAxis(labels, theme), stateAxis(states, theme)],
      xAxis: dateAxis(records, theme),
      series: [
        rowLines(records, labels.right, pageWidth - right, theme),
        replacements(records, theme),
        markers(records, theme),
      ],
    },
  };
}

function stateOf({ status, date, supersedes }: TimelineRecord): string[] {
  const lines = [clip(plain(status), noteFace, statusWidth), date];
  if (supersedes.length > 0) lines.push(clip(`replaces ${supersedes.join(', ')}`, noteFace, statusWidth));
  return lines;
}

/** The status and the date at the right, where no line crosses them. */
function stateAxis(states: readonly (readonly string[])[], theme: Theme) {
  const texts = states.map((lines) => lines.join('\n'));
  const axis = rowAxis({ texts }, theme);
  return {
    ...axis,
    position: 'right' as const,
    axisLine: { show: false },
    axisLabel: { ...axis.axisLabel, ...style(noteFace, theme.quietText) },
  };
}

function dateAxis(records: readonly TimelineRecord[], { quietText, line }: Theme) {
  const dates = records.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  const room = Math.max(dayMs, (last - first) * 0.05);
  const length = last - first > 3 * 365 * dayMs ? 4 : last - first > 90 * dayMs ? 7 : 10;
  return {
    type: 'time' as const,
    min: first - room,
    max: last + room,
    splitLine: { show: false },
    axisLine: { lineStyle: { color: line } },
    axisLabel: {
      ...style(noteFace, quietText),
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (time: number) => new Date(time).toISOString().slice(0, length),
    },
  };
}

/** A thin line through each row, from its label to its status. */
function rowLines(
  records: readonly TimelineRecord[],
  from: number,
  to: number,
  { line }: Theme,
): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    data: positions(records),
    renderItem: ({ dataIndex }, { coord }) => {
      const [, y = 0] = coord([0, dataIndex]);
      return {
        type: 'line',
        shape: { x1: from, x2: to, y1: y, y2: y },
        style: { stroke: line, lineWidth: 1 },
      };
    },
  };
}

function positions(records: readonly TimelineRecord[]): number[][] {
  return records.map(({ date }, row) => [Date.parse(date), row]);
}

function markers(records: readonly TimelineRecord[], theme: Theme): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    data: positions(records),
    renderItem: ({ dataIndex }, { coord }) => {
      const record = records[dataIndex];
      if (record === undefined) return null;
      const [x = 0, y = 0] = coord([Date.parse(record.date), dataIndex]);
      return markerOf(record.status, { x, y }, theme);
    },
  };
}

/** The pairs of rows of which the first took the place of the second; records that are not drawn have none. */
function replaced(records: readonly TimelineRecord[]): [number, number][] {
  const rows = new Map(records.map(({ name }, row) => [name, row]));
  return records.flatMap(({ supersedes }, row) =>
    supersedes.flatMap((name): [number, number][] => {
      const old = rows.get(name);
      return old === undefined || old === row ? [] : [[row, old]];
    }),
  );
}

function replacements(records: readonly TimelineRecord[], { arrow }: Theme): CustomSeriesOption {
  const pairs = replaced(records);
  const dateOf = (row: number) => Date.parse(records[row]?.date ?? '');
  return {
    type: 'custom',
    silent: true,
    data: pairs.map(([by, old]) => [dateOf(by), by, dateOf(old), old]),
    renderItem: ({ dataIndex }, { coord }) => {
      const pair = pairs[dataIndex];
      if (pair === undefined) return null;
      const [by, old] = pair.map((row): Point => {
        const [x = 0, y = 0] = coord([dateOf(row), row]);
        return { x, y };
      });
      return by === undefined || old === undefined ? null : replacement(by, old, arrow);
    },
  };
}
