import { nameIndexOf } from '../answers/names.ts';
import { editDistance } from '../answers/spelling.ts';
import { AdvisorError } from '../errors.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { factMap } from '../knowledge/passages.ts';
import { type BriefReader, createBriefReader, type Unclear, type Understood } from './brief.ts';
import { createResults, createStandings } from './compose-result.ts';
import { rank, winnerOf } from './rank.ts';
import { readRubrics } from './read-rubrics.ts';
import { type QuestionView, questionView, type Result, type Standing } from './result.ts';
import type { Question, TopicRubric } from './rubric.ts';
import { composeStack, type StackPart } from './stack.ts';
import { topicOf } from './topic.ts';
import { didYouMean, factsOf, next, requireQuestion, startWalk, type Walk, weigh } from './walk.ts';

/** A walk that a brief began, and what it was told. */
export interface BriefedWalk {
  readonly walk: Walk;
  readonly understood: readonly Understood[];
  /** Why it could not be taken at its word. */
  readonly unclear: readonly Unclear[];
}

/** Options that free words mean, to be confirmed where they were not said outright. */
export interface Meant {
  readonly options: readonly string[];
  readonly sure: boolean;
}

/** Everything that surfaces need to walk a team through a decision. */
export interface Advisor {
  readonly topics: readonly TopicRubric[];
  /** @throws AdvisorError `usage` naming the nearest topic. */
  topic(id: string): TopicRubric;
  /**
   * Begins a walk from free text, of the topic given or of the one that the text tells.
   * @throws AdvisorError `usage` for an empty brief or one that tells no topic.
   */
  brief(text: string, topicId?: string): BriefedWalk;
  /** What a walk has come to. */
  result(walk: Walk): Result;
  /** Who stands where in a walk that goes on. */
  standing(walk: Walk): Standing;
  /** The parts of a whole stack around the walk's winner; empty where the first are level and for other topics. */
  parts(walk: Walk): readonly StackPart[];
  /** The question to ask next; undefined when nothing can change the winner any more. */
  next(walk: Walk): QuestionView | undefined;
  /** A question with its options and why it is asked. */
  question(walk: Walk, id: string): QuestionView;
  /** What somebody's own words say to a question; undefined where they say nothing. */
  meant(walk: Walk, questionId: string, words: string): Meant | undefined;
}

/** Prepares advising from the knowledge; costs some hundred milliseconds once. */
export function createAdvisor(knowledge: Knowledge): Advisor {
  const rubrics = readRubrics(knowledge);
  const reader = createBriefReader(knowledge);
  const names = nameIndexOf(knowledge);
  const facts = factMap(knowledge);
  const resultOf = createResults(knowledge);
  const standingOf = createStandings(knowledge);

  const topic = (id: string): TopicRubric => {
    const found = rubrics.get(id);
    if (found === undefined) {
      throw new AdvisorError(
        'usage',
        `no topic "${id.slice(0, 40)}"; ${didYouMean(id, [...rubrics.keys()])}`,
      );
    }
    return found;
  };

  return {
    topics: [...rubrics.values()],
    topic,
    brief(text, topicId) {
      requireText(text);
      const id = topicId ?? topicOf(text, rubrics, names);
      if (id !== undefined) return begin(text, topic(id), reader);
      throw new AdvisorError(
        'usage',
        `the brief does not tell what to decide; name a topic: ${[...rubrics.keys()].join(', ')}`,
      );
    },
    result: (walk) => resultOf(topic(walk.topic), factsOf(walk)),
    standing: (walk) => standingOf(topic(walk.topic), factsOf(walk)),
    parts(walk) {
      if (walk.topic !== 'stack') return [];
      const stack = topic('stack');
      const winner = winnerOf(rank(stack, factsOf(walk)));
      return winner === undefined ? [] : composeStack(stack, rubrics, factsOf(walk), winner.id);
    },
    next(walk) {
      const question = next(walk, topic(walk.topic));
      return question === undefined ? undefined : questionView(question, facts);
    },
    question: (walk, id) => questionView(requireQuestion(topic(walk.topic), id), facts),
    meant(walk, questionId, words) {
      const rubric = topic(walk.topic);
      return meantBy(words, requireQuestion(rubric, questionId), rubric, reader);
    },
  };
}

function requireText(brief: string): void {
  if (brief.trim() === '')
    throw new AdvisorError('usage', 'the brief is empty; say in a few words who you are and what you build');
}

/** Begins a walk of a topic with what a brief tells. */
function begin(text: string, rubric: TopicRubric, reader: BriefReader): BriefedWalk {
  const { understood, unclear, shortlist, weights } = reader.read(text, rubric);
  const told = Map.groupBy(understood, ({ question }) => question);
  let walk: Walk = { ...startWalk(rubric.id), shortlist: [...shortlist] };
  for (const [question, options] of told) {
    // A brief may tell more at once than a person is asked to choose.
    const chosen = options.map(({ option }) => option);
    walk = {
      ...walk,
      answers: { ...walk.answers, [question]: chosen },
      order: [...walk.order, question],
    };
  }
  if (Object.keys(weights).length > 0) walk = weigh(walk, rubric, weights);
  return { walk, understood, unclear };
}

/** Options of a question that words mean: by their name, by what they tell, by a name that is nearly theirs. */
function meantBy(
  words: string,
  question: Question,
  rubric: TopicRubric,
  reader: BriefReader,
): Meant | undefined {
  const said = words.trim().toLowerCase().slice(0, 200);
  const exact = question.options.find(({ id, label }) => id === said || label.toLowerCase() === said);
  if (exact !== undefined) return { options: [exact.id], sure: true };
  // The prompt gives the words their subject: "mostly Python" is about the team.
  const subject = question.about === 'team' ? `The team knows ${words}` : words;
  const read = reader
    .read(subject, rubric, question.id)
    .understood.filter((one) => one.question === question.id)
    .map(({ option }) => option);
  if (read.length > 0) return { options: question.several ? read : read.slice(0, 1), sure: false };
  const nearest = question.options
    .flatMap(({ id, label }) =>
      [id, label.toLowerCase()].map((name) => ({ id, distance: editDistance(said, name, 3) })),
    )
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest !== undefined && nearest.distance <= 2 ? { options: [nearest.id], sure: false } : undefined;
}
