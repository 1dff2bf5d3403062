import { requiredText } from './arguments.ts';
import { defineCommand } from './command.ts';

/** `ask QUESTION` */
export const ask = defineCommand({
  name: 'ask',
  description: 'answer a question, with citations',
  takes: { question: requiredText('the question', { completes: 'technology' }) },
  example: 'ask fastapi vs django',
  meaning: ({ question }) => ({ kind: 'ask', question }),
});
