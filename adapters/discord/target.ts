import type { Arrival, Placement } from '../core/driver.ts';
import type { OutgoingMessage, Target } from '../core/outgoing.ts';
import { isAmongTwo } from './directory.ts';
import type { DiscordTypes } from './discord-types.ts';

/** Where a message for whoever did something goes, and where it belongs. */
export function targetOf(
  {
    workspace,
    payload: arrived,
    expiresAt: until = '',
  }: Pick<Arrival<DiscordTypes>, 'workspace' | 'payload' | 'expiresAt'>,
  { index, audience, goesOn }: Placement,
): { readonly to: Target; readonly note: OutgoingMessage<unknown>['note'] } {
  const { place, pressed } = arrived;
  const { token, onMessage } = arrived.origin;
  const { channel } = place;
  const isAlone = !isAmongTwo({ workspace, payload: arrived }) && audience === 'asker';
  const ownNote = { thread: place.thread, live: null };
  // What is left in the person's own message after that stays theirs.
  if (arrived.kind === 'shared' && !isAlone && !goesOn)
    return { to: { kind: 'channel', channel, postIn: '' }, note: ownNote };
  // Noted where it is not the place's own conversation, so that a reply to it goes on with that.
  if (token === '') {
    const to = { kind: 'channel', channel, postIn: index === 0 ? place.postIn : '' } as const;
    return { to, note: place.thread === '' ? null : ownNote };
  }
  if (goesOn && pressed !== '') return { to: { kind: 'update', channel, message: pressed }, note: null };
  // In a conversation of its own among others' messages: noted, so that what is pressed in it is found again.
  if (!isAlone && place.thread !== '') return { to: { kind: 'channel', channel, postIn: '' }, note: ownNote };
  // What was taken without a message of its own has nothing to fill in but the message that was pressed.
  const as = index === 0 && (goesOn || !onMessage) ? 'original' : 'followup';
  return { to: { kind: 'answer', token, until, as, ephemeral: isAlone, channel, postIn: '' }, note: null };
}

/** The person alone is told; directly, where there is no interaction to answer. */
export function anotherWay(to: Target): Target {
  switch (to.kind) {
    case 'answer':
      return { ...to, as: 'original', ephemeral: true };
    case 'personal':
      return { kind: 'direct', channel: '' };
    default:
      return { kind: 'direct', channel: to.channel };
  }
}
