import { commandOf } from '../../src/commands/registry.ts';

/**
 * Whether a command only tells something, be it how it is written: given again it tells it again, so its answer can be
 * the acknowledgement itself, and nothing has to be stored before.
 */
export function isReadOnlyCommand(name: string, given: Readonly<Record<string, string>>): boolean {
  const meaning = commandOf(name)?.meaning(given);
  switch (meaning?.kind) {
    case undefined:
    case 'ask':
    case 'decided':
    case 'help':
      return true;
    case 'log':
      return meaning.wish.kind === 'show';
    case 'advise':
    case 'propose':
    case 'step':
    case 'noticing':
    case 'direct-asks':
    case 'digest':
      return false;
  }
}
