import { record, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr reject NUMBER [REASON]` */
export const reject = defineCommand({
  name: 'adr reject',
  description: 'reject a proposal',
  takes: { number: record(), reason: text('why') },
  example: 'adr reject 12 nobody runs it any more',
  meaning: ({ number, reason }) => ({ kind: 'step', step: { step: 'reject', target: number, reason } }),
});
