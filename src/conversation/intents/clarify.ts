import { answerQuestion, keepExpectation } from '../answer-question.ts';
import { splitReason } from '../meaning/reasons.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { asksForAdvice } from '../meaning/walk-phrases.ts';
import { proposeTold } from '../propose-record.ts';
import { asTeam } from '../team-walk.ts';
import { askBack, remembering, say, sayChoice, type Turn, type TurnResult } from '../turn.ts';
import { beginWalk, chooseTopic, topicNamed } from '../walk-steps.ts';
import { helpReplies } from './help.ts';
import { type Reading, surelyAlone, type Utterance } from './reading.ts';

/** What was asked back for: two things to compare, a topic, what to record, what was expected of an answer. */
export const askedBackFor: Reading = {
  mayBe: ({ memory }) => memory.waitsFor !== null,
  take: hearWaitedFor,
};

async function hearWaitedFor(turn: Turn, { said }: Utterance): Promise<TurnResult | undefined> {
  const { services, memory } = turn;
  const { waitsFor } = memory;
  const free = remembering(turn, { waitsFor: null });
  switch (waitsFor?.kind) {
    case 'things-to-compare': {
      const { entries } = services.answering.understand(said);
      if (entries.length < 2 || said.length > 120) return undefined;
      const question = /\bvs\b|\bcompare\b|\bor\b/i.test(said) ? said : `compare ${said}`;
      return answerQuestion(free, question);
    }
    case 'decision-to-record':
      return /\?\s*$/.test(said) || asksForAdvice(said, services.phrases)
        ? undefined
        : proposeTold(free, splitReason(withoutManners(said)), said);
    case 'expectation':
      return keepExpectation(free, waitsFor.question, said);
    case 'topic': {
      const topic = services.advisor.topics.find(({ id, name }) =>
        [id, name.toLowerCase()].includes(said.toLowerCase().replace(/^(?:a|an|the|our) /, '')),
      );
      const named = topic === undefined ? topicNamed(services, `choose ${said}`) : undefined;
      if (topic === undefined && named === undefined) return undefined;
      const begun =
        topic === undefined
          ? beginWalk(free, `${waitsFor.brief} ${said}`, named)
          : chooseTopic(turn, topic.id);
      return asTeam(turn, waitsFor.team, begun);
    }
    default:
      return undefined;
  }
}

/** `clarify.vague`: words that surely name nothing to go on from are asked back about, once. */
export function askWhatAbout(turn: Turn, { plain, meant }: Utterance): TurnResult | undefined {
  const { answering, advisor } = turn.services;
  const { slots } = answering.understand(plain);
  // A technology or a topic is something to go on from.
  const isVague = !slots.some(({ kind }) => kind === 'entry' || kind === 'topic');
  if (meant.probability < surelyAlone || !isVague) return undefined;
  // Whoever stays vague is told what there is.
  if (turn.memory.last === 'clarify')
    return say(turn, 'clarify', [
      { kind: 'text', text: 'What is it about? For example:' },
      ...helpReplies(turn),
    ]);
  const [topic] = advisor.topics;
  return askBack(turn, 'What is it about? Ask a question, or say what you want to decide.', [
    sayChoice('Help us choose', `help us choose a ${topic?.name.toLowerCase() ?? 'database'}`),
    sayChoice('List decisions'),
    sayChoice('Help'),
  ]);
}
