import type { Event } from '../event.ts';
import { choiceIdText } from './choice-id.ts';
import type { Memory } from './memory.ts';
import type { Services } from './services.ts';
import { type Turn, tell } from './turn.ts';

/** Turns noticing decisions on or off in a channel, for people who belong there. */
export async function setNoticing(
  services: Services,
  event: Event,
  memory: Memory,
  on: boolean,
): Promise<Turn> {
  if (event.viewer.kind === 'member' && event.viewer.outside)
    return tell(memory, 'record', 'People from outside cannot turn this on or off here.', [], 'error');
  await services.channels.setNoticing(event.workspace, event.channel, on);
  return tell(
    memory,
    'record',
    on
      ? 'I offer to record decisions that I notice in this channel. Nothing is recorded by itself, and words that nobody records are not kept.'
      : 'I no longer look for decisions in this channel.',
    [{ id: choiceIdText({ kind: 'noticing', on: !on }), label: on ? 'Turn it off' : 'Turn it on' }],
  );
}
