import type { BarSeriesOption, CustomSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TitleComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { fontFamily } from './fonts.ts';
import { maxLines, maxRows } from './limits.ts';
import { type Face, widest, wrap } from './measure.ts';
import { plain } from './text.ts';
import type { Theme } from './theme.ts';

/** What echarts is asked to draw. */
export type Option = ComposeOption<
  BarSeriesOption | CustomSeriesOption | GridComponentOption | LegendComponentOption | TitleComponentOption
>;

/** A drawing before it is drawn. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly option: Option;
}

export const pageWidth = 800;
export const margin = 20;

export const titleFace: Face = { size: 18, isBold: true };
export const labelFace: Face = { size: 13 };
export const noteFace: Face = { size: 12 };

/** Of the font size, from one line to the next. */
export const leading = 1.3;
const rowPadding = 14;
/** For the figures or dates under an axis. */
export const tickHeight = 28;
/** Between the labels and what they label. */
const labelGap = 10;

/** The height of a text of so many lines. */
export function textHeight(lines: number, { size }: Face): number {
  return Math.ceil(lines * size * leading);
}

/** A line's style in echarts' words. */
export function style({ size, isBold = false }: Face, color: string) {
  const weight: 'bold' | 'normal' = isBold ? 'bold' : 'normal';
  return { color, fontSize: size, fontWeight: weight, fontFamily, lineHeight: size * leading };
}

/** The same for a text in a custom series, where echarts calls the colour `fill`. */
export function drawnStyle(face: Face, color: string) {
  const { color: fill, ...rest } = style(face, color);
  return { fill, ...rest };
}

/** The rows that are drawn, and how many are not. */
export function cut<Row>(rows: readonly Row[], most = maxRows): { shown: readonly Row[]; left: number } {
  return { shown: rows.slice(0, most), left: Math.max(0, rows.length - most) };
}

/** A text at a place of the page. */
interface Note {
  readonly lines: readonly string[];
  readonly left: number;
  readonly top: number;
}

/** A title component is how echarts draws a text that belongs to no series. */
function noted({ lines, left, top }: Note, face: Face, color: string) {
  return {
    text: lines.join('\n'),
    left,
    top,
    padding: 0,
    textStyle: style(face, color),
  };
}

/** A note in the quiet colour. */
export function noteAt(lines: readonly string[], left: number, top: number, { quietText }: Theme) {
  return noted({ lines, left, top }, noteFace, quietText);
}

/** The title with what was left out, wrapped, and where the rest of the page begins. */
export function heading(title: string, leftOut: readonly string[], width: number, { text }: Theme) {
  const said = leftOut.filter((part) => part !== '').join(', ');
  const suffix = said === '' ? '' : ` (${said})`;
  const room = { width: width - 2 * margin - widest([suffix], titleFace), lines: maxLines };
  const lines = wrap(plain(title), titleFace, room);
  lines.push(`${lines.pop() ?? ''}${suffix}`);
  return {
    component: noted({ lines, left: margin, top: margin }, titleFace, text),
    bottom: margin + textHeight(lines.length, titleFace) + 14,
  };
}

/** The labels of rows, wrapped: all rows are as high as the highest label needs. */
export interface Labels {
  readonly texts: readonly string[];
  /** Where the rows' content begins. */
  readonly right: number;
  readonly rowHeight: number;
}

/** Labels of rows within a width in pixels, and where what they label begins. */
export function rowLabels(names: readonly string[], width: number): Labels {
  const wrapped = names.map((name) => wrap(plain(name), labelFace, { width, lines: maxLines }));
  const lines = Math.max(1, ...wrapped.map((label) => label.length));
  return {
    texts: wrapped.map((label) => label.join('\n')),
    right: margin + Math.ceil(widest(wrapped.flat(), labelFace)) + labelGap,
    rowHeight: textHeight(lines, labelFace) + rowPadding,
  };
}

/** The axis of the rows, the first on top. Categories are numbers, so that equal or odd names do no harm. */
export function rowAxis({ texts }: Pick<Labels, 'texts'>, { text, line }: Theme) {
  return {
    type: 'category' as const,
    inverse: true,
    data: texts.map((_, index) => `${index}`),
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: {
      ...style(labelFace, text),
      interval: 0,
      margin: labelGap,
      formatter: (_value: string, index: number) => texts[index] ?? '',
    },
  };
}

/** An axis of figures. */
export function figureAxis({ quietText, line }: Theme) {
  return {
    type: 'value' as const,
    splitLine: { lineStyle: { color: line } },
    axisLabel: { ...style(noteFace, quietText), hideOverlap: true },
    nameTextStyle: style(noteFace, quietText),
  };
}

/** The part of the page that axes and series lie in, exactly there. */
export function area(left: number, top: number, width: number, height: number) {
  return { left, top, width, height, outerBoundsMode: 'none' as const };
}

/** What all pictures have in common. */
export function base({ background }: Theme) {
  return {
    animation: false,
    backgroundColor: background,
    textStyle: { fontFamily },
  };
}
