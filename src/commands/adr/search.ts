import { requiredText } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr search WORDS` */
export const search = defineCommand({
  name: 'adr search',
  description: 'find records by meaning and by typo',
  takes: { words: requiredText('what it is about') },
  example: 'adr search why did we choose postgres',
  meaning: ({ words }) => ({ kind: 'decided', ask: { kind: 'about', words, asks: 'what', sure: true } }),
});
