import { record, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr deprecate NUMBER [REASON]` */
export const deprecate = defineCommand({
  name: 'adr deprecate',
  description: 'say that a record is not to be followed any more',
  takes: { number: record(), reason: text('why') },
  example: 'adr deprecate 12 nobody runs it any more',
  meaning: ({ number, reason }) => ({ kind: 'step', step: { step: 'deprecate', target: number, reason } }),
});
