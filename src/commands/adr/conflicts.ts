import { defineCommand } from '../command.ts';

/** `adr conflicts` */
export const conflicts = defineCommand({
  name: 'adr conflicts',
  description: 'tell which records contradict each other, and what to do about it',
  takes: {},
  example: 'adr conflicts',
  meaning: () => ({ kind: 'decided', ask: { kind: 'conflicts', of: [] } }),
});
