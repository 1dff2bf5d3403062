import type { Event } from '../../src/event.ts';
import type { Item } from '../../src/queue/arrival.ts';
import { audienceFor, settingOf } from '../core/audience.ts';
import { createNaming, withNames } from '../core/mentions.ts';
import type { Directory } from './directory.ts';
import { eventOf } from './event-of.ts';
import type { Arrived } from './incoming.ts';

/** The event as the engine takes it: who it is and what they see is asked of Slack, or remembered. */
export async function resolveEvent(
  directory: Directory,
  { workspace, key }: Pick<Item<Arrived>, 'workspace' | 'key'>,
  arrived: Arrived,
  words: string,
): Promise<Event | undefined> {
  const { user, place } = arrived;
  if (place.channel.startsWith('D')) directory.learnDirect(workspace, user, place.channel);
  // The Home tab is in no channel: what is done there is done among the person's direct messages.
  const channel = place.channel || (directory.directChannel(workspace, user) ?? `home:${user}`);
  const known = await directory.person(workspace, user);
  const about = await directory.channel(workspace, channel);
  const isPrivate = arrived.isPrivate ?? about.isPrivate;
  const setting = settingOf(arrived, place.channel === '' || place.channel.startsWith('D'));
  const inPublic = audienceFor(arrived, setting) === 'channel';
  const viewer = await directory.viewer(workspace, known, channel, inPublic);
  const naming = createNaming((mention) => directory.nameOf(workspace, mention));
  const named = await withNames<Arrived>(arrived, naming);
  const text = 'text' in named ? named.text : await naming.text(words);
  const { id, name, handle = id } = known;
  const person = { id, name, handle };
  return eventOf(named, {
    workspace,
    key,
    channel,
    person,
    viewer,
    isPrivate,
    isShared: about.isShared,
    setting,
    text,
  });
}
