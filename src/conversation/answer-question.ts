import type { Answer } from '../answers/answer.ts';
import { citationText } from '../answers/markdown.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import type { FactsReply, Reply } from '../reply.ts';
import { chartOfAnswer } from './answer-charts.ts';
import { choicesFor, comparable } from './answer-choices.ts';
import { bestCovered } from './best-reading.ts';
import { type AnswerChoice, choiceIdText } from './choice-id.ts';
import { type Extent, type Followed, follow, isCorrection } from './meaning/follow-ups.ts';
import type { Reading, Spoken } from './meaning/spoken.ts';
import { type Asked, remember } from './memory.ts';
import { pickFor } from './quick-pick.ts';
import { recordItem } from './record-replies.ts';
import { lookOf, nameOf, type Services } from './services.ts';
import {
  askBack,
  type Context,
  remembering,
  say,
  sayChoice,
  type Turn,
  type TurnResult,
  tell,
} from './turn.ts';
import { beginWalk } from './walk-steps.ts';

/** What was spoken of before, in names. */
export function spokenOf({ memory, services }: Turn): Spoken {
  const names = (ids: readonly string[]) => ids.map((id) => nameOf(services, id));
  const last = memory.asked.at(-1);
  return {
    question: last?.question,
    about: names(comparable(services, last?.entries ?? [])),
    told: names(last?.told ?? []),
    compared: names(memory.compared),
    recent: names(memory.recent),
  };
}

/** How questions are read, for follow-ups. */
export function readingOf(services: Services): Reading {
  return {
    understand: services.answering.understand,
    nameOf: (id) => nameOf(services, id),
    kindOf: (id) => services.knowledge.entries.find((entry) => entry.id === id)?.kind ?? '',
  };
}

/** What was meant by a question beside its words. */
export interface AskedHow {
  /** Whether it surely goes on with nothing that was spoken of. */
  readonly standsAlone: boolean;
  /** How much is wanted of what was answered last, where that alone is meant. */
  readonly extent: Extent | undefined;
  /** Whether a command asks it. */
  readonly byCommand?: boolean;
}

const inConversation: AskedHow = { standsAlone: false, extent: undefined };

/**
 * Answers a question, completed by what was said before. What was asked by a command is a question by itself where it
 * can be, so that everybody gets the same answer to it; in a conversation it rather goes on with what was spoken of.
 */
export async function answerQuestion(
  turn: Turn,
  said: string,
  { standsAlone, extent, byCommand = false }: AskedHow = inConversation,
): Promise<TurnResult> {
  const { services } = turn;
  const spoken = spokenOf(turn);
  const reading = readingOf(services);
  const alone = standsAlone ? follow(said, { ...spoken, question: undefined }, reading) : undefined;
  // "Which client do they use?" and "Kafka, I meant" are still about what was spoken of.
  const isAlone = alone !== undefined && alone.lacks === undefined && !isCorrection(said);
  const followed = isAlone ? alone : follow(said, spoken, reading);
  // "From where is this?" names nothing: the last answer is meant.
  if (extent !== undefined && followed.extent === 'whole' && spoken.question !== undefined)
    if (services.answering.understand(said).entries.length === 0)
      return answerFollowed(turn, said, { questions: [spoken.question], extent });
  if (followed.lacks === 'referent' && standsAlone && services.answering.answer(said).covered)
    return answerFollowed(turn, said, { questions: [said], extent: 'whole' });
  switch (followed.lacks) {
    case 'things-to-compare':
      return askBack(
        remembering(turn, { waitsFor: { kind: 'things-to-compare' } }),
        'Compare what? Name two or three things, such as "fiber and gin".',
        [sayChoice('FastAPI vs Django'), sayChoice('PostgreSQL vs MongoDB'), sayChoice('Kafka vs RabbitMQ')],
      );
    case 'referent':
      return askBack(turn, whatIsMeant);
    default:
      return answerFollowed(turn, said, followed, byCommand);
  }
}

async function answerFollowed(
  turn: Turn,
  said: string,
  { questions, extent, guessed, isBound }: Followed,
  byCommand = false,
): Promise<TurnResult> {
  const { services, memory } = turn;
  const isAlone = byCommand && guessed === true;
  const plain = isAlone ? bestCovered(services, questions.slice(-1), said, true) : undefined;
  const { question, result } =
    plain?.result.covered === true ? plain : bestCovered(services, questions, said, guessed === true);
  const isOfNothing = memory.asked.length === 0 && said.length < 60 && pointsSomewhere.test(said);
  if (!result.covered && isOfNothing) return askBack(turn, whatIsMeant);
  if (!result.covered || (isBound === true && question === questions.at(-1)))
    return notCovered(turn, said, result.covered ? [] : result.suggestions);
  const { entries } = services.answering.understand(question);
  const [best] = result.answers;
  if (best === undefined) return notCovered(turn, said, []);
  const told = services.answering.understand(best.lead).entries.filter((id) => !entries.includes(id));
  const kept = remember(memory, { said, question, entries: [...entries], told: told.slice(0, mostTold) });
  const things = comparable(services, entries);
  const compared = things.length > 1 ? things : memory.compared;
  const reply = withExtent(
    extent === 'whole' ? withPick(services, question, best) : best.reply,
    extent,
    entries.map((id) => nameOf(services, id)),
  );
  const records = extent === 'whole' ? await bearingReply(turn, question) : [];
  return {
    intent: 'ask',
    memory: { ...kept.memory, compared: [...compared], waitsFor: null },
    replies: [
      ...records,
      { ...reply, choices: choicesFor(services, { id: kept.id, question }, result.answers, extent) },
    ],
  };
}

/** What an answer names beside the first ones is not what the next words are about. */
const mostTold = 2;

const whatIsMeant = 'What do you mean? Name it, such as "what about memory in Go?".';

const pointsSomewhere =
  /^(?:and |so |but )?(?:is|are|does|do|did|can|was|how|what|which|why)\b.*\b(?:it|they|them|this one|that one)\b/i;

/** A question that says what is needed leads with the advisor's pick; what the documents say of it stands below. */
function withPick(services: Services, question: string, { lead, reply }: Answer): FactsReply {
  const pick = pickFor(services, question);
  if (pick === undefined) return reply;
  const said = { text: lead, citations: reply.citations.slice(0, 1) };
  return {
    ...pick,
    lines: [...pick.lines, said],
    more: [...reply.lines, ...reply.more],
    citations: uniqueCitations([...pick.citations, ...said.citations]),
  };
}

function notCovered(turn: Turn, said: string, suggestions: readonly string[]): TurnResult {
  return {
    ...say(turn, 'ask', [
      {
        kind: 'notice',
        tone: 'info',
        text: 'The documents do not cover that.',
        suggestions,
        choices: suggestions.slice(0, 3).map((suggestion) => sayChoice(suggestion)),
      },
    ]),
    feedback: { kind: 'uncovered', question: said },
  };
}

/** An answer in the extent that was asked for; shown again whole by "more". */
function withExtent(reply: FactsReply, extent: Extent, names: readonly string[]): Reply {
  switch (extent) {
    case 'whole':
      return reply;
    case 'short': {
      const of = reply.lines.find(
        ({ text }) => names.length > 1 && names.every((name) => text.includes(name)),
      );
      const lines = of === undefined ? reply.lines.slice(0, Math.max(1, names.length)) : [of];
      return { ...reply, lines, disputes: lines.length > 0 ? [] : reply.disputes, more: reply.lines };
    }
    case 'more':
      return { ...reply, lines: reply.more.length > 0 ? reply.more : reply.lines, disputes: [], more: [] };
    case 'sources':
      return {
        kind: 'list',
        title: 'Sources',
        items: reply.citations.map((citation) => ({ text: citationText(citation), detail: '' })),
      };
  }
}

/** The team's own records on what is asked. */
async function bearingReply(context: Context, question: string): Promise<Reply[]> {
  const { services, event } = context;
  const found = await services.bearings.on(services.decisions, lookOf(event), question);
  if (found.length === 0) return [];
  return [
    {
      kind: 'list',
      title: found.some(({ status }) => status === 'accepted')
        ? 'Your team decided this'
        : 'Your team has records on this',
      items: found.map((record) => recordItem(context, record)),
    },
  ];
}

/** What somebody expected of an answer that was not right; undefined where they rather ask something else. */
export function keepExpectation(turn: Turn, question: string, said: string): TurnResult | undefined {
  const { services } = turn;
  const { asks, slots } = services.answering.understand(said);
  if (/\?\s*$/.test(said) || asks.size > 0 || slots.length === 0) return undefined;
  return {
    ...tell(turn, 'ask', 'Thank you, that is kept with the question.'),
    feedback: { kind: 'not-right', question: `${question} (expected: ${said})` },
  };
}

/** What a choice below an answer leads to. */
export function pressAnswer(turn: Turn, what: AnswerChoice, asked: Asked): TurnResult {
  const { services } = turn;
  const result = services.answering.answer(asked.question);
  const [best, ...others] = result.covered ? result.answers : [];
  if (best === undefined) return tell(turn, 'ask', 'The documents do not cover that any more.');
  switch (what) {
    case 'more':
      return say(turn, 'ask', [withExtent(best.reply, 'more', [])]);
    case 'other':
      return say(
        turn,
        'ask',
        others.map(({ reply }) => reply),
      );
    case 'chart': {
      const drawn = chartOfAnswer(services.knowledge, best);
      return drawn === undefined
        ? tell(turn, 'ask', 'There are no figures to draw.')
        : say(turn, 'ask', [drawn]);
    }
    case 'walk':
      return beginWalk(turn, asked.question);
    case 'helpful':
      return {
        ...tell(turn, 'ask', 'Good to know, thank you.'),
        feedback: { kind: 'helpful', question: asked.said },
      };
    case 'wrong':
      return {
        ...tell(
          remembering(turn, { waitsFor: { kind: 'expectation', question: asked.said } }),
          'ask',
          'Thank you. The question is kept for whoever looks after the knowledge here (its words, not who asked). What did you expect? Say it in a sentence, or go on.',
          others.length > 0
            ? [
                {
                  id: choiceIdText({ kind: 'answer', what: 'other', asked: asked.id }),
                  label: 'Other readings',
                },
              ]
            : [],
        ),
        feedback: { kind: 'not-right', question: asked.said },
      };
  }
}
