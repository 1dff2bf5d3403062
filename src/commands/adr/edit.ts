import { record } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr edit NUMBER` */
export const edit = defineCommand({
  name: 'adr edit',
  description: 'change a draft or a proposal',
  takes: { number: record() },
  example: 'adr edit 12',
  meaning: ({ number }) => ({ kind: 'step', step: { step: 'edit', target: number, reason: '' } }),
});
