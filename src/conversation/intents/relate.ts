import { answerDecided } from '../answer-decisions.ts';
import { noSuch, refOf } from '../find-records.ts';
import { numbersIn } from '../meaning/intent-slots.ts';
import { placeIn } from '../meaning/record-steps.ts';
import { recordChanged } from '../record-replies.ts';
import { actOf, lookOf } from '../services.ts';
import { askBack, remembering, requireMistake, type Turn, type TurnResult, tell } from '../turn.ts';

const relation =
  /\b(?:depends? on|relat(?:es?|ed) (?:to|with)|belongs? (?:to|with)|builds? on|goes with|links? (?:to|with)|linked (?:to|with))\b/i;

/** Whether a statement says that two records hang together: "the second one depends on the first". */
export function saysRelation(line: string): boolean {
  const [before = '', ...after] = line.length > 200 || /\?\s*$/.test(line) ? [] : line.split(relation);
  const isNamed = (part: string) => numbersIn(part).length > 0 || placeIn(part) !== undefined;
  return after.length > 0 && isNamed(before) && isNamed(after.join(' '));
}

/** Links two records, named by their numbers or by their places; undefined where two are not named. */
export async function relateNamed(turn: Turn, line: string): Promise<TurnResult | undefined> {
  const [one, other] = await namedIn(turn, line);
  return one === undefined || other === undefined ? undefined : relateRecords(turn, one, other);
}

/** `record.relate`: links two records; asked whether one hangs together with anything, it is shown. */
export async function relateMeant(turn: Turn, line: string): Promise<TurnResult | undefined> {
  const [asked] = /\?\s*$/.test(line) ? numbersIn(line) : [];
  if (asked !== undefined) return answerDecided(turn, { kind: 'show', number: asked, history: false });
  return (
    (await relateNamed(turn, line)) ?? askBack(turn, 'Which two? Say both numbers, such as "2 relates to 1".')
  );
}

async function namedIn(turn: Turn, line: string): Promise<(number | undefined)[]> {
  const numbers = numbersIn(line);
  if (numbers.length > 1) return numbers;
  const places = line.split(/\b(?:on|to|with|and)\b/i).map(placeIn);
  return Promise.all(places.flatMap((place) => (place === undefined ? [] : [numberAt(turn, place)])));
}

/** The number of a record by its place in what was listed last, else among the latest, the oldest of them first. */
export async function numberAt(turn: Turn, place: number): Promise<number | undefined> {
  const {
    services: { decisions },
    event,
    memory: { last, listed },
  } = turn;
  if (last === 'decisions' && listed.length > 0) return listed[place]?.number;
  const { records } = await decisions.latest(lookOf(event), { status: [], offset: 0, limit: 10 });
  return records.map(({ number }) => number).sort((a, b) => a - b)[place];
}

/** Notes that two records belong together. */
async function relateRecords(turn: Turn, number: number, other: number): Promise<TurnResult> {
  const { services, event } = turn;
  const ref = await refOf(turn, number);
  if (ref === undefined) return { ...noSuch(turn, number), intent: 'record' };
  try {
    await services.decisions.relate(actOf(event, ref.log), number, other);
  } catch (error) {
    return tell(
      remembering(turn, { record: ref }),
      'record',
      `${requireMistake(error).message}.`,
      [],
      'error',
    );
  }
  return recordChanged(turn, ref, `${number} is related to ${other} now.`);
}
