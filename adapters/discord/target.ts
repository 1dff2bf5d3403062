import type { Arrived } from './arrived.ts';
import type { OutgoingMessage, Target } from './outgoing.ts';

/** Which message of an answer it is. */
export interface Placement {
  readonly index: number;
  /** Whether a walk goes on in the message in which its question was answered. */
  readonly goesOn: boolean;
  /** Whether all of it only says what cannot be done. */
  readonly isFault: boolean;
  readonly inServer: boolean;
}

/** Where a message for whoever did something goes, and where it belongs. `until` is when the interaction's token ends. */
export function targetOf(
  arrived: Arrived,
  until: string,
  { index, goesOn, isFault, inServer }: Placement,
): { readonly to: Target; readonly note: OutgoingMessage['note'] } {
  const { place, replyTo, token, onMessage, pressed } = arrived;
  const channel = place.at;
  const ownNote = { thread: place.thread, live: null };
  if (arrived.kind === 'shared' && !isFault)
    return { to: { kind: 'channel', channel, replyTo: '' }, note: ownNote };
  if (token === '')
    return { to: { kind: 'channel', channel, replyTo: index === 0 ? replyTo : '' }, note: null };
  if (goesOn && pressed !== '') return { to: { kind: 'update', channel, message: pressed }, note: null };
  const ephemeral = inServer && (arrived.ephemeral || isFault);
  // In a conversation of its own among others' messages: noted, so that what is pressed in it is found again.
  if (!ephemeral && place.thread !== '')
    return { to: { kind: 'channel', channel, replyTo: '' }, note: ownNote };
  // What was taken without a message of its own has nothing to fill in but the message that was pressed.
  const as = index === 0 && (goesOn || !onMessage) ? 'original' : 'followup';
  return { to: { kind: 'interaction', token, until, as, ephemeral, channel }, note: null };
}
