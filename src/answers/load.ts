import { readFileSync } from 'node:fs';
import { cached } from '../knowledge/cache.ts';
import { contentKey, isBuilt } from '../knowledge/checkout.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { builtFiles, loadKnowledge } from '../knowledge/load.ts';
import { type AnswerData, type Answerer, type Answering, createAnswering, prepareAnswers } from './ask.ts';

/** An answerer alone: {@link loadAnswering}. */
export async function loadAnswerer(overlay: string | undefined): Promise<Answerer> {
  return (await loadAnswering(overlay)).answer;
}

/**
 * Answering over the built-in knowledge, with an operator's folder laid over it where one is given. What answering
 * derives from the built-in knowledge alone is kept between starts. `loaded` is that knowledge, where it is there already.
 */
export async function loadAnswering(overlay: string | undefined, loaded?: Knowledge): Promise<Answering> {
  const knowledge = loaded ?? (await loadKnowledge(overlay === undefined ? {} : { overlay }));
  if (overlay !== undefined) return createAnswering(knowledge);
  const data: AnswerData = isBuilt
    ? JSON.parse(readFileSync(builtFiles.answers, 'utf8'))
    : await cached('answers', contentKey(), () => prepareAnswers(knowledge));
  return createAnswering(knowledge, data);
}
