import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Event } from '../../src/event.ts';
import { maxPersonName } from './limits.ts';

/** The page is one workspace and one channel, of which everybody who may open it is a member. */
export const workspace = 'local';
export const channel = 'page';

/** Who looks at the page. */
export interface Visitor {
  readonly person: Person;
  /** Goes with every form where people sign in; empty elsewhere. */
  readonly csrf: string;
  /** Whether there is something to sign out of. */
  readonly signedIn: boolean;
}

export const defaultName = 'You';

/** A person by the name that was typed; the default one where nothing is left of it. */
export function personNamed(name: string | undefined): Person {
  const clean = (name ?? '')
    .replace(/[^\P{C}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxPersonName)
    .trim();
  const shown = clean === '' ? defaultName : clean;
  return { id: `web:${shown.toLowerCase()}`, name: shown };
}

/** What somebody on the page may see. */
export function viewerOf(person: Person): Viewer {
  return { kind: 'member', person, channels: [channel], outside: false };
}

/** Where on the page an event happens, and by whom. */
export function placeOf(
  person: Person,
  thread: string,
): Pick<Event, 'workspace' | 'channel' | 'thread' | 'person' | 'viewer' | 'source'> {
  return { workspace, channel, thread, person, viewer: viewerOf(person), source: 'web' };
}
