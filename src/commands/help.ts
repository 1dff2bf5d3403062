import { defineCommand } from './command.ts';

/** `help` */
export const help = defineCommand({
  name: 'help',
  description: 'say what can be asked and done here',
  takes: {},
  example: 'help',
  meaning: () => ({ kind: 'help' }),
});
