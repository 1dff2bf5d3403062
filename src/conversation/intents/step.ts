import type { StepMeant } from '../../commands/record-terms.ts';
import { commentOfApproval } from '../meaning/approvals.ts';
import { readAnother } from '../meaning/proposals.ts';
import { readStep } from '../meaning/record-steps.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { isOfRecords } from '../memory.ts';
import { proposeTold } from '../propose-record.ts';
import { takeStep } from '../record-actions.ts';
import type { Turn } from '../turn.ts';
import type { Reading } from './reading.ts';
import { relateNamed, saysRelation } from './relate.ts';

/**
 * A step on a record by its verb, "accept 12, but watch the memory": where a record is at hand, it is that whatever else
 * the words may be.
 */
export const stepByVerb: Reading = {
  take: (turn, { said }) => {
    const { memory } = turn;
    const line = withoutManners(said).replace(/^(?:no|nope|nah)[\s,.;:!–-]+(?=\S)/i, '');
    if (saysRelation(line, turn.logs)) return relateNamed(turn, line);
    if (memory.record !== null && isOfRecords(memory)) {
      const another = memory.last === 'record' ? readAnother(line) : undefined;
      if (another !== undefined) return proposeTold(turn, another, said);
      const reason = commentOfApproval(line);
      if (reason !== undefined)
        return takeStep(turn, { step: 'accept', target: { kind: 'spoken-of' }, reason });
    }
    const step = readStep(line, false, turn.logs);
    const isMeant = step?.target.kind === 'number' || (step !== undefined && isOfRecords(memory));
    return isMeant && memory.record !== null && step.step !== 'edit' ? takeStep(turn, step) : undefined;
  },
};

/** A step that is told in the midst of other words. In a walk "back" and "change it" are about the walk: only a number names a record. */
export function readStepIn(
  { memory, logs }: Pick<Turn, 'memory' | 'logs'>,
  line: string,
  isInWalk: boolean,
): StepMeant | undefined {
  if (!isInWalk) return readStep(line, memory.record !== null, logs);
  const step = readStep(line, false, logs);
  return step?.target.kind === 'number' ? step : undefined;
}
