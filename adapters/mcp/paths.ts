import { AdvisorError } from '../../src/errors.ts';
import { quotedLine } from './quoted.ts';

/**
 * A path within the repository as it is compared: from its root, with `/`.
 * @throws AdvisorError `invalid` for one that leads out of it.
 */
export function repositoryPath(given: string): string {
  const path = given.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const leadsOut = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
  if (!leadsOut && !/^\s*$|\0/.test(path)) return path;
  throw new AdvisorError(
    'invalid',
    `"${quotedLine(given, 100)}" is no path within the repository; name it from the root, such as src/db/orders.ts`,
  );
}
