import { defineCommand } from '../command.ts';

/** `adr due` */
export const due = defineCommand({
  name: 'adr due',
  description: 'reviews that are due and proposals that wait',
  takes: {},
  example: 'adr due',
  meaning: () => ({ kind: 'decided', ask: { kind: 'due', of: 'all' } }),
});
