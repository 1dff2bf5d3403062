import { AdvisorError } from '../errors.ts';

/** What can be set of a log. */
export interface LogSettings {
  readonly quorum?: number;
  readonly deciders?: readonly string[];
  readonly visibility?: 'open' | 'members';
  readonly channel?: string | null;
  /** Whether an approval of who proposed counts. */
  readonly ownApproval?: boolean;
}

const maxQuorum = 100;
const maxDeciders = 200;
const maxName = 100;

/** Names as they are stored: composed the one way, without what cannot be seen, each once. */
export function cleanDeciders(names: readonly string[]): string[] {
  const clean = names.map((name) =>
    name
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  );
  if (clean.some((name) => name === '' || name === '@'))
    throw new AdvisorError('invalid', 'a decider needs a name that can be read');
  if (clean.some((name) => name.length > maxName))
    throw new AdvisorError('invalid', `a decider's name has at most ${maxName} characters`);
  const unique = [...new Set(clean)];
  if (unique.length > maxDeciders)
    throw new AdvisorError('invalid', `a log has at most ${maxDeciders} deciders; name a group: @platform`);
  return unique;
}

/**
 * Makes sure that a log can come to a decision.
 * @throws AdvisorError `invalid` where fewer people decide than have to approve.
 */
export function requireReachable({
  quorum,
  deciders,
  ownApproval,
}: Required<Pick<LogSettings, 'quorum' | 'deciders' | 'ownApproval'>>): void {
  if (!Number.isInteger(quorum) || quorum < 1 || quorum > maxQuorum)
    throw new AdvisorError('invalid', `a quorum is a whole number from 1 to ${maxQuorum}`);
  // A group has as many people as it has; where nobody is named, everybody decides.
  if (deciders.length === 0 || deciders.some((name) => name.startsWith('@'))) return;
  const needed = ownApproval ? quorum : quorum + 1;
  if (deciders.length < needed) {
    const why = ownApproval ? '' : ", as an author's own approval does not count";
    throw new AdvisorError('invalid', `a quorum of ${quorum} needs at least ${needed} deciders${why}`);
  }
}
