import { record, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr accept NUMBER [COMMENT]` */
export const accept = defineCommand({
  name: 'adr accept',
  description: 'approve a proposal; it is accepted at quorum',
  takes: { number: record(), comment: text('what you say with it') },
  example: 'adr accept 12',
  meaning: ({ number, comment }) => ({
    kind: 'step',
    step: { step: 'accept', target: number, reason: comment },
  }),
});
