import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Event, Setting } from '../../src/event.ts';
import type { Arrived } from './incoming.ts';

/** Who did something, and what is known of where. */
export interface Actor {
  readonly workspace: string;
  readonly key: string;
  readonly channel: string;
  readonly person: Person;
  readonly viewer: Viewer;
  readonly setting: Setting;
  readonly isPrivate: boolean;
  readonly isShared: boolean;
  /** The words, with names in place of ids. */
  readonly text: string;
}

/** What arrived, as the conversation takes it; undefined for what is no part of one. */
export function eventOf(
  arrived: Arrived,
  { workspace, key, channel, person, viewer, setting, isPrivate, isShared, text }: Actor,
): Event | undefined {
  const { place, permalink } = arrived;
  const base = {
    workspace,
    channel,
    thread: place.thread,
    person,
    viewer,
    source: 'slack',
    id: key,
    isPrivate,
    isShared,
    setting,
    ...(permalink === '' ? {} : { permalink }),
  };
  switch (arrived.kind) {
    case 'said':
      return { ...base, kind: 'said', text };
    case 'overheard':
      return { ...base, kind: 'overheard', text };
    case 'commanded':
      return { ...base, kind: 'commanded', name: arrived.name, given: arrived.given };
    case 'shared':
      return { ...base, kind: 'commanded', name: 'ask', given: { question: arrived.question } };
    case 'chose':
      return { ...base, kind: 'chose', choices: arrived.choices };
    case 'submitted':
      return { ...base, kind: 'submitted', form: arrived.form, fields: arrived.fields };
    case 'wanted-form':
    case 'from-message':
    case 'opened-home':
    case 'opened-messages':
      return undefined;
  }
}
