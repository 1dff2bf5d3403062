import { html } from 'hono/html';
import type { Chart } from '../../../src/chart.ts';
import type { ChartReply } from '../../../src/reply.ts';
import { type Html, unfold } from '../html.ts';
import { chartTable } from './chart-table.ts';
import { scrolling } from './comparison.ts';
import type { RenderContext } from './context.ts';

/** A chart of a conversation, and the same as a table. */
export function renderChart({ chart, alt }: ChartReply, { turn, index, revision }: RenderContext): Html {
  return chartFigure(chart, alt, (theme) => `/chart/${turn}/${index}/${theme}.svg?v=${revision}`);
}

/** A picture that follows the light or the dark, and the same as a table. */
export function chartFigure(chart: Chart, alt: string, address: (theme: 'light' | 'dark') => string): Html {
  const picture = html`<picture><source media="(prefers-color-scheme: dark)" srcset="${address('dark')}"><img src="${address('light')}" alt="${alt}" loading="lazy"></picture>`;
  return html`<figure><figcaption class="unseen">${chart.title}</figcaption>${scrolling(chart.title, picture)}${unfold('The same as a table', chartTable(chart))}</figure>`;
}
