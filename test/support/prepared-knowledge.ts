import { loadKnown } from '../../src/conversation/load-services.ts';
import { loadJudge } from '../../src/governing/load.ts';

/**
 * What a checkout derives from its knowledge and keeps is derived once, before all tests: on a fresh one each process would
 * do it for itself, and a program that a test starts would keep it waiting.
 */
export async function setup(): Promise<void> {
  const { knowledge } = await loadKnown(undefined);
  await loadJudge(knowledge);
}
