import { z } from 'zod';
import { statuses } from '../../decisions/record.ts';
import { argumentDetails, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `accepted`, also beside a tag: `accepted #security`. */
const status = z
  .string()
  .default('')
  .transform((typed) => {
    const words = typed.toLowerCase().split(/\s+/);
    const tag = /(?:^|\s)#([\p{L}\p{N}][\p{L}\p{N}-]{0,39})/u.exec(typed)?.[1] ?? '';
    return { status: statuses.filter((one) => words.includes(one)), tag };
  })
  .register(argumentDetails, {
    description: 'only records of this status',
    type: 'text',
    choices: statuses,
  });

/** `adr list [TAG] [STATUS]` */
export const list = defineCommand({
  name: 'adr list',
  description: 'list records',
  takes: { tag: text('only records with this tag', { completes: 'tag' }), status },
  example: 'adr list accepted #security',
  meaning: ({ tag: named, status: { status, tag: marked } }) => {
    const tag = named === '' ? marked : named;
    return { kind: 'decided', ask: { kind: 'list', status, ...(tag === '' ? {} : { tag }) } };
  },
});
