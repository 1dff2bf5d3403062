import { Resvg } from '@resvg/resvg-js';
import { BarChart, CustomChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from '../../src/chart.ts';
import { bundledFamily, fontFiles } from './fonts.ts';
import type { Drawing, DrawOptions } from './job.ts';
import { pngScale } from './limits.ts';
import { boxed, textWidth } from './measure.ts';
import { pictureOf } from './options.ts';
import { themes } from './theme.ts';

use([BarChart, CustomChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);
// Without a canvas echarts guesses widths; with the font's own its layout is that of the drawing.
setPlatformAPI({
  measureText: (text, font = '') => ({
    width: textWidth(text, {
      size: Number(/([\d.]+)px/.exec(font)?.[1] ?? 12),
      isBold: /bold/.test(font),
    }),
  }),
});

/** Draws a chart where it is called; `drawChart` does it in a process of its own. */
export function paint(chart: Chart, { theme, format }: DrawOptions): Drawing {
  const svg = svgOf(chart, theme);
  return format === 'svg'
    ? { contentType: 'image/svg+xml', bytes: Buffer.from(svg) }
    : { contentType: 'image/png', bytes: pngOf(svg) };
}

function svgOf(chart: Chart, theme: DrawOptions['theme']): string {
  const { width, height, option } = pictureOf(chart, themes[theme]);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawing.setOption({ ...option, useUTC: true });
    return withoutMarks(drawing.renderToSVGString());
  } finally {
    // Without this its timers keep the process alive.
    drawing.dispose();
  }
}

/**
 * Takes out what only a page with a pointer needs; its running numbers would make equal charts differ.
 * A text cannot be met: its quotes and angle brackets are escaped.
 */
function withoutMarks(svg: string): string {
  return svg
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/<style[^>]*>.*?<\/style>\n?/gs, '');
}

function pngOf(svg: string): Uint8Array {
  const known = svg.replace(/[^<>]+(?=<\/text>)/g, boxed);
  const resvg = new Resvg(known, {
    fitTo: { mode: 'zoom', value: pngScale },
    font: {
      loadSystemFonts: false,
      fontFiles: [fontFiles.regular, fontFiles.bold],
      defaultFontFamily: bundledFamily,
      sansSerifFamily: bundledFamily,
    },
  });
  return resvg.render().asPng();
}
