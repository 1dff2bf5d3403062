import { record } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr show NUMBER` */
export const show = defineCommand({
  name: 'adr show',
  description: 'show a record',
  takes: { number: record() },
  example: 'adr show 12',
  meaning: ({ number }) => ({ kind: 'decided', ask: { ...number, kind: 'show', history: false } }),
});
