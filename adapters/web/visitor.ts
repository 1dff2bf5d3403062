import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Look } from '../../src/decisions/record-queries.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import type { Event } from '../../src/event.ts';

/** The page is one workspace and one channel, of which everybody who may open it is a member. */
export const workspace = 'local';
export const channel = 'page';

/** Who looks at the page. */
export interface Visitor {
  readonly person: Person;
  /** Goes with every form where people sign in; empty elsewhere. */
  readonly csrf: string;
  /** Whether they said who they are when they signed in; else they may be whoever they like to try. */
  readonly signedIn: boolean;
  /** How much contradicts in what they see; left out where nothing is known of it. */
  readonly contradictions?: () => Promise<number>;
}

/** What somebody on the page may see. */
export function viewerOf(person: Person): Viewer {
  return { kind: 'member', person, channels: [channel], outside: false };
}

/** Where somebody on the page looks. */
export function lookOf(person: Person): Look {
  return { workspace, viewer: viewerOf(person) };
}

/** What somebody on the page does in a log, without saying it in a conversation. */
export function actOn(person: Person, log: string): Act {
  return { ...lookOf(person), log, person, source: 'web' };
}

/** Where on the page an event happens, and by whom. */
export function placeOf(
  person: Person,
  thread: string,
): Pick<Event, 'workspace' | 'channel' | 'thread' | 'person' | 'viewer' | 'source'> {
  return { workspace, channel, thread, person, viewer: viewerOf(person), source: 'web' };
}
