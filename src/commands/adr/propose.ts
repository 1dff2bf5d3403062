import { text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr propose [DECISION]` */
export const propose = defineCommand({
  name: 'adr propose',
  description: 'propose a record',
  takes: { decision: text('what is decided and why; a form opens where it is left out') },
  example: 'adr propose we use PostgreSQL for orders because we need transactions',
  meaning: ({ decision }) => ({ kind: 'propose', statement: decision }),
});
