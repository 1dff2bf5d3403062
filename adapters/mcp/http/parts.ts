import type { Logger } from 'pino';
import type { Limits } from '../../../src/limits.ts';
import type { Network } from '../../../src/network.ts';
import type { Tokens } from '../../../src/tokens/tokens.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import type { Attempts } from '../../web/access/attempts.ts';
import type { ToolParts } from '../parts.ts';
import type { Reached } from './guard.ts';

/** What agents talk to over HTTP. */
export interface McpAppParts {
  readonly config: Reached & { readonly trustedProxies: readonly Network[] };
  readonly tokens: Pick<Tokens, 'find'>;
  readonly tools: ToolParts;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** How much agents may call; as much as they like where it is left out. */
  readonly limits?: Pick<Limits, 'called'>;
  readonly attempts?: Attempts;
}
