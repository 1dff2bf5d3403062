import type { MeantIntent } from '../../reading/intents/acts.ts';
import type { TurnResult } from '../turn.ts';
import { adviceWanted, saidInWalk, saidOfWalk, steersWalk, steerWalk } from './advise.ts';
import { answerAsked, answerWords, topicAlone } from './ask.ts';
import { askedBackFor, askWhatAbout } from './clarify.ts';
import { decisionsAsked, listTurned, recordsShown, tellDecided } from './decisions.ts';
import { digestAsked } from './digest.ts';
import { commandsWanted, helpMeant, helpWanted } from './help.ts';
import { decisionTold, offerAnswered } from './offer.ts';
import { isCertain, likely, type Reading, type Take, type Utterance } from './reading.ts';
import { changeRecords, changesRecord, recordsChanged } from './record.ts';
import { smallTalk, talk, turnDown } from './small-talk.ts';
import { stepByVerb } from './step.ts';

/** What is done for words that are meant so by all that was learnt, intent by intent. */
const intents: Readonly<Record<MeantIntent, Take>> = {
  ask: answerAsked,
  advise: steerWalk,
  record: changeRecords,
  decisions: tellDecided,
  help: helpMeant,
  smalltalk: talk,
  clarify: askWhatAbout,
  none: turnDown,
};

const tried = new WeakMap<Utterance, Promise<TurnResult | undefined>>();

/** Does what words were most likely meant to do, tried once; undefined where that cannot be done with them. */
const asMeant: Take = (turn, utterance) => {
  const result = tried.get(utterance) ?? Promise.resolve(intents[utterance.meant.intent](turn, utterance));
  tried.set(utterance, result);
  return result;
};

/** What words are surely meant to do, before looser readings by rule. */
function surely(mayBe: (utterance: Utterance) => boolean): Reading {
  return { mayBe: (_turn, utterance) => isCertain(utterance.meant) && mayBe(utterance), take: asMeant };
}

/** From which probability on what was meant is done in the midst of a walk. */
const likelyInWalk = 0.25;

/** What words are likely meant to do, where no plainer reading took them. */
const likelyMeant: Reading = {
  mayBe: ({ memory }, { meant: { intent, probability } }) =>
    intent !== 'ask' &&
    probability >= (intent === 'advise' && memory.last === 'advise' ? likelyInWalk : likely),
  take: asMeant,
};

/** From which probability on what was meant is done where the words would be no question that is answered. */
const thinkable = 0.15;

/** A question to the documents; what they do not cover was perhaps none to them. */
const question: Reading = {
  take: async (turn, utterance) => {
    const { meant } = utterance;
    const answered = await answerWords(turn, utterance);
    const isOfWalk = isCertain(meant) && meant.intent === 'advise';
    const said = isOfWalk ? saidOfWalk(turn, meant, answered) : undefined;
    if (said !== undefined) return said;
    const isUncovered = answered.feedback?.kind === 'uncovered' && meant.intent !== 'ask';
    const instead =
      isUncovered && meant.probability >= thinkable ? await asMeant(turn, utterance) : undefined;
    return instead ?? answered;
  },
};

/** All that words may be taken for, in the order in which it is tried: the plainest first, a question last. */
export const readings: readonly Reading[] = [
  listTurned,
  smallTalk,
  commandsWanted,
  helpWanted,
  digestAsked,
  offerAnswered,
  askedBackFor,
  stepByVerb,
  surely(changesRecord),
  recordsChanged,
  recordsShown,
  surely(({ meant }) => meant.intent === 'decisions'),
  decisionsAsked,
  surely(steersWalk),
  saidInWalk,
  likelyMeant,
  decisionTold,
  adviceWanted,
  topicAlone,
  question,
];
