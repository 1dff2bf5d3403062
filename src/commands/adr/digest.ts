import { z } from 'zod';
import { choice, describe } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { readDigestTime } from '../digest-time.ts';

const when = z
  .string()
  .default('')
  .transform((typed, context) => {
    const time = readDigestTime(typed);
    if (time !== undefined) return time;
    context.addIssue({ code: 'custom', message: `"${typed.slice(0, 40)}" is no day and hour` });
    return z.NEVER;
  });

/** `adr digest STATE [WHEN]` */
export const digest = defineCommand({
  name: 'adr digest',
  description: 'turn a weekly digest of decisions in this channel on or off',
  takes: {
    state: choice('on or off', ['on', 'off']),
    when: describe(when, { description: 'day and hour, such as friday 16; monday 9 where it is left out' }),
  },
  example: 'adr digest on friday 16',
  meaning: ({ state, when: time }) => ({ kind: 'digest', time: state === 'on' ? time : undefined }),
});
