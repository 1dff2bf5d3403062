import { record } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr history NUMBER` */
export const history = defineCommand({
  name: 'adr history',
  description: 'everything that happened to a record',
  takes: { number: record() },
  example: 'adr history 12',
  meaning: ({ number }) => ({ kind: 'decided', ask: { ...number, kind: 'show', history: true } }),
});
