import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Outgoing } from '../../src/queue/message.ts';
import { failureOf } from './errors.ts';
import { madeAt } from './made-at.ts';
import type { DiscordRest } from './rest.ts';
import type { DiscordPosted } from './rest-shapes.ts';

type Marked = Pick<Outgoing<never>, 'token' | 'uncertain' | 'putAt'>;

/**
 * A component may carry a number of our own, which Discord keeps: by it a message is known again.
 * https://docs.discord.com/developers/components/reference#anatomy-of-a-component
 */
function markOf({ token }: Pick<Marked, 'token'>): number {
  return (Number.parseInt(token.slice(0, 8), 16) & 0x3fffffff) | 0x40000000;
}

/** The components of a message that is known again. */
export function marked(
  [first, ...rest]: readonly APIMessageTopLevelComponent[],
  outgoing: Pick<Marked, 'token'>,
): APIMessageTopLevelComponent[] {
  return first === undefined ? [] : [{ ...first, id: markOf(outgoing) }, ...rest];
}

/** Discord knows a nonce "in the past few minutes"; so long it surely does, in milliseconds. */
const nonceHolds = 60_000;
/** Our clock and Discord's may differ by so much, in milliseconds. */
const clocksApart = 60_000;
const pageSize = 100;
const mostPages = 5;

/**
 * A message that may have been taken so long ago that its nonce is forgotten, by its mark among what was said since it was
 * put; undefined where the nonce is enough, where it is not there, and where we may not read.
 */
export async function findSent(
  rest: Pick<DiscordRest, 'getMessages'>,
  channel: string,
  outgoing: Marked,
): Promise<DiscordPosted | undefined> {
  const since = Date.parse(outgoing.putAt);
  if (!outgoing.uncertain || Date.now() - since < nonceHolds) return undefined;
  let before: string | undefined;
  try {
    for (let page = 0; page < mostPages; page++) {
      const messages = await rest.getMessages(channel, pageSize, before);
      const found = messages.find(({ components }) => components[0]?.id === markOf(outgoing));
      const last = messages.at(-1);
      if (found !== undefined || last === undefined || madeAt(last.id) < since - clocksApart) return found;
      before = last.id;
    }
    return undefined;
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'closed' || kind === 'gone' || kind === 'other') return undefined;
    throw error;
  }
}
