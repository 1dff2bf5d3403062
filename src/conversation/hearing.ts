import type { Said } from '../event.ts';
import { answerQuestion } from './answering.ts';
import { addReason, changeField, correctRecord } from './correcting.ts';
import { answerDecided, doStep } from './deciding.ts';
import { helpReplies, smallTalkTurn } from './helping.ts';
import { asksForAdvice, isForTeam, readControl, readWhatIf } from './meaning/advising.ts';
import { readCorrection, readFieldChange } from './meaning/corrected.ts';
import { readDecidedAsk } from './meaning/decided.ts';
import { asksForHelp, commandPart, smallTalk, withoutManners, writtenOut } from './meaning/phrases.ts';
import { readReason, readToRecord, splitReason } from './meaning/recorded.ts';
import { readStep } from './meaning/steps.ts';
import type { Memory, SharedMemory, TeamWalk } from './memory.ts';
import { setNoticing } from './noticing-setting.ts';
import { proposeTold } from './proposing.ts';
import type { Services } from './services.ts';
import { beginTeam, concludeTeam, endTeam, goOnAsTeam, recordTeam, type TeamTurn, vote } from './team.ts';
import { askBack, sayChoice, type Turn, tell } from './turn.ts';
import { beginWalk, chooseTopic, control, notUnderstood, takeWords, topicNamed, whyNot } from './walking.ts';

/** Longer messages are answered with how long they may be. */
export const maxMessage = 8_000;

/** Reads what somebody said, the plainest readings first, and does it. */
export async function hear(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
): Promise<Turn | TeamTurn> {
  const said = writtenOut(event.text.trim());
  if (said === '') return tell(memory, 'none', 'Say something, such as "help".', [sayChoice('Help')]);
  if (said.length > maxMessage)
    return tell(
      memory,
      'none',
      `That is ${said.length} characters; a message may have ${maxMessage}. Shorten it and send it again.`,
      [],
      'error',
    );
  const mood = smallTalk(said);
  if (mood !== undefined && readControl(said) === undefined) return smallTalkTurn(memory, mood);
  if (asksForHelp(withoutManners(said))) return { intent: 'help', memory, replies: helpReplies() };
  const turn =
    (await hearAnswerToOffer(services, event, memory, shared, said)) ??
    (await hearWaitedFor(services, event, memory, said)) ??
    (await hearRecords(services, event, memory, said)) ??
    (await hearWalk(services, event, memory, shared, said));
  return (
    turn ??
    (await hearDecision(services, event, memory, said)) ??
    hearQuestion(services, event, memory, shared, said)
  );
}

/** "Yes" or "not yet" to an offer to record. */
async function hearAnswerToOffer(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  said: string,
): Promise<Turn | undefined> {
  if (memory.last !== 'offer') return undefined;
  const what = saysNo.test(said) ? 'dismiss' : saysYes.test(said) ? 'record' : undefined;
  const prefix = `offer:${what}:`;
  const offered = shared.offered.find(({ id }) => what !== undefined && id.startsWith(prefix));
  return what === undefined || offered === undefined
    ? undefined
    : services.offers.press(services, event, memory, offered.id.slice(prefix.length), what);
}

const saysNo = /^(?:no|nope|nah|not (?:yet|now)|don'?t|do not|dismiss|later|leave it|never ?mind|wait)\b/i;
const saysYes =
  /^(?:yes|yep|yeah|sure|ok(?:ay)?|please|do (?:it|that)|go ahead|right|correct|record|y)\b.{0,30}$/i;

/** Somebody tells the advisor what was decided: it offers to record it. */
async function hearDecision(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
): Promise<Turn | undefined> {
  const noticed = services.notice(said);
  if (noticed === undefined) return undefined;
  const replies = await services.offers.make(services, event, noticed);
  return replies.length === 0 ? undefined : { intent: 'offer', memory, replies };
}

/** What was asked back for. */
async function hearWaitedFor(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
): Promise<Turn | undefined> {
  const { waitsFor } = memory;
  const free = { ...memory, waitsFor: null };
  switch (waitsFor?.kind) {
    case 'things-to-compare': {
      const { entries } = services.answering.understand(said);
      if (entries.length < 2 || said.length > 120) return undefined;
      const question = /\bvs\b|\bcompare\b|\bor\b/i.test(said) ? said : `compare ${said}`;
      return answerQuestion(services, event, free, question);
    }
    case 'decision-to-record':
      return /\?\s*$/.test(said) || asksForAdvice(said)
        ? undefined
        : proposeTold(services, event, free, splitReason(withoutManners(said)), said);
    case 'topic': {
      const topic = services.advisor.topics.find(({ id, name }) =>
        [id, name.toLowerCase()].includes(said.toLowerCase().replace(/^(?:a|an|the|our) /, '')),
      );
      if (topic !== undefined) return chooseTopic(services, memory, topic.id);
      const named = topicNamed(services, `choose ${said}`);
      return named === undefined ? undefined : beginWalk(services, free, `${waitsFor.brief} ${said}`, named);
    }
    default:
      return undefined;
  }
}

/** Records: to make, to decide on, to ask about; and noticing them. */
async function hearRecords(
  services: Services,
  event: Said,
  memory: Memory,
  said: string,
): Promise<Turn | undefined> {
  const line = commandPart(withoutManners(said));
  const noticing =
    /^(?:turn |switch )?(?:on |off |enable |disable |start |stop )?noticing(?: decisions)?(?: here| in this channel)?(?: on| off)?[\s.!]*$/i.test(
      line,
    );
  if (noticing) return setNoticing(services, event, memory, !/\b(?:off|disable|stop)\b/i.test(line));
  const told = readToRecord(line);
  if (told !== undefined && told.statement === '' && memory.walking?.isDone)
    return control(services, event, memory, memory.walking, 'record');
  if (told !== undefined) return proposeTold(services, event, memory, told, said);
  const justRecorded = memory.last === 'record' ? memory.record : null;
  const reason = justRecorded === null ? undefined : readReason(said);
  if (justRecorded !== null && reason !== undefined)
    return addReason(services, event, memory, justRecorded, reason);
  const isInWalk = memory.walking !== null && memory.last === 'advise';
  const change = readFieldChange(line);
  if (change !== undefined && memory.record !== null)
    return changeField(services, event, memory, memory.record, change);
  const correction = isInWalk ? undefined : readCorrection(line);
  if (correction !== undefined && justSpokenOf(memory) !== null) {
    const turn = await correctRecord(services, event, memory, justSpokenOf(memory), correction);
    if (turn !== undefined) return turn;
  }
  const step = isInWalk ? readNumberedStep(line) : readStep(line, memory.record !== null);
  if (step !== undefined) return doStep(services, event, memory, step);
  const asked = readDecidedAsk(line) ?? followUpOnRecord(memory, said);
  return asked === undefined ? undefined : answerDecided(services, event, memory, asked);
}

/** "And Cassandra?" after a question about a decision asks the same of another thing. */
function otherAsked(line: string): string | undefined {
  return /^(?:and|or|what about|how about|and what about|same for)\s+([\p{L}\p{N}.+#/ -]{2,40}?)(?: (?:too|then|also|as well))?[\s?.!]*$/iu.exec(
    line,
  )?.[1];
}

/** The record that the last reply was about. */
function justSpokenOf({ last, record }: Memory): Memory['record'] {
  return last === 'record' || last === 'decisions' ? record : null;
}

/** In a walk "back" and "change it" are about the walk; only a number names a record. */
function readNumberedStep(line: string): ReturnType<typeof readStep> {
  const step = readStep(line, false);
  return step?.target.kind === 'number' ? step : undefined;
}

/** "Who approved it?", "why?" after a record was shown. */
function followUpOnRecord(memory: Memory, line: string): ReturnType<typeof readDecidedAsk> {
  const other = memory.last === 'decisions' ? otherAsked(line) : undefined;
  if (other !== undefined) return { kind: 'about', words: other, asks: memory.decidedAsk, sure: true };
  if (memory.record === null || (memory.last !== 'decisions' && memory.last !== 'record')) return undefined;
  const asks =
    /^(?:and |but |so )?(why|when|who|what(?:'s| is| was)? (?:the|its|our) (?:status|reasons?)|status|reasons?)(?: was (?:it|that)| (?:proposed|approved|accepted|recorded|decided|did|said)(?: (?:it|that))?| again| so| not)?[\s?.!]*$/i
      .exec(line)?.[1]
      ?.toLowerCase();
  if (asks === undefined) return undefined;
  const kind = asks.includes('reason')
    ? 'why'
    : asks === 'why' || asks === 'when' || asks === 'who'
      ? asks
      : 'status';
  return { kind: 'about', words: '', asks: kind, sure: true };
}

/** An answer, a change or a wish in a walk that goes on; undefined where the words are about something else. */
async function hearWalk(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  said: string,
): Promise<Turn | TeamTurn | undefined> {
  const { walking } = memory;
  const team = shared.team;
  const isOwn = walking !== null && memory.last !== null;
  if (!isOwn && team === null) return undefined;
  if (asksForAdvice(said) && services.answering.understand(said).slots.length > 0) return undefined;
  if (team !== null && walking === null) return hearTeam(services, event, memory, shared, team, said);
  if (walking === null) return undefined;
  const recently = memory.last === 'advise' || memory.last === 'clarify' || memory.last === 'smalltalk';
  const refused = recently
    ? /^(?:and |but |so )?(?:why|what) (?:not|about|speaks against|is against)\s+(.{2,60})$/i.exec(said)?.[1]
    : undefined;
  const against = refused === undefined ? undefined : whyNot(services, memory, walking, refused);
  if (against !== undefined) return against;
  const wish = recently || !walking.isDone ? readControl(said) : undefined;
  if (wish === 'record' && !walking.isDone && memory.last !== 'advise') return undefined;
  if (wish !== undefined && (memory.last === 'advise' || wish === 'now' || wish === 'flips'))
    return control(services, event, memory, walking, wish);
  const isQuestion =
    /\?\s*$/.test(said) || /^(?:what|which|when|where|who|why|how|is|are|does|do|can)\b/i.test(said);
  const changed = recently ? readWhatIf(said) : undefined;
  if (changed !== undefined) {
    const turn = takeWords(services, memory, walking, changed, true);
    if (turn !== undefined) return turn;
  }
  if (isQuestion) return undefined;
  const turn = takeWords(services, memory, walking, said, false);
  if (turn !== undefined && (recently || !walking.isDone)) return turn;
  return walking.question !== null && memory.last === 'advise' && !services.answering.answer(said).covered
    ? notUnderstood(services, memory, walking)
    : undefined;
}

function hearTeam(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  team: TeamWalk,
  said: string,
): Turn | TeamTurn | undefined | Promise<TeamTurn> {
  const wish = readControl(said);
  if (wish === 'now') return concludeTeam(services, memory, shared, team);
  if (wish === 'stop') return endTeam(memory, shared);
  if (wish === 'skip') return goOnAsTeam(services, memory, shared, team);
  if (wish === 'record' && team.isDone) return recordTeam(services, event, memory, shared, team);
  if (team.question === null || /\?\s*$/.test(said)) return undefined;
  const own = team.voices[event.person.id]?.walk ?? {
    topic: team.topic,
    answers: {},
    order: [],
    shortlist: [],
    weights: {},
  };
  const meant = services.advisor.meant(own, team.question, said);
  return meant === undefined
    ? undefined
    : vote(services, event, memory, shared, team, team.question, meant.options);
}

/** Help with a choice of another world ("recommend a restaurant") is not ours: nothing in it is known. */
function isOurMatter({ answering }: Services, said: string): boolean {
  const { slots } = answering.understand(withoutManners(said));
  return (
    slots.length <= 2 ||
    slots.some(({ kind }) => kind === 'entry' || kind === 'topic' || kind === 'criterion')
  );
}

/** Everything else: advice where it is asked for, else a question. */
async function hearQuestion(
  services: Services,
  event: Said,
  memory: Memory,
  shared: SharedMemory,
  said: string,
): Promise<Turn | TeamTurn> {
  if (asksForAdvice(said) && isOurMatter(services, said)) {
    const turn = beginWalk(services, memory, said);
    const begun = turn.memory.walking;
    return isForTeam(said) && begun !== null ? beginTeam(services, event, turn.memory, shared, begun) : turn;
  }
  const topic = services.advisor.topics.find(({ id, name }) =>
    [id.replace('_', ' '), name.toLowerCase()].includes(said.toLowerCase().replace(/[\s?.!]+$/, '')),
  );
  if (topic !== undefined) {
    return askBack(memory, `${topic.name}: shall I help you choose, or tell what the documents say?`, [
      { id: `topic:${topic.id}`, label: 'Help us choose' },
      sayChoice('What the documents say', `what do the documents say about ${topic.name.toLowerCase()}`),
    ]);
  }
  return answerQuestion(services, event, memory, said);
}
