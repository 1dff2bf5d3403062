import type { Theme } from './theme.ts';

/** A place in a picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const radius = 7;
const head = 8;
/** Nearer than this there is no room for a corner. */
const minElbow = radius + head + 6;

/** A status by its shape, too: filled for what holds, hollow for what is open, a cross for what was refused. */
export function markerOf(status: string, { x, y }: Point, theme: Theme) {
  const circle = { cx: x, cy: y, r: radius };
  const square = { x: x - radius + 1, y: y - radius + 1, width: 2 * radius - 2, height: 2 * radius - 2 };
  switch (status) {
    case 'accepted':
      return { type: 'circle' as const, shape: circle, style: { fill: theme.accent } };
    case 'draft':
    case 'proposed':
      return { type: 'circle' as const, shape: circle, style: hollow(theme.accent, theme) };
    case 'superseded':
      return { type: 'circle' as const, shape: circle, style: hollow(theme.ended, theme) };
    case 'deprecated':
      return { type: 'rect' as const, shape: square, style: hollow(theme.ended, theme) };
    case 'rejected':
    case 'withdrawn':
      return cross({ x, y }, theme);
    default:
      // A status of an imported record, in whatever words.
      return { type: 'rect' as const, shape: square, style: { fill: theme.ended } };
  }
}

function hollow(stroke: string, { background }: Theme) {
  return { fill: background, stroke, lineWidth: 2.5 };
}

function cross({ x, y }: Point, { ended, background }: Theme) {
  const arm = radius - 1;
  const line = (from: number, to: number) => ({
    type: 'line' as const,
    shape: { x1: x - arm, y1: y + from, x2: x + arm, y2: y + to },
    style: { stroke: ended, lineWidth: 3 },
  });
  // The row's line would strike the cross through.
  const ground = { type: 'circle' as const, shape: { cx: x, cy: y, r: radius }, style: { fill: background } };
  return { type: 'group' as const, children: [ground, line(-arm, arm), line(arm, -arm)] };
}

/**
 * An arrow from a record to the one that it took the place of. It goes up to the old one's row and then along it,
 * so that the part along the row is the time for which the old one held.
 */
export function replacement(by: Point, old: Point, stroke: string) {
  const corner = Math.abs(by.x - old.x) >= minElbow ? { x: by.x, y: old.y } : by;
  const tip = towards(old, corner, radius + 2);
  const shaftEnd = towards(tip, corner, head / 2);
  const points = [towards(by, corner === by ? old : corner, radius), corner, shaftEnd];
  return {
    type: 'group' as const,
    children: [
      {
        type: 'polyline' as const,
        shape: { points: (corner === by ? [points[0] ?? by, shaftEnd] : points).map(({ x, y }) => [x, y]) },
        style: { stroke, fill: 'none', lineWidth: 2 },
      },
      { type: 'polygon' as const, shape: { points: arrowHead(tip, corner) }, style: { fill: stroke } },
    ],
  };
}

/** A point so many pixels from one towards another. */
function towards(from: Point, to: Point, pixels: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * pixels) / length, y: from.y + ((to.y - from.y) * pixels) / length };
}

function arrowHead(tip: Point, from: Point): number[][] {
  const foot = towards(tip, from, head);
  const [dx, dy] = [(foot.x - tip.x) / 2, (foot.y - tip.y) / 2];
  return [
    [tip.x, tip.y],
    [foot.x - dy, foot.y + dx],
    [foot.x + dy, foot.y - dx],
  ];
}
