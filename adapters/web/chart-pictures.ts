import type { Chart } from '../../src/chart.ts';
import { keptCharts } from './limits.ts';
import { createOnce } from './run-once.ts';

/** A drawn chart. */
export interface Picture {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Draws a chart; what it takes is loaded with the first one. */
export type DrawChart = (
  chart: Chart,
  options: { readonly theme: 'light' | 'dark'; readonly format: 'svg' | 'png' },
) => Promise<Picture>;

/** Draws a chart for the page, or takes it from what was drawn lately. */
export type Pictures = (chart: Chart, theme: string) => Promise<Picture> | undefined;

/** Charts as the page shows them; undefined for a theme that there is not. */
export function createPictures(draw: DrawChart): Pictures {
  const once = createOnce<Picture>(keptCharts);
  return (chart, theme) => {
    if (theme !== 'light' && theme !== 'dark') return undefined;
    return once(JSON.stringify([theme, chart]), () => draw(chart, { theme, format: 'svg' }));
  };
}
