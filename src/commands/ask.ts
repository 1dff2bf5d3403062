import type { Command } from './command.ts';

/** `ask QUESTION` */
export const ask: Command = {
  name: 'ask',
  description: 'answer a question, with citations',
  arguments: [
    {
      name: 'question',
      description: 'the question',
      type: 'text',
      required: true,
      completes: 'technology',
    },
  ],
  example: 'ask fastapi vs django',
  meaning: ({ question = '' }) => (question.trim() === '' ? undefined : { kind: 'ask', question }),
};
