import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ownScenarios,
  pickAll,
  pickPairs,
  readPairs,
  readScenarios,
  sharedPairs,
  sharedScenarios,
} from '../../bench/eval/advice-score.ts';
import { isRightAbout, measureLines, readLines } from '../../bench/eval/chatlines-score.ts';
import { conversationSchema, play } from '../../bench/eval/conversations-score.ts';
import { createEngines } from '../../bench/eval/engines.ts';
import { scoreGoverning } from '../../bench/eval/governing-score.ts';
import { measurePairs, minimalPairs, readMinimalPairs } from '../../bench/eval/pairs-score.ts';
import { ownSet, readQuestions, sharedSet } from '../../bench/eval/questions.ts';
import { measureQuestions } from '../../bench/eval/questions-score.ts';
import { createAdvisor } from '../../src/advisor/advisor.ts';
import { createNoticer } from '../../src/conversation/noticing/notice.ts';
import { loadWhole } from '../../src/knowledge/load.ts';

const knowledge = await loadWhole();
const file = (path: string) => new URL(`../../${path}`, import.meta.url);

/** Figures, 0 to 1, below which a change has made something worse. They stand a little under what is reached. */
type Floors = Readonly<Record<string, number>>;

/** Measures a set; one that is not there is skipped, and said to be. */
function keeps(
  name: string,
  set: URL,
  floors: Floors,
  measure: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>,
): void {
  const isThere = existsSync(set);
  test.skipIf(!isThere)(
    isThere ? name : `${name}: not there`,
    async () => {
      const figures = await measure();
      const below = Object.entries(floors).flatMap(([figure, floor]) =>
        (figures[figure] ?? 0) < floor ? [`${figure}: ${figures[figure]} is below ${floor}`] : [],
      );
      expect(below).toEqual([]);
    },
    120_000,
  );
}

describe('the evaluation sets keep what was reached', () => {
  const [advisor] = createEngines(knowledge);
  for (const [name, set, floors] of [
    ['questions', ownSet, { first: 0.88, three: 0.92, cited: 1, far: 1, near: 1, inside: 0.73 }],
    ['shared questions', sharedSet, { first: 0.91, three: 0.95, cited: 1, far: 1, near: 0.93, inside: 0.88 }],
  ] as const) {
    keeps(name, set, floors, () => measureQuestions(advisor, readQuestions(set) ?? []));
  }

  for (const [name, set, floors] of [
    ['briefs', ownScenarios, { right: 0.93, notWrong: 0.97 }],
    ['shared briefs', sharedScenarios, { right: 0.95, notWrong: 1 }],
  ] as const) {
    keeps(name, set, floors, () => {
      const picks = pickAll(createAdvisor(knowledge), readScenarios(set));
      const share = (is: (one: (typeof picks)[number]) => boolean) => picks.filter(is).length / picks.length;
      return { right: share(({ right }) => right), notWrong: share(({ wrong }) => !wrong) };
    });
  }
  keeps('minimal pairs', minimalPairs, { facts: 0.86, read: 0.66 }, () => {
    const by = createAdvisor(knowledge);
    return measurePairs(by, readMinimalPairs(minimalPairs, by));
  });
  keeps('shared pairs of briefs', sharedPairs, { both: 0.8 }, () => {
    const pairs = pickPairs(createAdvisor(knowledge), readPairs(sharedPairs));
    return { both: pairs.filter(({ both }) => both).length / pairs.length };
  });

  for (const [name, set, floors] of [
    ['conversations', file('bench/eval/conversations.jsonl'), { turns: 0.96, whole: 0.86 }],
    ['shared conversations', file('../shared/eval/conversations.dev.jsonl'), { turns: 0.97, whole: 0.95 }],
  ] as const) {
    keeps(name, set, floors, () => playAll(set));
  }

  for (const [name, set, floors] of [
    ['chat lines', file('bench/eval/chatlines.jsonl'), { precision: 0.84, recall: 0.8, sides: 0.74 }],
    [
      'shared chat lines',
      file('../shared/eval/chatlines.dev.jsonl'),
      { precision: 0.95, recall: 0.8, sides: 0.74 },
    ],
  ] as const) {
    keeps(name, set, floors, () => {
      const lines = readLines(readFileSync(set, 'utf8'));
      const { precision, recall, hits } = measureLines(lines, createNoticer(knowledge));
      const right = hits.filter(({ line, noticed }) => isRightAbout(line, noticed));
      return { precision, recall, sides: right.length / hits.length };
    });
  }
});

async function playAll(set: URL): Promise<{ turns: number; whole: number }> {
  const lines = readFileSync(set, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let [turns, right, whole] = [0, 0, 0];
  for (const line of lines) {
    const played = await play(conversationSchema.parse(JSON.parse(line)));
    const good = played.filter(({ wrong }) => wrong.length === 0).length;
    turns += played.length;
    right += good;
    if (good === played.length) whole++;
  }
  return { turns: right / turns, whole: whole / lines.length };
}

describe('what governs code', () => {
  const set = file('bench/eval/governing.jsonl');
  const floors = { found: 0.95, rightly: 0.98, against: 0.74, justly: 0.88, ruledOut: 0.83 };
  keeps('written cases of eight hands', set, floors, async () => {
    const { governing, against, ruledOut } = await scoreGoverning([set]);
    return {
      ...{ found: governing.right / governing.wanted, rightly: governing.right / governing.told },
      ...{ against: against.right / against.wanted, justly: against.right / against.told },
      ruledOut: ruledOut.right / ruledOut.wanted,
    };
  });
});
