import { readAsciiJson } from '../knowledge/ascii-json.ts';
import { cached } from '../knowledge/cache.ts';
import { contentKey, isBuilt } from '../knowledge/checkout.ts';
import type { Knowledge, WholeKnowledge } from '../knowledge/knowledge.ts';
import { builtFiles, loadKnowledge, loadWhole } from '../knowledge/load.ts';
import { type AnswerData, type Answerer, type Answering, createAnswering, prepareAnswers } from './ask.ts';

/** An answerer alone, over the built-in knowledge or with an operator's folder laid over it. */
export async function loadAnswerer(overlay: string | undefined): Promise<Answerer> {
  return (await loadAnswering(await loadKnowledge(overlay === undefined ? {} : { overlay }))).answer;
}

/**
 * Answering over loaded knowledge. What it derives from the built-in knowledge is kept between starts; knowledge that
 * something was laid over comes whole, and all is derived from it anew.
 */
export async function loadAnswering(knowledge: Knowledge | WholeKnowledge): Promise<Answering> {
  return createAnswering(
    knowledge,
    'cards' in knowledge ? prepareAnswers(knowledge) : await builtInAnswers(),
  );
}

/** What answering derives from the built-in knowledge, kept between starts. */
export async function builtInAnswers(): Promise<AnswerData> {
  if (isBuilt) return readAsciiJson(builtFiles.answers);
  return cached('answers', contentKey(), async () => prepareAnswers(await loadWhole()));
}
