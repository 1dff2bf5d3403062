import { record, requiredText } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr amend NUMBER TEXT` */
export const amend = defineCommand({
  name: 'adr amend',
  description: 'add a dated amendment to an accepted record',
  takes: { number: record(), text: requiredText('what is added') },
  example: 'adr amend 12 also for reports',
  meaning: ({ number, text }) => ({
    kind: 'step',
    step: { step: 'amend', target: number, reason: '', text },
  }),
});
