import { createAdvisor } from '../advisor/advisor.ts';
import { loadAnswering } from '../answers/load.ts';
import { nameIndexOf } from '../answers/names.ts';
import type { Database } from '../database/connection.ts';
import { createConflicts } from '../decisions/conflicts.ts';
import { createDecisions } from '../decisions/decisions.ts';
import { createRelevantRecords } from '../decisions/relevant-records.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { loadIntentModel } from '../reading/intents/model.ts';
import { createIntentReader } from '../reading/intents/reader.ts';
import { createPhrases } from '../reading/phrases.ts';
import { cacheAnswers } from './answer-cache.ts';
import { createChannels } from './channels.ts';
import { createGaps } from './knowledge-gaps.ts';
import { createMemoryStore } from './memory-store.ts';
import { createNoticer } from './noticing/notice.ts';
import { createOffers } from './offers.ts';
import { createPeople } from './people.ts';
import type { Services } from './services.ts';

/** What conversations know, whatever database they keep their records in. */
export type Known = Pick<
  Services,
  'knowledge' | 'answering' | 'advisor' | 'bearings' | 'conflicts' | 'phrases' | 'meant' | 'notice'
>;

/**
 * Loads what conversations know; takes some hundred milliseconds.
 * @throws AdvisorError `knowledge` when the built-in or the operator's knowledge is unsound.
 */
export async function loadKnown(knowledgeDir: string | undefined): Promise<Known> {
  const knowledge = await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
  const answering = cacheAnswers(await loadAnswering(knowledge));
  return {
    knowledge,
    answering,
    meant: createIntentReader(
      { names: nameIndexOf(knowledge), understand: answering.understand },
      loadIntentModel(),
    ),
    advisor: createAdvisor(knowledge),
    bearings: createRelevantRecords(knowledge),
    conflicts: createConflicts(knowledge),
    phrases: createPhrases(knowledge.phrases),
    notice: createNoticer(knowledge),
  };
}

const clock = () => new Date().toISOString();

/** Everything that a conversation works with, over one database. */
export function servicesOver(database: Database, known: Known, now: () => string = clock): Services {
  return {
    ...known,
    decisions: createDecisions(database, now),
    memories: createMemoryStore(database, now),
    gaps: createGaps(database),
    channels: createChannels(database),
    people: createPeople(database),
    offers: createOffers(now),
    now,
  };
}

/** Everything that a conversation works with, loaded. @throws AdvisorError as {@link loadKnown} does. */
export async function loadServices(database: Database, knowledgeDir: string | undefined): Promise<Services> {
  return servicesOver(database, await loadKnown(knowledgeDir));
}
