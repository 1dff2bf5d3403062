import type { Chart } from '../../src/chart.ts';
import { checkChart } from './check.ts';
import { DrawingProcess } from './drawing-process.ts';
import type { Drawing, DrawOptions } from './job.ts';

let running: DrawingProcess | undefined;

/**
 * Draws a chart as SVG or PNG. The drawing is done by a process of its own, which starts with the first chart, ends when
 * none was wanted for a while, and never keeps this process alive.
 * Throws an AdvisorError for a chart with nothing to draw, and when the drawing process failed; the next call starts anew.
 */
export async function drawChart(chart: Chart, options: DrawOptions): Promise<Drawing> {
  checkChart(chart);
  if (running === undefined || running.hasEnded) running = new DrawingProcess();
  return running.draw(chart, options);
}

/** Ends the drawing process at once instead of after its idle time; a later chart starts another. */
export function stopDrawing(): void {
  running?.stop();
}
