import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Limits } from '../../src/limits.ts';
import type { RateLimit } from '../../src/queue/rate-limit.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { DrawChart } from '../web/chart-pictures.ts';

/** A chat platform as it runs. */
export interface ChatPlatform {
  /** Its name: in ids, in the log, in metrics. */
  readonly platform: string;
  /** Paths of the HTTP server that belong to it, and what answers there. */
  readonly paths: readonly string[];
  readonly listener: RequestListener;
  /** Begins to work: what was left undone first. */
  start(): Promise<void>;
  /** How it is, for a person. */
  state(): { readonly kind: 'connected' | 'failing'; readonly detail: string };
  /** Takes nothing new, finishes what was begun as far as there is time (8 s unless said, in milliseconds), and ends. */
  stop(within?: number): Promise<void>;
}

/** What a chat platform is given. */
export interface PlatformParts<Config> {
  readonly config: Config;
  readonly publicUrl: string | undefined;
  readonly database: Database;
  readonly engine: Engine;
  readonly services: Services;
  readonly drawChart: DrawChart;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** How fast messages may follow each other in a channel, where it is not the platform's own pace. */
  readonly pace?: RateLimit;
  /** How much people and workspaces may ask; as much as they like where it is left out. */
  readonly limits?: Limits;
  /** Waits between attempts to connect, in milliseconds. */
  readonly waits?: readonly number[];
}
