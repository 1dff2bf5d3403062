import type { MeantIntent } from '../reading/intents/acts.ts';
import type { Meant } from '../reading/intents/reader.ts';
import {
  actOnIntent,
  askedHow,
  isOurMatter,
  replyHelp,
  threadStateOf,
  wantsAdvice,
} from './act-on-intent.ts';
import { answerQuestion, keepExpectation } from './answer-question.ts';
import { choiceIdText, readChoiceId } from './choice-id.ts';
import { offTopicTurn, smallTalkTurn, wholeHelp } from './help-and-talk.ts';
import { withAddresses, withoutAddresses } from './meaning/links.ts';
import { splitReason } from './meaning/proposals.ts';
import { asksForHelp, smallTalk, withoutManners, writtenOut } from './meaning/small-phrases.ts';
import { asksForAdvice, isForTeam, readControl, readWhatIf } from './meaning/walk-phrases.ts';
import type { Memory } from './memory.ts';
import type { Noticed } from './noticing/notice.ts';
import { proposeTold } from './propose-record.ts';
import {
  handleDecisionQuestion,
  handleRecordChange,
  handleRecordShow,
  handleStepCommand,
  saysToRecord,
} from './record-messages.ts';
import { answerOffer, offerToRecord } from './record-offers.ts';
import type { Services } from './services.ts';
import { asTeam } from './team-walk.ts';
import { askBack, remembering, say, sayChoice, type Turn, type TurnResult, tell } from './turn.ts';
import { handleWalkMessage, replyAboutWalk } from './walk-messages.ts';
import { beginWalk, chooseTopic, topicNamed } from './walk-steps.ts';

/** Longer messages are answered with how long they may be. */
export const maxMessage = 8_000;

/** Signs that nobody sees and that belong to no word; joiners do belong to words and to emoji. */
const unseen = /[\0\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Text without what nobody sees; a run of spaces or of empty lines says nothing, and takes time. */
function plainText(text: string): string {
  return text
    .replace(unseen, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .trim()
    .replace(/[^\S\n]{2,}/g, ' ')
    .replace(/ \n/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
}

/** Reads what somebody said, the plainest readings first, and does it. */
export async function handleMessage(turn: Turn, text: string): Promise<TurnResult> {
  const { services, memory, shared } = turn;
  const said = writtenOut(plainText(text));
  if (said === '') return tell(turn, 'none', 'Say something, such as "help".', [sayChoice('Help')]);
  if (said.length > maxMessage)
    return tell(
      turn,
      'none',
      `That is ${said.length} characters; a message may have ${maxMessage}. Shorten it and send it again.`,
      [],
      'error',
    );
  const plain = withoutAddresses(said);
  const mood = smallTalk(said, services.phrases);
  if (mood !== undefined && readControl(said) === undefined) return smallTalkTurn(turn, mood);
  if (/^(?:all )?commands$/i.test(said)) return say(turn, 'help', wholeHelp());
  const meant = services.meant(plain, threadStateOf(memory, shared));
  const isCertain = meant.probability >= certain;
  const maybe = (intent: MeantIntent) => !isCertain || meant.intent === intent;
  if (maybe('help') && asksForHelp(withoutManners(said), services.phrases)) return replyHelp(turn, said);
  let acted: Promise<TurnResult | undefined> | undefined;
  const mean = (least: number) => {
    if (meant.probability >= least) acted ??= actOnIntent(turn, plain, meant);
    return meant.probability >= least ? acted : undefined;
  };
  // "What if ..." right after a recommendation, and "record that", are about it whatever else they may be.
  const mayBeTalk =
    memory.last === 'advise' &&
    (meant.act === 'record.propose' || readWhatIf(plain) !== undefined || readControl(plain) !== undefined);
  const isOfWalk = meant.intent === 'advise' && memory.last === 'advise';
  const done =
    (await hearAnswerToOffer(turn, said)) ??
    (await hearWaitedFor(turn, said)) ??
    (await handleStepCommand(turn, said)) ??
    (changesRecord(meant) && !saysToRecord(said) ? await mean(certain) : undefined) ??
    (maybe('record') || saysToRecord(said) ? await handleRecordChange(turn, shared, said) : undefined) ??
    (await handleRecordShow(turn, said)) ??
    (isCertain && meant.intent === 'decisions' ? await mean(certain) : undefined) ??
    (await handleDecisionQuestion(turn, said, maybe('decisions'))) ??
    (isCertain && steering.has(meant.act) && readControl(plain) === undefined
      ? await mean(certain)
      : undefined) ??
    (maybe('advise') || mayBeTalk ? await handleWalkMessage(turn, plain, meant) : undefined) ??
    (meant.intent === 'ask' ? undefined : await mean(isOfWalk ? likelyInWalk : likely)) ??
    (tellsUs(memory, meant) ? await hearDecision(turn, said, meant.intent === 'record') : undefined);
  if (done !== undefined) return done;
  const answered = await hearQuestion(turn, plain, meant);
  const talked = isCertain && meant.intent === 'advise' ? replyAboutWalk(turn, meant, answered) : undefined;
  if (talked !== undefined) return talked;
  // What the documents do not cover was perhaps no question to them.
  const isUncovered = answered.feedback?.kind === 'uncovered' && meant.intent !== 'ask';
  return (isUncovered ? await mean(thinkable) : undefined) ?? answered;
}

/** What steers a walk, and answers nothing. */
const steering: ReadonlySet<string> = new Set([
  'advise.back',
  'advise.skip',
  'advise.stop',
  'advise.restart',
  'advise.finish',
  'advise.resume',
]);

/** Whether words surely change a record that is there; what they propose is read by rules first. */
function changesRecord({ intent, act, probability }: Meant): boolean {
  return intent === 'record' && act !== 'record.propose' && probability >= certain;
}

/** Whether words may tell what was decided: rather than to want an answer or advice, or to go on with what was asked. */
function tellsUs({ last }: Memory, { intent, act, probability }: Meant): boolean {
  if (last === 'ask' || last === 'advise') return act === 'record.propose';
  return (intent !== 'ask' && intent !== 'advise') || probability < likely;
}

/** From which probability on other readings are left out. */
const certain = 0.7;
/** From which on what was meant is done where no plain reading takes the words. */
const likely = 0.35;
/** The same in the midst of a walk. */
const likelyInWalk = 0.25;
/** The same where they would be no question that is answered. */
const thinkable = 0.15;

/** "Yes" or "not yet" to an offer to record. */
async function hearAnswerToOffer(turn: Turn, said: string): Promise<TurnResult | undefined> {
  const { memory, shared } = turn;
  if (memory.last !== 'offer') return undefined;
  const what = saysNo.test(said) ? 'dismiss' : saysYes.test(said) ? 'record' : undefined;
  if (what === undefined) return undefined;
  const offered = shared.offered
    .map(({ id }) => readChoiceId(id))
    .find((one) => one?.kind === 'offer' && one.what === what);
  return offered?.kind === 'offer' ? answerOffer(turn, offered.offer, what) : undefined;
}

const saysNo = /^(?:no|nope|nah|not (?:yet|now)|don'?t|do not|dismiss|later|leave it|never ?mind|wait)\b/i;
const saysYes =
  /^(?:yes|yep|yeah|sure|ok(?:ay)?|please|do (?:it|that)|go ahead|right|correct|record|y)\b.{0,30}$/i;

/** A decision that a message tells; its words keep their links. */
export function noticedIn({ notice }: Pick<Services, 'notice'>, text: string): Noticed | undefined {
  const noticed = notice(withoutAddresses(text));
  return noticed && { ...noticed, words: withAddresses(noticed.words, text) };
}

/**
 * Somebody tells the advisor what was decided: it offers to record it.
 * @param isTold whether that is likelier than anything else; else a question that is covered is answered
 */
async function hearDecision(turn: Turn, said: string, isTold: boolean): Promise<TurnResult | undefined> {
  const { services, memory } = turn;
  const noticed = noticedIn(services, said);
  if (noticed === undefined || (!isTold && services.answering.answer(said).covered)) return undefined;
  const replies = await offerToRecord(turn, noticed);
  return replies.length === 0 ? undefined : { intent: 'offer', memory, replies };
}

/** What was asked back for. */
async function hearWaitedFor(turn: Turn, said: string): Promise<TurnResult | undefined> {
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

const longestPlain = 90;

/** Everything else: advice where it is asked for, else a question. */
async function hearQuestion(turn: Turn, said: string, meant: Meant): Promise<TurnResult> {
  const { services, memory } = turn;
  const isAsked = asksForAdvice(said, services.phrases) || wantsAdvice(meant);
  if (isAsked && !isOurMatter(services, said)) return offTopicTurn(turn, false);
  // "What should we scan our images with?" is a question, where no choice is named that can be walked through.
  const isPlain =
    !asksForAdvice(said, services.phrases) &&
    said.length < longestPlain &&
    /^(?:what|which)\b[^.!;:]*$/i.test(said) &&
    services.answering.answer(said).covered;
  if (isAsked && !isPlain) {
    const team = isForTeam(said, services.phrases);
    return asTeam(turn, team, beginWalk(turn, said, undefined, team));
  }
  const topic = services.advisor.topics.find(({ id, name }) =>
    [id.replace('_', ' '), name.toLowerCase()].includes(
      withoutManners(said)
        .toLowerCase()
        .replace(/[\s?.!]+$/, ''),
    ),
  );
  const documentsOn = (name: string) => `what do the documents say about ${name.toLowerCase()}`;
  // Asked back once; whoever says no more is told what the documents say.
  if (topic !== undefined && memory.last === 'clarify') return answerQuestion(turn, documentsOn(topic.name));
  if (topic !== undefined) {
    return askBack(turn, `${topic.name}: shall I help you choose, or tell what the documents say?`, [
      { id: choiceIdText({ kind: 'topic', topic: topic.id, team: false }), label: 'Help us choose' },
      sayChoice('What the documents say', documentsOn(topic.name)),
    ]);
  }
  return answerQuestion(turn, said, askedHow(meant));
}
