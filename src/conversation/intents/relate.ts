import type { Numbered } from '../../commands/record-terms.ts';
import { AdvisorError } from '../../errors.ts';
import { answerDecided } from '../answer-decisions.ts';
import { noSuch, refOf } from '../find-records.ts';
import { recordsIn } from '../meaning/intent-slots.ts';
import { placeIn } from '../meaning/record-steps.ts';
import type { RecordRef } from '../memory.ts';
import { nameIn } from '../naming.ts';
import { recordChanged } from '../record-replies.ts';
import { actOf, lookOf } from '../services.ts';
import { askBack, remembering, type Turn, type TurnResult, tellMistake } from '../turn.ts';

const relation =
  /\b(?:depends? on|relat(?:es?|ed) (?:to|with)|belongs? (?:to|with)|builds? on|goes with|links? (?:to|with)|linked (?:to|with))\b/i;

/** Whether a statement says that two records hang together: "the second one depends on the first". */
export function saysRelation(line: string, logs: readonly string[] = []): boolean {
  const [before = '', ...after] = line.length > 200 || /\?\s*$/.test(line) ? [] : line.split(relation);
  const isNamed = (part: string) => recordsIn(part, logs).length > 0 || placeIn(part) !== undefined;
  return after.length > 0 && isNamed(before) && isNamed(after.join(' '));
}

/** Links two records, named by their numbers or by their places; undefined where two are not named. */
export async function relateNamed(turn: Turn, line: string): Promise<TurnResult | undefined> {
  const [one, other] = await namedIn(turn, line);
  return one === undefined || other === undefined ? undefined : relateRecords(turn, one, other);
}

/** `record.relate`: links two records; asked whether one hangs together with anything, it is shown. */
export async function relateMeant(turn: Turn, line: string): Promise<TurnResult | undefined> {
  const [asked] = /\?\s*$/.test(line) ? recordsIn(line, turn.logs) : [];
  if (asked !== undefined) return answerDecided(turn, { kind: 'show', ...asked, history: false });
  return (
    (await relateNamed(turn, line)) ?? askBack(turn, 'Which two? Say both numbers, such as "2 relates to 1".')
  );
}

async function namedIn(turn: Turn, line: string): Promise<(Numbered | undefined)[]> {
  const records = recordsIn(line, turn.logs);
  if (records.length > 1) return records;
  const places = line.split(/\b(?:on|to|with|and)\b/i).map(placeIn);
  return Promise.all(places.flatMap((place) => (place === undefined ? [] : [recordAt(turn, place)])));
}

/** A record by its place in what was listed last, else among the latest, the oldest of them first. */
export async function recordAt(
  { services: { decisions }, event, memory: { last, listed } }: Turn,
  place: number,
): Promise<RecordRef | undefined> {
  if (last === 'decisions' && listed.length > 0) return listed[place];
  const { records } = await decisions.latest(lookOf(event), { status: [], offset: 0, limit: 10 });
  const oldest = [...records].sort((a, b) => a.number - b.number)[place];
  return oldest === undefined ? undefined : { log: oldest.log, number: oldest.number };
}

/** Notes that two records belong together. */
async function relateRecords(turn: Turn, one: Numbered, two: Numbered): Promise<TurnResult> {
  const { services, event } = turn;
  const ref = await refOf(turn, one);
  if (ref === undefined) return { ...noSuch(turn, one), intent: 'record' };
  // A number alone is of the other one's log.
  const other = two.log === undefined ? { log: ref.log, number: two.number } : await refOf(turn, two);
  if (other === undefined) return { ...noSuch(turn, two), intent: 'record' };
  try {
    if (other.log !== ref.log)
      throw new AdvisorError(
        'invalid',
        `${nameIn(turn, ref)} and ${nameIn(turn, other)} are of two logs; records of one log can be linked`,
      );
    await services.decisions.relate(actOf(event, ref.log), ref.number, other.number);
  } catch (error) {
    return tellMistake(remembering(turn, { record: ref }), 'record', error);
  }
  return recordChanged(turn, ref, `${nameIn(turn, ref)} is related to ${nameIn(turn, other)} now.`);
}
