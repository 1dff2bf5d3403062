import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Chart } from '../../src/chart.ts';

/**
 * A message of Components V2 (flag `IsComponentsV2`): no content, no embeds.
 * https://docs.discord.com/developers/components/reference
 */
export interface DiscordMessage {
  readonly components: readonly APIMessageTopLevelComponent[];
  /** Charts to draw; each component of the message that shows one points to `attachment://FILE`. */
  readonly pictures: readonly Picture[];
}

/** A chart that is drawn when the message is sent (adapters/charts/draw.ts) and goes along as an attachment. */
export interface Picture {
  /** The file's name: `chart-0.png`. */
  readonly file: string;
  readonly chart: Chart;
  readonly alt: string;
}
