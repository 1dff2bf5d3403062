import type { Chart } from '../../src/chart.ts';
import type { ThemeName } from './theme.ts';

/** How a chart is to be drawn. */
export interface DrawOptions {
  readonly theme: ThemeName;
  readonly format: 'svg' | 'png';
}

/** A chart as it can be sent or saved. */
export interface Drawing {
  readonly contentType: 'image/svg+xml' | 'image/png';
  readonly bytes: Uint8Array;
}

/** What the drawing process is asked for. */
export interface Job extends DrawOptions {
  readonly id: number;
  readonly chart: Chart;
}

/** What it answers: a drawing, or the fault that it met. */
export type Outcome =
  | { readonly id: number; readonly drawing: Drawing }
  | { readonly id: number; readonly fault: string };

/** Whether a message is a job; only this program's own processes send any. */
export function isJob(message: unknown): message is Job {
  return typeof message === 'object' && message !== null && 'id' in message && 'chart' in message;
}

/** Whether a message is an outcome; only this program's own processes send any. */
export function isOutcome(message: unknown): message is Outcome {
  return typeof message === 'object' && message !== null && 'id' in message;
}
