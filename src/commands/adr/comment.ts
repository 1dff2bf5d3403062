import { record, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr comment NUMBER [WORDS]` */
export const comment = defineCommand({
  name: 'adr comment',
  description: 'say something to a record, kept with it',
  takes: { number: record(), words: text('what you say') },
  example: 'adr comment 12 we tried that in 2024',
  meaning: ({ number, words }) => ({
    kind: 'step',
    step: { step: 'comment', target: number, reason: words },
  }),
});
