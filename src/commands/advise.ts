import type { Command } from './command.ts';

/** `advise [BRIEF]` */
export const advise: Command = {
  name: 'advise',
  description: 'walk through a decision and recommend, with reasons, doubts and what would flip it',
  arguments: [
    {
      name: 'topic',
      description: 'what to decide',
      type: 'choice',
      required: false,
      completes: 'topic',
    },
    { name: 'team', description: 'everybody in the thread votes', type: 'flag', required: false },
    {
      name: 'brief',
      description: 'who you are and what you build, in your own words',
      type: 'text',
      required: false,
    },
  ],
  example: 'advise six TypeScript devs, a chat product: which framework?',
  meaning: ({ topic, team, brief = '' }) => ({
    kind: 'advise',
    brief,
    topic: topic === undefined || topic === '' ? undefined : topic,
    team: team === 'true',
  }),
};
