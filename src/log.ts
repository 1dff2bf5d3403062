import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The process's log: JSON lines on stderr, so that stdout stays for results. Tokens of agents never stand in it. */
export function createLog(
  config: Pick<Config, 'logLevel'>,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const hooks = { streamWrite: withoutTokens };
  return pino({ level: config.logLevel, base: null, hooks }, destination);
}

/** A line with the ids of tokens alone, wherever in it they came along. */
function withoutTokens(line: string): string {
  return line.replace(/sa_([0-9a-f]{12})_[0-9a-f]+/gi, 'sa_$1_[redacted]');
}
