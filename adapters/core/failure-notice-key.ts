import { createHash } from 'node:crypto';

const prefix = 'given up: ';

/** The `dedupe` of the message that tells that another one was given up. */
export function failureNoticeKey(dedupe: string): string {
  return `${prefix}${createHash('sha256').update(dedupe).digest('hex').slice(0, 32)}`;
}

/** Whether a message tells that: what comes of it is told to nobody. */
export function isFailureNotice(dedupe: string): boolean {
  return dedupe.startsWith(prefix);
}
