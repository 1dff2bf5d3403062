import { choiceIdText } from '../choice-id.ts';
import { type Turn, type TurnResult, tell } from '../turn.ts';

/** "Turn noticing off": whether it is to be on; undefined for other words. */
export function readNoticing(line: string): boolean | undefined {
  return noticing.test(line) ? !/\b(?:off|disable|stop)\b/i.test(line) : undefined;
}

const noticing =
  /^(?:turn |switch )?(?:on |off |enable |disable |start |stop )?noticing(?: decisions)?(?: here| in this channel)?(?: on| off)?[\s.!]*$/i;

/** Turns noticing decisions on or off in a channel, for people who belong there. */
export async function setNoticing(turn: Turn, on: boolean): Promise<TurnResult> {
  const { services, event } = turn;
  if (event.viewer.kind === 'member' && event.viewer.outside)
    return tell(turn, 'record', 'People from outside cannot turn this on or off here.', [], 'error');
  await services.channels.setNoticing(event.workspace, event.channel, on);
  return tell(
    turn,
    'record',
    on
      ? 'I offer to record decisions that I notice in this channel. Nothing is recorded by itself, and words that nobody records are not kept.'
      : 'I no longer look for decisions in this channel.',
    [{ id: choiceIdText({ kind: 'noticing', on: !on }), label: on ? 'Turn it off' : 'Turn it on' }],
  );
}
