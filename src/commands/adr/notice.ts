import { choice } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr notice STATE` */
export const notice = defineCommand({
  name: 'adr notice',
  description: 'turn noticing decisions in this channel on or off',
  takes: { state: choice('on or off', ['on', 'off']) },
  example: 'adr notice on',
  meaning: ({ state }) => ({ kind: 'noticing', on: state === 'on' }),
});
