import { z } from 'zod';
import { statuses } from '../../decisions/record.ts';
import { describe, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `accepted`, also with a tag behind it: `accepted #security`. */
const status = z.string().default('');

/** `adr list [TAG] [STATUS]` */
export const list = defineCommand({
  name: 'adr list',
  description: 'list records',
  takes: {
    tag: text('only records with this tag', { completes: 'tag' }),
    status: describe(status, { description: 'only records of this status', choices: statuses }),
  },
  example: 'adr list accepted #security',
  meaning: ({ tag: named, status: typed }) => {
    const words = typed.toLowerCase().split(/\s+/);
    const status = statuses.filter((one) => words.includes(one));
    const tag = named || /(?:^|\s)#([\p{L}\p{N}][\p{L}\p{N}-]{0,39})/u.exec(typed)?.[1];
    return { kind: 'decided', ask: { kind: 'list', status, ...(tag === undefined ? {} : { tag }) } };
  },
});
