import { loadKnowledge } from '../knowledge/load.ts';
import { type Advisor, createAdvisor } from './advisor.ts';

/**
 * Loads the knowledge and prepares advising.
 * @throws AdvisorError `knowledge` when the built-in or the operator's knowledge is unsound.
 */
export async function loadAdvisor(knowledgeDir: string | undefined): Promise<Advisor> {
  return createAdvisor(await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir }));
}
