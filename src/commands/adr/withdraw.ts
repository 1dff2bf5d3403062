import { record } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr withdraw NUMBER` */
export const withdraw = defineCommand({
  name: 'adr withdraw',
  description: 'take a proposal back',
  takes: { number: record() },
  example: 'adr withdraw 12',
  meaning: ({ number }) => ({ kind: 'step', step: { step: 'withdraw', target: number, reason: '' } }),
});
