import { isInForce } from '../decisions/lifecycle.ts';
import type { Reader } from '../decisions/reader.ts';
import type { DecisionRecord } from '../decisions/record.ts';
import type { Look } from '../decisions/record-queries.ts';
import { technologiesOf } from '../decisions/title-choices.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { TechnologyPackages } from '../knowledge/package-schema.ts';
import type { Change } from './change.ts';
import type { Governed, Governing, Verdict } from './governing.ts';
import { createReadLog } from './kept-readings.ts';
import { broughtInBy, governedBy } from './over.ts';
import { indexPackages } from './package-index.ts';
import type { Things } from './things.ts';
import { verdictOf } from './verdict.ts';

/** So many records are looked at. */
const mostRecords = 20_000;

/** Tells it of the records that somebody may see. */
export function createGoverning(judge: Judge): Governing {
  const read = async (reader: Reader, look: Look) => reader.list(look, { limit: mostRecords });
  return {
    over: async (reader, look, change) => judge.over(await read(reader, look), change),
    verdictOn: async (reader, look, approach, stance) =>
      judge.verdictOn(await read(reader, look), approach, stance),
  };
}

/** The same of records that were read already: a folder's. */
export interface Judge {
  over(records: readonly DecisionRecord[], change: Change): readonly Governed[];
  verdictOn(records: readonly DecisionRecord[], approach: string, stance: 'adopting' | 'rejecting'): Verdict;
}

/** Prepares what a knowledge knows of technologies and of the packages that bring them in. */
export function createJudge(
  knowledge: Knowledge,
  things: Things,
  packages: readonly TechnologyPackages[],
): Judge {
  const index = indexPackages(packages);
  const { excludeEachOther } = technologiesOf(knowledge);
  const readLog = createReadLog(things);
  // Names are of a log's own: what one team calls "the queue" is nothing to another.
  const decidedBy = (records: readonly DecisionRecord[]) =>
    [...Map.groupBy(records, ({ log }) => log).values()].map(readLog);
  return {
    over(records, change) {
      const inForce = records.filter(({ status }) => isInForce(status));
      const governed = decidedBy(inForce).flatMap(({ own, decided }) => {
        const brought = broughtInBy(change, index, things, own);
        return decided.flatMap((one) => governedBy(one, change, brought, things) ?? []);
      });
      return governed.sort((a, b) => Number(b.isAgainst) - Number(a.isAgainst));
    },
    verdictOn(records, approach, stance) {
      const parts = decidedBy(records).map(({ own, decided }) =>
        verdictOf(things.read(approach, own), stance, decided, things, {
          isInPlaceOf: (one, other) => index.areOfOneChoice(one, other),
          mayBeInPlaceOf: (one, other) => excludeEachOther(one, other, true),
        }),
      );
      return {
        against: parts.flatMap(({ against }) => against),
        ruledOut: parts.flatMap(({ ruledOut }) => ruledOut),
      };
    },
  };
}
