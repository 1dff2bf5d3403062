import type { Act } from '../../reading/intents/acts.ts';
import type { Meant } from '../../reading/intents/reader.ts';
import { type AskedHow, answerQuestion } from '../answer-question.ts';
import { choiceIdText } from '../choice-id.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { askBack, sayChoice, type Turn, type TurnResult } from '../turn.ts';
import { type Reading, surelyAlone, type Utterance } from './reading.ts';

/** A topic and nothing else, "database": asked back once whether to choose or to be told. */
export const topicAlone: Reading = {
  mayBe: ({ memory }) => memory.last !== 'clarify',
  take: (turn, { plain }) => {
    const topic = topicCalled(turn, plain);
    return (
      topic &&
      askBack(turn, `${topic.name}: shall I help you choose, or tell what the documents say?`, [
        { id: choiceIdText({ kind: 'topic', topic: topic.id, team: false }), label: 'Help us choose' },
        sayChoice('What the documents say', documentsOn(topic.name)),
      ])
    );
  },
};

/** `ask.*`: a question to the documents. */
export function answerAsked(turn: Turn, { plain, meant }: Utterance): Promise<TurnResult> {
  return answerQuestion(turn, plain, askedHow(meant));
}

/** Whatever nothing else took: a question. Who says no more than a topic is told what the documents say. */
export function answerWords(turn: Turn, utterance: Utterance): Promise<TurnResult> {
  const topic = topicCalled(turn, utterance.plain);
  return topic === undefined ? answerAsked(turn, utterance) : answerQuestion(turn, documentsOn(topic.name));
}

function topicCalled({ services }: Turn, plain: string) {
  const name = withoutManners(plain)
    .toLowerCase()
    .replace(/[\s?.!]+$/, '');
  return services.advisor.topics.find((topic) =>
    [topic.id.replace('_', ' '), topic.name.toLowerCase()].includes(name),
  );
}

function documentsOn(name: string): string {
  return `what do the documents say about ${name.toLowerCase()}`;
}

/** What a question means beside its words. */
function askedHow(meant: Meant): AskedHow {
  const extent = meant.actProbability >= surelyAlone ? extents[meant.act] : undefined;
  return { standsAlone: standsAlone(meant), extent };
}

const extents: Partial<Record<Act, AskedHow['extent']>> = {
  'ask.shorter': 'short',
  'ask.more': 'more',
  'ask.source': 'sources',
};

/** Whether words, as a question, are none about what was spoken of before: what was spoken of is no answer to anything else. */
function standsAlone({ intent, act, probability, actProbability }: Meant): boolean {
  if (intent === 'none' || intent === 'smalltalk') return true;
  return intent === 'ask'
    ? act === 'ask.question' && actProbability >= surelyAlone
    : probability >= surelyAlone;
}
