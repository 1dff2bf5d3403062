import type { Event } from '../../src/event.ts';
import type { Item } from '../../src/queue/arrival.ts';
import { audienceFor, settingOf } from '../core/audience.ts';
import { createNaming, withNames } from '../core/mentions.ts';
import { type Directory, isDirect, type Spot } from './directory.ts';
import { eventOf } from './event-of.ts';
import type { Arrived } from './incoming.ts';

/** An event with where it happened. */
export interface ResolvedEvent {
  readonly event: Event;
  readonly spot: Spot;
}

/** The event as the engine takes it: where it is and what the person sees is asked of Discord, or remembered. */
export async function resolveEvent(
  directory: Directory,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  arrived: Arrived,
  words: string,
): Promise<ResolvedEvent | undefined> {
  const spot = await directory.spot(workspace, arrived.place);
  const member = { ...arrived.person, roles: arrived.roles };
  const setting = settingOf(arrived, isDirect(workspace));
  const inPublic = audienceFor(arrived, setting) === 'channel';
  const viewer = await directory.viewer(workspace, member, spot.channel, inPublic);
  const naming = createNaming((mention) => directory.nameOf(workspace, mention));
  const named = await withNames<Arrived>(arrived, naming);
  const event = eventOf(named, { workspace, key, spot, viewer, setting, words: await naming.text(words) });
  return event === undefined ? undefined : { event, spot };
}
