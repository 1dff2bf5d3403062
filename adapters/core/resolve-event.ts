import type { Event } from '../../src/event.ts';
import type { Arrived } from './arrival.ts';
import { audienceFor, settingOf } from './audience.ts';
import type { Arrival, ChatDriver, PlatformTypes, Spot } from './driver.ts';
import { createNaming, withNames } from './mentions.ts';

/** An event with where it happened. */
export interface ResolvedEvent {
  readonly event: Event;
  readonly spot: Spot;
}

/**
 * What arrived as the conversation takes it: who did it, where it is and what they see is asked of the platform, or
 * remembered. `words` are those of something overheard, or the question of an answer that is shared. Undefined for what is no
 * part of a conversation.
 */
export async function resolveEvent<P extends PlatformTypes>(
  { platform, directory, isDirect }: Pick<ChatDriver<P>, 'platform' | 'directory' | 'isDirect'>,
  item: Pick<Arrival<P>, 'workspace' | 'key' | 'payload'>,
  words: string,
): Promise<ResolvedEvent | undefined> {
  const { workspace, key, payload: arrived } = item;
  const spot = await directory.where(workspace, arrived);
  const { id, name, handle } = await directory.who(workspace, arrived);
  const setting = settingOf(arrived, isDirect(item));
  const inPublic = audienceFor(arrived, setting) === 'channel';
  const viewer = await directory.viewer(workspace, arrived, spot.channel, inPublic);
  const naming = createNaming((mention) => directory.nameOf(workspace, mention));
  const named = await withNames<Arrived<P['origin']>>(arrived, naming);
  const { place, permalink } = named;
  const base = {
    workspace,
    channel: spot.channel,
    thread: place.thread === '' ? spot.thread : place.thread,
    person: { id, name, ...(handle === undefined ? {} : { handle }) },
    viewer,
    source: platform,
    id: key,
    isPrivate: spot.isPrivate,
    mentioned: naming.mentioned(),
    ...(spot.isShared === undefined ? {} : { isShared: spot.isShared }),
    setting,
    ...(permalink === '' ? {} : { permalink }),
  };
  const event = eventOf(named, base, await naming.text(words));
  return event === undefined ? undefined : { event, spot };
}

function eventOf(
  arrived: Arrived<object>,
  base: Omit<Event, 'kind' | 'text' | 'name' | 'given' | 'choices' | 'form' | 'fields'>,
  words: string,
): Event | undefined {
  switch (arrived.kind) {
    case 'said':
      return { ...base, kind: 'said', text: arrived.text };
    case 'overheard':
      return { ...base, kind: 'overheard', text: words };
    case 'commanded':
      return { ...base, kind: 'commanded', name: arrived.name, given: arrived.given };
    case 'shared':
      return { ...base, kind: 'commanded', name: 'ask', given: { question: words } };
    case 'chose':
      return { ...base, kind: 'chose', choices: arrived.choices };
    case 'submitted':
      return { ...base, kind: 'submitted', form: arrived.form, fields: arrived.fields };
    case 'unread':
    case 'wanted-form':
    case 'from-message':
    case 'linked':
    case 'opened':
      return undefined;
  }
}
