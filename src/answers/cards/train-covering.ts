import { learnClassifier } from '../../reading/classifier.ts';
import { type Case, learnProbability, scoreOf, thousandths } from '../../reading/linear.ts';
import { understand } from '../understand.ts';
import { coverFeatures, coverValues, type Manner, mannerFeatures } from './covering.ts';
import { type CardReading, openCards } from './find.ts';
import type { CardModel } from './model.ts';
import { passageEvidence } from './passage-evidence.ts';
import { prepareCards } from './prepare.ts';
import { readTerms } from './terms.ts';
import type { TrainingLines } from './training-lines.ts';
import type { World } from './world.ts';

/** A classifier of manners is learnt from all but one of so many parts. */
const mannerParts = 6;
const rareManner = 3;
/** Of a card's asks each so manieth. */
const askEach = 6;
/** Of the answerable lines so many are to be accepted. */
const acceptance = 0.98;

/** Learns from lines, never from asks that a card holds: what one holds is always found. */
export function learnCovering(
  world: World,
  model: CardModel,
  lines: TrainingLines,
  log: (line: string) => void,
): Pick<CardModel, 'manner' | 'covering'> & Pick<CardModel['measured'], 'refused'> {
  const { knowledge, passages, lexicon, search } = world;
  const cards = openCards(prepareCards(knowledge, passages, lexicon, model), readingOf(world));
  const rows = [
    ...lines.answerable.map((line) => rowOf(line, true, 1 / lines.answerable.length)),
    ...lines.unanswerable.map((line) => rowOf(line, false, 1 / lines.unanswerable.length)),
  ];
  function rowOf(line: string, positive: boolean, weight: number) {
    return { line, positive, weight, terms: readTerms(line, lexicon) };
  }
  // What people ask of cards is covered too, in more ways than the lines have.
  const asked = world.asked.flatMap((asks) => asks.filter((_, at) => at % askEach === 0));
  type Row = (typeof rows)[number];
  const learnManner = (given: readonly Row[]): Manner =>
    learnClassifier(
      [
        ...given.map(({ terms, positive }) => ({
          features: mannerFeatures(terms),
          class: positive ? ('covered' as const) : ('not' as const),
        })),
        ...asked.map((terms) => ({ features: mannerFeatures(terms), class: 'covered' as const })),
      ],
      { least: rareManner },
    );
  // How a line is put is told by a classifier that did not see it.
  const parts = Array.from({ length: mannerParts }, (_, part) => ({
    own: rows.filter((_, at) => at % mannerParts === part),
    manner: learnManner(rows.filter((_, at) => at % mannerParts !== part)),
  }));
  const cases = parts.flatMap(({ own, manner }) =>
    own.map(({ line, terms, positive, weight }): Case => {
      const question = understand(line, lexicon);
      const hits = search.find(question);
      const found = cards.find(terms, passageEvidence(hits));
      return {
        values: coverValues({ terms, question, hits, found, search: cards, manner }),
        positive,
        weight,
      };
    }),
  );
  const scored = Array.from({ length: mannerParts }, (_, part) => {
    const learnt = learnProbability(
      coverFeatures,
      cases.filter((_, at) => at % mannerParts !== part),
    );
    return cases.flatMap((one, at) =>
      at % mannerParts === part ? [{ score: scoreOf(learnt, one.values), positive: one.positive }] : [],
    );
  }).flat();
  const accepted = scored.flatMap(({ positive, score }) => (positive ? [score] : [])).sort((a, b) => a - b);
  const atShare = (share: number) => accepted[Math.floor((1 - share) * accepted.length)] ?? 0;
  const refused = [0.9, 0.95, 0.97, 0.98, 0.99].map((share) => {
    const others = scored.filter(({ positive, score }) => !positive && score < atShare(share)).length;
    return { accepted: share, refused: thousandths(others / lines.unanswerable.length) };
  });
  log(`covering: ${JSON.stringify(refused)}`);
  return {
    manner: learnManner(rows),
    covering: {
      ...learnProbability(coverFeatures, cases),
      threshold: Math.round(1e4 * atShare(acceptance)) / 1e4,
    },
    refused,
  };
}

function readingOf({ passages, lexicon }: World): CardReading {
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  return { terms: (text) => readTerms(text, lexicon), textOf: (id) => texts.get(id) };
}
