import { record, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr request-changes NUMBER [WORDS]` */
export const requestChanges = defineCommand({
  name: 'adr request-changes',
  description: 'send a proposal back to its author with what has to change',
  takes: { number: record(), words: text('what has to change') },
  example: 'adr request-changes 12 name the owner',
  meaning: ({ number, words }) => ({
    kind: 'step',
    step: { step: 'request-changes', target: number, reason: words },
  }),
});
