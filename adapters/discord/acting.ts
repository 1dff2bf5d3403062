import type { Item } from '../../src/delivery/arrival.ts';
import type { Event } from '../../src/event.ts';
import { createNaming, type Naming } from '../chat/mentions.ts';
import type { Arrived } from './arrived.ts';
import { type Directory, isDirect, type Spot } from './directory.ts';
import { eventOf } from './event-of.ts';

/** An event with where it happened. */
export interface Acted {
  readonly event: Event;
  readonly spot: Spot;
}

/** The event as the engine takes it: where it is and what the person sees is asked of Discord, or remembered. */
export async function toEvent(
  directory: Directory,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  arrived: Arrived,
  words: string,
): Promise<Acted | undefined> {
  const spot = await directory.spot(workspace, arrived.place);
  const member = { ...arrived.person, roles: arrived.roles };
  const viewer = await directory.viewer(workspace, member, spot.channel, isInPublic(workspace, arrived));
  const naming = createNaming((mention) => directory.nameOf(workspace, mention));
  const named = await withNames(arrived, naming);
  const event = eventOf(named, { workspace, key, spot, viewer, words: await naming.text(words) });
  return event === undefined ? undefined : { event, spot };
}

/** What arrived with names in place of what its words mention. */
async function withNames(arrived: Arrived, { text, fields }: Naming): Promise<Arrived> {
  switch (arrived.kind) {
    case 'said':
    case 'from-message':
      return { ...arrived, text: await text(arrived.text) };
    case 'commanded':
      return { ...arrived, given: await fields(arrived.given) };
    case 'submitted':
      return { ...arrived, fields: await fields(arrived.fields) };
    case 'overheard':
    case 'chose':
    case 'shared':
    case 'unread':
    case 'wanted-form':
      return arrived;
  }
}

/** Whether others read the answer: it then holds only what the channel may see. */
function isInPublic(workspace: string, arrived: Arrived): boolean {
  if (isDirect(workspace)) return false;
  switch (arrived.kind) {
    case 'shared':
    case 'overheard':
    case 'said':
      return true;
    case 'commanded':
      return arrived.given.team === 'true';
    case 'chose':
      return !arrived.ephemeral;
    case 'submitted':
    case 'unread':
    case 'wanted-form':
    case 'from-message':
      return false;
  }
}
