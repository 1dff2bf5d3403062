import { loadKnown } from '../../src/conversation/load-services.ts';
import { loadPackages } from '../../src/knowledge/load.ts';

/**
 * What a checkout derives from its knowledge and keeps is derived once, before all tests: on a fresh one each process would
 * do it for itself, and a program that a test starts would keep it waiting.
 */
export async function setup(): Promise<void> {
  await loadKnown(undefined);
  await loadPackages();
}
