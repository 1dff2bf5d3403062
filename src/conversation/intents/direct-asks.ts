import type { Choice } from '../../reply.ts';
import { choiceIdText } from '../choice-id.ts';
import { type Turn, type TurnResult, tell } from '../turn.ts';

/** What turns direct messages about waiting proposals on or off for whoever presses it. */
export function directAsksChoice(on: boolean, label: string): Choice {
  return { id: choiceIdText({ kind: 'direct-asks', on }), label };
}

/** Turns direct messages about proposals that wait for somebody on or off, for whoever asks. */
export async function setDirectAsks(turn: Turn, on: boolean): Promise<TurnResult> {
  const { services, event } = turn;
  await services.people.setAsks(event.workspace, event.person.id, on);
  return tell(
    turn,
    'record',
    on
      ? 'I write to you directly when a proposal waits for you.'
      : 'I no longer write to you directly about proposals. Their channels are still reminded.',
    [directAsksChoice(!on, on ? 'Turn it off' : 'Turn it on')],
  );
}
