import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { drawChart, stopDrawing } from '../../adapters/charts/draw.ts';
import { DrawingProcess } from '../../adapters/charts/drawing-process.ts';
import type { Chart } from '../../src/chart.ts';
import { bars, barsNamed, ranking, stars, timeline } from './samples.ts';

const run = promisify(execFile);
const png = { theme: 'light', format: 'png' } as const;

afterAll(stopDrawing);

describe('drawing a chart', () => {
  test('gives an SVG or a PNG with its content type', async () => {
    const svg = await drawChart(bars, { theme: 'dark', format: 'svg' });
    expect(svg.contentType).toBe('image/svg+xml');
    expect(Buffer.from(svg.bytes).toString()).toMatch(/^<svg /);
    const image = await drawChart(bars, png);
    expect(image.contentType).toBe('image/png');
    expect(Buffer.from(image.bytes).subarray(1, 4).toString()).toBe('PNG');
  });

  test('side by side gives each caller its own', async () => {
    const drawings = await Promise.all([
      drawChart(barsNamed('alpha'), { theme: 'light', format: 'svg' }),
      drawChart(barsNamed('omega'), { theme: 'light', format: 'svg' }),
    ]);
    expect(drawings.map(({ bytes }) => /alpha|omega/.exec(Buffer.from(bytes).toString())?.[0])).toEqual([
      'alpha',
      'omega',
    ]);
  });

  test.each<[string, Chart, RegExp]>([
    ['candidates', { ...ranking, candidates: [] }, /nothing to draw.*candidate/],
    ['criteria', { ...stars, criteria: [] }, /nothing to draw.*criterion/],
    ['bars', { ...bars, bars: [] }, /nothing to draw.*bar/],
    ['records', { ...timeline, records: [] }, /nothing to draw.*record/],
    ['numbers', { ...bars, bars: [{ name: 'x', min: 0, max: Number.NaN }] }, /no number/],
    ['ranges in order', { ...bars, bars: [{ name: 'x', min: 2, max: 1 }] }, /range of "x"/],
    [
      'dates',
      {
        ...timeline,
        records: [
          { ...timeline.records[0], name: '7', title: '', status: '', date: '5/2024', supersedes: [] },
        ],
      },
      /record 7/,
    ],
  ])('without %s is refused with a clear message', async (_what, chart, message) => {
    await expect(drawChart(chart, png)).rejects.toMatchObject({
      name: 'AdvisorError',
      code: 'invalid',
      message,
    });
  });

  test('that is interrupted fails with an AdvisorError, and the next call starts anew', async () => {
    const interrupted = drawChart(bars, png);
    const failed = expect(interrupted).rejects.toMatchObject({ name: 'AdvisorError', message: /try again/ });
    stopDrawing();
    await failed;
    expect((await drawChart(bars, png)).bytes.length).toBeGreaterThan(1000);
  });
});

describe('the drawing process', () => {
  test('that is killed fails its chart and takes no more', async () => {
    const process_ = new DrawingProcess();
    const failed = expect(process_.draw(bars, png)).rejects.toMatchObject({ name: 'AdvisorError' });
    if (process_.pid !== undefined) process.kill(process_.pid, 'SIGKILL');
    await failed;
    expect(process_.hasEnded).toBe(true);
  });

  test('ends when no chart is wanted any more', async () => {
    const idle = new DrawingProcess(1);
    await idle.draw(bars, png);
    await vi.waitFor(() => {
      expect(idle.hasEnded).toBe(true);
      expect(() => process.kill(idle.pid ?? 0, 0)).toThrow();
    });
  });

  test('goes on to the next chart after a fault', async () => {
    const drawing = new DrawingProcess();
    const broken: Chart = JSON.parse('{"kind":"bars"}');
    await expect(drawing.draw(broken, png)).rejects.toMatchObject({ name: 'AdvisorError' });
    expect((await drawing.draw(bars, png)).contentType).toBe('image/png');
    drawing.stop();
  });
});

test('a program that drew a chart ends, and loaded nothing of what draws', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { drawChart } = await import(${JSON.stringify(new URL('../../adapters/charts/draw.ts', import.meta.url).href)});
    const { bytes } = await drawChart(${JSON.stringify(bars)}, ${JSON.stringify(png)});
    console.log(JSON.stringify({ size: bytes.length, drawers: loaded.filter((url) => /node_modules/.test(url)) }));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    timeout: 15_000,
  });
  expect(JSON.parse(stdout)).toEqual({ size: expect.any(Number), drawers: [] });
});
