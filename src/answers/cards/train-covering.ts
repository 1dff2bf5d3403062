import { learnClassifier } from '../../reading/classifier.ts';
import { type Case, learnProbability, scoreOf, thousandths } from '../../reading/linear.ts';
import { understand } from '../understand.ts';
import { createCardReading } from './card-reading.ts';
import { type Coverage, coverFeatures, coverValues, mannerFeatures, standingFeatures } from './covering.ts';
import { type CardSearch, openCards } from './find.ts';
import type { CardModel } from './model.ts';
import { passageEvidence } from './passage-evidence.ts';
import { prepareCards } from './prepare.ts';
import { readTerms, type Terms } from './terms.ts';
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
): Pick<CardModel, 'manner' | 'standing' | 'covering'> & Pick<CardModel['measured'], 'refused'> {
  const { knowledge, passages, lexicon } = world;
  const passageById = new Map(passages.map((passage) => [passage.id, passage]));
  const cards = openCards(
    prepareCards(knowledge, passages, lexicon, model),
    createCardReading(knowledge.entries, passageById, lexicon),
  );
  const rows = [
    ...lines.answerable.map((line) => rowOf(line, true, 1 / lines.answerable.length, world, cards)),
    ...lines.unanswerable.map((line) => rowOf(line, false, 1 / lines.unanswerable.length, world, cards)),
  ];
  // What people ask of cards is covered too, in more ways than the lines have.
  const asked = world.asked.flatMap((asks) => asks.filter((_, at) => at % askEach === 0));
  const cases = casesOf(rows, asked, cards);
  const scored = scoresOf(cases);
  const accepted = scored.flatMap(({ positive, score }) => (positive ? [score] : [])).sort((a, b) => a - b);
  const atShare = (share: number) => accepted[Math.floor((1 - share) * accepted.length)] ?? 0;
  const refused = [0.9, 0.95, 0.97, 0.98, 0.99].map((share) => {
    const others = scored.filter(({ positive, score }) => !positive && score < atShare(share)).length;
    return { accepted: share, refused: thousandths(others / lines.unanswerable.length) };
  });
  log(`covering: ${JSON.stringify(refused)}`);
  return {
    manner: learnManner(rows, asked),
    standing: learnStanding(rows),
    covering: {
      ...learnProbability(coverFeatures, cases),
      threshold: Math.round(1e4 * atShare(acceptance)) / 1e4,
    },
    refused,
  };
}

type Row = ReturnType<typeof rowOf>;

/** A line with what was found for it. */
function rowOf(
  line: string,
  positive: boolean,
  weight: number,
  { lexicon, search }: World,
  cards: CardSearch,
) {
  const [terms, question] = [readTerms(line, lexicon), understand(line, lexicon)];
  const hits = search.find(question);
  const found = cards.find(terms, passageEvidence(hits), question.asks);
  const [best] = found;
  return {
    ...{ positive, weight, terms, question, hits, found },
    class: positive ? ('covered' as const) : ('not' as const),
    standing: best === undefined ? [] : standingFeatures(terms, best.card, cards),
  };
}

function learnManner(rows: readonly Row[], asked: readonly Terms[]): Coverage {
  return learnClassifier(
    [
      ...rows.map((row) => ({ features: mannerFeatures(row.terms), class: row.class })),
      ...asked.map((terms) => ({ features: mannerFeatures(terms), class: 'covered' as const })),
    ],
    { least: rareManner },
  );
}

/** From lines alone: an ask stands in the card that it is of, as no other question would. */
function learnStanding(rows: readonly Row[]): Coverage {
  return learnClassifier(
    rows.map((row) => ({ features: row.standing, class: row.class })),
    { least: rareManner },
  );
}

/** How a line is put, and how its words stand, is told by classifiers that did not see it. */
function casesOf(rows: readonly Row[], asked: readonly Terms[], cards: CardSearch): Case[] {
  return Array.from({ length: mannerParts }, (_, part) => {
    const others = rows.filter((_, at) => at % mannerParts !== part);
    const [manner, standing] = [learnManner(others, asked), learnStanding(others)];
    return rows
      .filter((_, at) => at % mannerParts === part)
      .map((row) => ({
        values: coverValues({ ...row, search: cards, manner, standing }),
        positive: row.positive,
        weight: row.weight,
      }));
  }).flat();
}

/** Each case's score by a model that did not see it. */
function scoresOf(cases: readonly Case[]): { readonly score: number; readonly positive: boolean }[] {
  return Array.from({ length: mannerParts }, (_, part) => {
    const learnt = learnProbability(
      coverFeatures,
      cases.filter((_, at) => at % mannerParts !== part),
    );
    return cases.flatMap((one, at) =>
      at % mannerParts === part ? [{ score: scoreOf(learnt, one.values), positive: one.positive }] : [],
    );
  }).flat();
}
