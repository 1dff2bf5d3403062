import { userInfo } from 'node:os';
import { AdvisorError } from '../../src/errors.ts';
import { isBlank } from '../../src/visible.ts';

/** Who does it: the name that was given, or the system's user. @throws AdvisorError `usage` for what is no name. */
export function personName(as: string | undefined): string {
  const name = (as ?? systemUser()).trim();
  if (isBlank(name) || name.length > 100)
    throw new AdvisorError('usage', '--as takes a name of up to 100 characters');
  return name;
}

/** In a container the system may not know who runs it. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw new AdvisorError('usage', 'the system does not tell who you are; say it: --as NAME');
  }
}
