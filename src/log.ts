import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** The process's log: JSON lines on stderr, so that stdout stays for results. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({ level: config.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
}
