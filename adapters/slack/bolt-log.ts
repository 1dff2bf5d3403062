import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** What Bolt and its clients log to. */
export interface BoltLog {
  debug(...said: unknown[]): void;
  info(...said: unknown[]): void;
  warn(...said: unknown[]): void;
  error(...said: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

/** Bolt's log in ours. What it says at `debug` holds people's words and addresses that admit, so it is left out. */
export function createBoltLog(log: Logger): BoltLog {
  const write =
    (level: 'debug' | 'warn' | 'error') =>
    (...said: unknown[]) => {
      log[level]({ platform: 'slack' }, withoutSecrets(said.map(wordsOf).join(' ')));
    };
  return {
    debug() {},
    // Every connection is told here, with its address: of interest to nobody but who looks for a fault.
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}

function wordsOf(said: unknown): string {
  return said instanceof Error ? said.message : String(said);
}

const secrets =
  /\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w.-]+|\bwss?:\/\/\S+|https:\/\/hooks\.slack\.com\/\S+/g;

/** Words without tokens and without addresses that admit whoever knows them; in one line. */
export function withoutSecrets(text: string): string {
  return text.replace(secrets, '(secret)').replace(/\s+/g, ' ').slice(0, 500);
}
