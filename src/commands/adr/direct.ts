import { choice } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr direct STATE` */
export const direct = defineCommand({
  name: 'adr direct',
  description: 'turn direct messages about proposals that wait for you on or off',
  takes: { state: choice('on or off', ['on', 'off']) },
  example: 'adr direct off',
  meaning: ({ state }) => ({ kind: 'direct-asks', on: state === 'on' }),
});
