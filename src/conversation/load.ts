import { createAdvisor } from '../advisor/advisor.ts';
import { loadAnswering } from '../answers/load.ts';
import type { Database } from '../database/connection.ts';
import { createBearings } from '../decisions/bearing.ts';
import { createDecisions } from '../decisions/decisions.ts';
import { loadKnowledge } from '../knowledge/load.ts';
import { createChannels } from './channels.ts';
import { createGaps } from './gaps.ts';
import { keepingAnswers } from './kept-answers.ts';
import { createMemoryStore } from './memory.ts';
import { createNoticer } from './noticing/notice.ts';
import { createOffers } from './offering.ts';
import type { Services } from './services.ts';

/**
 * Everything that a conversation works with, over one database.
 * @throws AdvisorError `knowledge` when the built-in or the operator's knowledge is unsound.
 */
export async function loadServices(
  database: Database,
  knowledgeDir: string | undefined,
  now: () => string = () => new Date().toISOString(),
): Promise<Services> {
  const knowledge = await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
  return {
    knowledge,
    answering: keepingAnswers(await loadAnswering(knowledge)),
    advisor: createAdvisor(knowledge),
    decisions: createDecisions(database, now),
    bearings: createBearings(knowledge),
    memories: createMemoryStore(database, now),
    gaps: createGaps(database),
    channels: createChannels(database),
    notice: createNoticer(knowledge),
    offers: createOffers(),
    now,
  };
}
