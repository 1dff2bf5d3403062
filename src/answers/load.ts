import { createHash } from 'node:crypto';
import { readAsciiJson } from '../knowledge/ascii-json.ts';
import { cached } from '../knowledge/cache.ts';
import { contentKey, isBuilt } from '../knowledge/checkout.ts';
import type { Knowledge, WholeKnowledge } from '../knowledge/knowledge.ts';
import { builtFiles, loadKnowledge, loadWhole } from '../knowledge/load.ts';
import { ownVersion } from '../version.ts';
import { type AnswerData, type Answerer, type Answering, createAnswering, prepareAnswers } from './ask.ts';

/** An answerer alone, over the built-in knowledge or with an operator's folder laid over it. */
export async function loadAnswerer(overlay: string | undefined): Promise<Answerer> {
  return (await loadAnswering(await loadKnowledge(overlay === undefined ? {} : { overlay }))).answer;
}

/**
 * Answering over loaded knowledge; knowledge that something was laid over comes whole. What is derived from it is kept
 * between starts, as it takes seconds.
 */
export async function loadAnswering(knowledge: Knowledge | WholeKnowledge): Promise<Answering> {
  return createAnswering(
    knowledge,
    'cards' in knowledge ? await laidAnswers(knowledge) : await builtInAnswers(),
  );
}

/** What answering derives from knowledge that something was laid over: of the last one that was loaded here it is kept. */
async function laidAnswers(knowledge: WholeKnowledge): Promise<AnswerData> {
  // The models lie beside the knowledge, in the checkout's key; installed, in the program's own version.
  const own = createHash('sha256').update(isBuilt ? ownVersion() : contentKey());
  const key = own.update(JSON.stringify(knowledge)).digest('hex').slice(0, 32);
  return cached('laid-answers', key, () => prepareAnswers(knowledge));
}

/** What answering derives from the built-in knowledge, kept between starts. */
export async function builtInAnswers(): Promise<AnswerData> {
  if (isBuilt) return readAsciiJson(builtFiles.answers);
  return cached('answers', contentKey(), async () => prepareAnswers(await loadWhole()));
}
