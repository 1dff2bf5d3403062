import type { Advisor } from '../advisor/advisor.ts';
import type { Answering } from '../answers/ask.ts';
import type { Conflicts } from '../decisions/conflicts.ts';
import type { Decisions } from '../decisions/decisions.ts';
import type { Look } from '../decisions/record-queries.ts';
import type { RelevantRecords } from '../decisions/relevant-records.ts';
import { defaultLog } from '../decisions/rows.ts';
import type { Act } from '../decisions/write-scope.ts';
import type { Event } from '../event.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { IntentReader } from '../reading/intents/reader.ts';
import type { Phrases } from '../reading/phrases.ts';
import type { Channels } from './channels.ts';
import type { Gaps } from './knowledge-gaps.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Noticed } from './noticing/notice.ts';
import type { Offers } from './offers.ts';
import type { People } from './people.ts';

/** Everything that a conversation works with. */
export interface Services {
  readonly knowledge: Knowledge;
  readonly answering: Answering;
  readonly advisor: Advisor;
  readonly decisions: Decisions;
  readonly bearings: RelevantRecords;
  readonly conflicts: Conflicts;
  readonly memories: MemoryStore;
  readonly gaps: Gaps;
  readonly channels: Channels;
  readonly people: People;
  readonly offers: Offers;
  /** The phrases that readings by rule go by. */
  readonly phrases: Phrases;
  /** What words are meant to do in a thread. */
  readonly meant: IntentReader;
  notice(text: string): Noticed | undefined;
  /** The time in ISO form. */
  now(): string;
}

/** Where an event's person looks for records. */
export function lookOf(event: Event): Look {
  return { workspace: event.workspace, viewer: event.viewer };
}

/** What an event's person does in a log. */
export function actOf(event: Event, log: string): Act {
  const { workspace, person, viewer, source } = event;
  return { workspace, log, person, viewer, source };
}

/** The log that belongs to an event's channel; the workspace's usual one where none is bound to it. */
export async function logFor(event: Event, { decisions }: Pick<Services, 'decisions'>): Promise<string> {
  const logs = await decisions.logs(lookOf(event));
  return logs.find(({ channel }) => channel === event.channel)?.name ?? defaultLog;
}

/** The names of the technologies in words, as the knowledge calls them. */
export function namesIn(services: Pick<Services, 'answering' | 'knowledge'>, words: string): string[] {
  return services.answering.understand(words).entries.map((id) => nameOf(services, id));
}

/** An entry's name. */
export function nameOf({ knowledge }: Pick<Services, 'knowledge'>, id: string): string {
  return knowledge.entries.find((entry) => entry.id === id)?.name ?? id;
}
