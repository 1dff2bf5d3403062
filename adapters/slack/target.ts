import type { Arrival, Placement } from '../core/driver.ts';
import type { OutgoingMessage, Target } from '../core/outgoing.ts';
import type { Arrived } from './incoming.ts';
import { responseUrlUses } from './limits.ts';
import type { SlackTypes } from './slack-types.ts';

/** Whether nobody but the person is there: direct messages, and the Home tab, which is in no channel. */
export function isDirect({ place: { channel } }: Pick<Arrived, 'place'>): boolean {
  return channel === '' || channel.startsWith('D');
}

/** Where a message for whoever did something goes, and where it belongs. */
export function targetOf(
  item: Pick<Arrival<SlackTypes>, 'payload' | 'expiresAt'>,
  placement: Placement,
): { readonly to: Target; readonly note: OutgoingMessage<unknown>['note'] } {
  const { kind, place } = item.payload;
  // A conversation of its own begins among others' messages: it is noted, so that it goes on there.
  const begins = kind === 'shared' || (kind === 'commanded' && placement.audience === 'channel');
  return { to: toOf(item, placement), note: begins ? { thread: place.thread, live: null } : null };
}

function toOf(
  { payload: arrived, expiresAt = '' }: Pick<Arrival<SlackTypes>, 'payload' | 'expiresAt'>,
  { index, goesOn, audience }: Placement,
): Target {
  const { channel, postIn } = arrived.place;
  const isAmongTwo = isDirect(arrived);
  if (channel === '') return { kind: 'direct', channel };
  if (arrived.kind === 'shared' && (audience === 'channel' || isAmongTwo))
    return { kind: 'channel', channel, postIn: '' };
  if (goesOn && !arrived.ephemeral && arrived.pressed !== '')
    return { kind: 'update', channel, message: arrived.pressed };
  // In direct messages nobody else is there, so only what was answered in a message of its own is so again.
  const isAlone = audience === 'asker' && (arrived.ephemeral || !isAmongTwo);
  if (!isAlone) return { kind: 'channel', channel, postIn };
  const { responseUrl: token } = arrived.origin;
  // The last use is kept for telling that something failed.
  if (token === '' || index >= responseUrlUses - 1) return { kind: 'alone', channel, postIn };
  const as = goesOn && arrived.ephemeral ? 'original' : 'followup';
  return { kind: 'answer', token, until: expiresAt, as, ephemeral: true, channel, postIn };
}

/** The person alone is told, near to where the answer was to be. */
export function anotherWay(to: Target): Target {
  switch (to.kind) {
    case 'answer':
      return { ...to, as: 'followup' };
    case 'channel':
    case 'alone':
      return { kind: 'alone', channel: to.channel, postIn: to.postIn };
    case 'update':
      return { kind: 'alone', channel: to.channel, postIn: '' };
    case 'direct':
    case 'personal':
      return to;
  }
}
