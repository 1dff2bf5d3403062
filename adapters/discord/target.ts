import type { Audience } from '../../src/conversation/audience.ts';
import type { Arrived } from './incoming.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';

/** Which message of an answer it is. */
export interface Placement {
  readonly index: number;
  /** Whether a walk goes on in the message in which its question was answered. */
  readonly goesOn: boolean;
  readonly audience: Audience;
  readonly inServer: boolean;
}

/** Where a message for whoever did something goes, and where it belongs. `until` is when the interaction's token ends. */
export function targetOf(
  arrived: Arrived,
  until: string,
  { index, audience, goesOn, inServer }: Placement,
): { readonly to: Target; readonly note: OutgoingMessage['note'] } {
  const { place, replyTo, token, onMessage, pressed } = arrived;
  const channel = place.at;
  const isAlone = inServer && audience === 'asker';
  const ownNote = { thread: place.thread, live: null };
  // What is left in the person's own message after that stays theirs.
  if (arrived.kind === 'shared' && !isAlone && !goesOn)
    return { to: { kind: 'channel', channel, replyTo: '' }, note: ownNote };
  // Noted where it is not the place's own conversation, so that a reply to it goes on with that.
  if (token === '') {
    const to = { kind: 'channel', channel, replyTo: index === 0 ? replyTo : '' } as const;
    return { to, note: place.thread === '' ? null : ownNote };
  }
  if (goesOn && pressed !== '') return { to: { kind: 'update', channel, message: pressed }, note: null };
  // In a conversation of its own among others' messages: noted, so that what is pressed in it is found again.
  if (!isAlone && place.thread !== '')
    return { to: { kind: 'channel', channel, replyTo: '' }, note: ownNote };
  // What was taken without a message of its own has nothing to fill in but the message that was pressed.
  const as = index === 0 && (goesOn || !onMessage) ? 'original' : 'followup';
  return { to: { kind: 'interaction', token, until, as, ephemeral: isAlone, channel }, note: null };
}

/** The queue of a message: what one person alone sees does not wait for what is posted in the channel. */
export function paceOf(to: Target, person: string): string {
  return 'channel' in to && to.kind !== 'interaction' ? to.channel : `person ${person}`;
}
