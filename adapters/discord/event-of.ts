import type { Viewer } from '../../src/decisions/record.ts';
import type { Event, Setting } from '../../src/event.ts';
import type { Spot } from './directory.ts';
import type { Arrived } from './incoming.ts';

/** Who did something, and what is known of where. */
export interface Actor {
  readonly workspace: string;
  readonly key: string;
  readonly spot: Spot;
  readonly viewer: Viewer;
  readonly setting: Setting;
  /** The words of something overheard, or the question of an answer that is shared. */
  readonly words: string;
}

/** What arrived, as the conversation takes it; undefined for what is no part of one. */
export function eventOf(
  arrived: Arrived,
  { workspace, key, spot, viewer, setting, words }: Actor,
): Event | undefined {
  const { place, permalink, person } = arrived;
  const base = {
    workspace,
    channel: spot.channel,
    thread: place.thread === '' ? spot.thread : place.thread,
    person,
    viewer,
    source: 'discord',
    id: key,
    isPrivate: spot.isPrivate,
    setting,
    ...(permalink === '' ? {} : { permalink }),
  };
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
      return undefined;
  }
}
