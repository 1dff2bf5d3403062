import { flag, text } from './arguments.ts';
import { defineCommand } from './command.ts';

/** `advise [BRIEF]` */
export const advise = defineCommand({
  name: 'advise',
  description: 'walk through a decision and recommend, with reasons, doubts and what would flip it',
  takes: {
    topic: text('what to decide', { completes: 'topic' }),
    team: flag('everybody in the thread votes'),
    brief: text('who you are and what you build, in your own words'),
  },
  example: 'advise six TypeScript devs, a chat product: which framework?',
  meaning: ({ topic, team, brief }) => ({
    kind: 'advise',
    brief,
    topic: topic === '' ? undefined : topic,
    team,
  }),
});
