import { record } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr accept NUMBER` */
export const accept = defineCommand({
  name: 'adr accept',
  description: 'approve a proposal; it is accepted at quorum',
  takes: { number: record() },
  example: 'adr accept 12',
  meaning: ({ number }) => ({ kind: 'step', step: { step: 'accept', target: number, reason: '' } }),
});
