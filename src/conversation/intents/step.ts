import type { StepMeant } from '../../commands/record-terms.ts';
import { readAnother } from '../meaning/proposals.ts';
import { readStep } from '../meaning/record-steps.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { isOfRecords } from '../memory.ts';
import { proposeTold } from '../propose-record.ts';
import { takeStep } from '../record-actions.ts';
import type { Reading } from './reading.ts';
import { relateNamed, saysRelation } from './relate.ts';

/** "+1, approved. Foreign keys alone are worth it": an approval with what is said beside it. */
const approving =
  /^(?:\+1|👍|lgtm|approved?|accepted|ship it)(?:[\s,.;:!–-]+(?:\+1|lgtm|approved?|accepted|from me|for me|from my side|here))*[\s]*[,.;:!–-]\s*(?!.*\?\s*$)(?!(?:not|no|but not)\b)(.{3,1000})$/isu;

/**
 * A step on a record by its verb, "accept 12, but watch the memory": where a record is at hand, it is that whatever else
 * the words may be.
 */
export const stepByVerb: Reading = {
  take: (turn, { said }) => {
    const { memory } = turn;
    const line = withoutManners(said).replace(/^(?:no|nope|nah)[\s,.;:!–-]+(?=\S)/i, '');
    if (saysRelation(line)) return relateNamed(turn, line);
    if (memory.record !== null && isOfRecords(memory)) {
      const another = memory.last === 'record' ? readAnother(line) : undefined;
      if (another !== undefined) return proposeTold(turn, another, said);
      const [, reason] = approving.exec(line) ?? [];
      if (reason !== undefined)
        return takeStep(turn, { step: 'accept', target: { kind: 'spoken-of' }, reason });
    }
    const step = readStep(line, false);
    const isMeant = step?.target.kind === 'number' || (step !== undefined && isOfRecords(memory));
    return isMeant && memory.record !== null && step.step !== 'edit' ? takeStep(turn, step) : undefined;
  },
};

/** A step that is told in the midst of other words. In a walk "back" and "change it" are about the walk: only a number names a record. */
export function readStepIn(line: string, hasRecord: boolean, isInWalk: boolean): StepMeant | undefined {
  if (!isInWalk) return readStep(line, hasRecord);
  const step = readStep(line, false);
  return step?.target.kind === 'number' ? step : undefined;
}
