import { commonWords } from '../../answers/english.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { PackedOptions } from '../../reading/briefs/packed-options.ts';
import { closesDiscussion, onlyAnnounces, onlyRecaps } from './announcements.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { isDecision, isPronoun } from './evidence.ts';
import {
  asksForAgreement,
  isJoke,
  isLaughing,
  isMachineMade,
  isUndecided,
  takesBack,
  tellsOfPast,
  withoutLaughter,
} from './exclusions.ts';
import { decisionReader, loadNoticingModel } from './learnt.ts';
import { lineFeatures } from './line-features.ts';
import { ownWords, type Sentence, sentencesOf } from './message.ts';
import { createNameFinder, type Found, type NameFinder } from './names.ts';
import { headOf, namesChosen, type Parts, partsOf, refusedIn, withoutLead, writtenName } from './parts.ts';

import { type Reading, readClause } from './read.ts';
import { titleOf } from './title.ts';

/** A decision that a message tells. */
export interface Noticed {
  /** A record's title, in the imperative. */
  readonly title: string;
  /** What is chosen and what is not, in the knowledge's spelling where it knows the name. */
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
  readonly reason: string | undefined;
  /** The sentence that it was read from. */
  readonly words: string;
}

/** What the parts of a message are read with. */
interface Reader {
  readonly find: NameFinder;
  readonly isEveryday: (word: string) => boolean;
  readonly isEnglish: (word: string) => boolean;
}

/** A decision as read: its words, taken apart, in their sentence and with what follows. */
interface Read {
  readonly reading: Reading;
  readonly parts: Parts;
  readonly clause: Clause;
  readonly sentence: string;
  readonly later: readonly string[];
}

/** From which probability on a message is taken to report a decision: whoever is offered records for nothing stops reading. */
const sure = 0.92;

/** Prepares the noticing of decisions in a channel: what is one is learnt, what it says is read by rules where they can. */
export function createNoticer(
  knowledge: Knowledge,
  learnt: PackedOptions = loadNoticingModel(),
): (text: string) => Noticed | undefined {
  const read = createReadingByRules(knowledge);
  const find = createNameFinder(knowledge);
  const likelihoodOf = decisionReader(learnt);
  return (text) => {
    const byRule = read(text);
    const likelihood = (words: string, isRead: boolean) => likelihoodOf(lineFeatures(words, find, isRead));
    const likely = likelihood(text.slice(0, maxRead), byRule !== undefined);
    if (byRule !== undefined) return likely >= thinkable ? byRule : undefined;
    const told =
      likely >= sure ? plainly(ownWords(text), find, (words) => likelihood(words, false)) : undefined;
    const names = (told?.chosen.length ?? 0) + (told?.rejected.length ?? 0);
    return names > 0 || likely >= sureWithoutNames ? told : undefined;
  };
}

/** The same where it names nothing that is known. */
const sureWithoutNames = 0.98;
/** The same where a rule reads one. */
const thinkable = 0.4;
const maxRead = 2_000;
const maxTitle = 140;

/** A decision that no rule takes apart: what it names, and its words for a title where it names nothing. */
function plainly(
  message: string,
  find: NameFinder,
  likelihood: (words: string) => number,
): Noticed | undefined {
  const [words] = sentencesOf(message)
    .filter(({ isQuestion, text }) => !isQuestion && text.trim() !== '')
    .map(({ text }) => ({ text: text.trim(), likely: likelihood(text) }))
    .sort((a, b) => b.likely - a.likely)
    .map(({ text }) => text);
  if (words === undefined) return undefined;
  const found = find(words).filter(({ isIdea }) => !isIdea);
  const rejected = unique(refusedIn(words, found).map(({ name }) => name));
  const chosen = namesOf(found).filter((name) => !rejected.includes(name));
  const act = chosen.length === 0 ? 'drop' : 'choose';
  const title =
    chosen.length + rejected.length === 0
      ? words.slice(0, 1).toUpperCase() + words.slice(1, maxTitle)
      : titleOf({ act, chosen, rejected, scope: '', matter: words }, find);
  return { title, chosen, rejected, reason: undefined, words };
}

/** Reads decisions by rules alone: a doubtful message is none. */
export function createReadingByRules(knowledge: Knowledge): (text: string) => Noticed | undefined {
  const everyday = new Set([...knowledge.vocabulary.everyday, ...knowledge.vocabulary.stopwords]);
  let english: ReadonlySet<string> | undefined;
  const reader: Reader = {
    find: createNameFinder(knowledge),
    isEveryday: (word) => everyday.has(word),
    isEnglish: (word) => {
      english ??= new Set(commonWords());
      return everyday.has(word) || english.has(word) || english.has(word.replace(/s$/, ''));
    },
  };
  return (text) => {
    const message = ownWords(text);
    if (isMachineMade(text.slice(0, 2_000)) || isJoke(message)) return undefined;
    const laughs = isLaughing(message);
    const sentences = sentencesOf(laughs ? withoutLaughter(message) : message);
    for (const index of sentences.keys()) {
      const read = readSentence(sentences, index, laughs, reader);
      if (read !== undefined) return noticed(read, reader);
    }
    return undefined;
  };
}

function readSentence(
  sentences: readonly Sentence[],
  index: number,
  laughs: boolean,
  reader: Reader,
): Read | undefined {
  const sentence = sentences[index];
  const later = sentences.slice(index + 1);
  if (sentence === undefined || sentence.isQuestion || isUndecided(sentence.text)) return undefined;
  if (asksForAgreement(later) || later.some(({ text }) => isUndecided(text))) return undefined;
  const told = later.filter(({ isQuestion }) => !isQuestion).map(({ text }) => text);
  const previous = (sentences[index - 1]?.text ?? '').replace(/[\s,;:]+$/, '');
  const wasAnnounced =
    sentence.isAnswered ||
    onlyAnnounces(previous) ||
    (onlyRecaps(previous) && saysWhatFor(sentence.text)) ||
    closesDiscussion(later[0]?.text ?? '');
  const message = sentences.map(({ text }) => text).join(' . ');
  for (const clause of clausesOf(sentence.text)) {
    if (takesBack(clause.before)) return undefined;
    const isAnnounced =
      clause.before === '' ? wasAnnounced : onlyAnnounces(clause.before.replace(/[\s,;:]+$/, ''));
    for (const reading of readClause(clause, isAnnounced)) {
      const parts = partsOf(reading.object, told);
      const said = sentence.text.slice(0, Math.max(0, sentence.text.length - reading.object.length));
      if (tellsOfPast(`${said}${parts.matter}`)) continue;
      const before = [...sentences.slice(0, index).map(({ text }) => text), said].join(' . ');
      const context = { before, deed: said.slice(clause.before.length), message, laughs };
      if (isDecision(reading, parts, context, reader)) {
        return { reading, parts, clause: { ...clause, before }, sentence: sentence.text, later: told };
      }
    }
  }
  return undefined;
}

/** Whether an item of a summary can be an outcome; a bare name may as well be an option. */
function saysWhatFor(item: string): boolean {
  return /\b(?:for|no|not|only|instead of|over|stays?|everywhere|we)\b/i.test(item);
}

function noticed(read: Read, reader: Reader): Noticed | undefined {
  const { reading, parts, sentence } = read;
  const { chosen, rejected } = sides(read, reader);
  const stated = rejectedInTitle(read, rejected);
  const act = reading.act === 'keep' && chosen.length === 0 && rejected.length > 0 ? 'drop' : reading.act;
  const isNamed = chosen.length + rejected.length > 0;
  const title = titleOf(
    {
      act:
        act === 'choose' && chosen.length === 0 && /^(?:\d|no |only |all |every )/i.test(parts.head)
          ? 'rule'
          : act,
      chosen,
      rejected: stated,
      scope: isNamed ? parts.scope : '',
      matter: isNamed && act !== 'rule' ? parts.matter : `${parts.matter}${listed(parts)}`,
    },
    reader.find,
  );
  return { title, chosen, rejected, reason: parts.reason, words: sentence };
}

/** What else a rule says after a comma, where that is no reason. */
function listed(parts: Parts): string {
  return parts.reason === undefined && /^(?:not|no|only|except|even)\b/i.test(parts.rest)
    ? `, ${parts.rest}`
    : '';
}

/** A title speaks against what the deciding words themselves speak against, not against what the reason complains of. */
function rejectedInTitle({ reading, parts }: Read, rejected: readonly string[]): readonly string[] {
  if (reading.act !== 'choose' && reading.act !== 'keep') return rejected;
  return parts.reason === undefined || /\b(?:instead of|rather than|over|not)\b/i.test(parts.matter)
    ? rejected
    : [];
}

interface Sides {
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
}

function sides(read: Read, reader: Reader): Sides {
  const { reading, parts, clause, later } = read;
  const around = [`${clause.before}${reading.object}`, ...later.slice(0, 2)].join(' . ');
  const refused = refusedIn(around, reader.find(around)).map(({ name }) => name);
  const [taken, left] = ownSides(reading, parts, clause.before, reader);
  const rejected = unique([...left, ...refused, ...alsoDropped(read, reader)]).filter(
    (name) =>
      left.includes(name) || !(taken.includes(name) || left.some((one) => one.startsWith(`${name} `))),
  );
  const chosen = unique([...taken, ...followUp(read, reader)]).filter((name) => !rejected.includes(name));
  return { chosen, rejected };
}

/** What the deciding words themselves take and leave. */
function ownSides(
  reading: Reading,
  parts: Parts,
  before: string,
  reader: Reader,
): [taken: string[], left: string[]] {
  const positive = () => namesOrWritten(parts, reader, reading.act !== 'rule');
  switch (reading.act) {
    case 'replace':
      return [
        positive(),
        isPronoun(reading.old ?? '')
          ? lastNamed(before, reader, positive())
          : sideOf(reading.old ?? '', reader),
      ];
    case 'choose':
    case 'keep':
      return [isPronoun(parts.head) ? lastNamed(before, reader) : positive(), []];
    case 'drop':
    case 'refuse':
      return [[], isPronoun(parts.head) ? lastNamed(before, reader) : sideOf(parts.matter, reader)];
    case 'rule':
      return [namesOfRule(parts.matter, reader), []];
  }
}

/** The technologies of a rule; ideas only where it has none. */
function namesOfRule(matter: string, { find }: Reader): string[] {
  const refused = refusedIn(matter, find(matter)).map(({ name }) => name);
  const found = find(matter).filter(({ name }) => !refused.includes(name));
  const sure = found.filter(({ isAmbiguous, start }) => !isAmbiguous || start === 0);
  const technologies = sure.filter(
    ({ isIdea, start }) => !isIdea && !/\b(?:last|latest|newest) (?:\w+ )?$/i.test(matter.slice(0, start)),
  );
  const standards = matter.match(/\bRFC ?\d{3,5}\b/g) ?? [];
  const ideas = standards.length > 0 ? [] : sure.filter(({ isIdea }) => isIdea);
  return [...namesOf(technologies.length > 0 ? technologies : ideas), ...standards];
}

function namesOrWritten(parts: Parts, reader: Reader, mayBeUnknown: boolean): string[] {
  const refused = refusedIn(parts.matter, reader.find(parts.matter)).map(({ name }) => name);
  const names = namesOf(namesChosen(parts, reader.find)).filter((name) => !refused.includes(name));
  if (names.length > 0 || !mayBeUnknown) return names;
  const written = writtenName(parts.head, reader.isEveryday);
  return written === undefined ? [] : [written];
}

/** The names in a phrase with their versions ("Python 3.8"), or the phrase as written. */
function sideOf(phrase: string, reader: Reader): string[] {
  const head = headOf(withoutLead(phrase));
  const names = reader.find(head);
  if (names.length > 0) {
    return names.map(({ name, end }) => name + (/^ v?\d+(?:\.\d+)*\b/.exec(head.slice(end))?.[0] ?? ''));
  }
  const written = withoutLead(head);
  return written === '' || written.split(' ').length > 4 ? [] : [written];
}

function lastNamed(before: string, reader: Reader, but: readonly string[] = []): string[] {
  const last = reader.find(before).findLast(({ name }) => !but.includes(name));
  return last === undefined ? [] : [last.name];
}

/** What later clauses choose: "no more Lerna, we use nx", "Back to node for the BFF". */
function followUp({ reading, parts, later }: Read, reader: Reader): string[] {
  if (reading.act !== 'drop' && reading.act !== 'refuse') return specified(parts, later, reader);
  const names: string[] = [];
  for (const text of [parts.scope.replace(/^and /i, ''), parts.rest, ...later.slice(0, 2)]) {
    for (const clause of clausesOf(text)) {
      const next = [...readClause(clause, true), ...readClause(clause, false)].filter(
        ({ act }) => act === 'choose' || act === 'keep' || act === 'replace',
      );
      const chosen = next.map(({ object }) => namesOf(namesChosen(partsOf(object, []), reader.find)));
      names.push(...(chosen.find(({ length }) => length > 0) ?? []));
    }
  }
  return names;
}

/** What later clauses drop: "we adopt X and retire the old Y", "X for all jobs, no more Y". */
function alsoDropped({ reading, parts, later }: Read, reader: Reader): string[] {
  if (reading.act !== 'choose' && reading.act !== 'keep') return [];
  const names: string[] = [];
  for (const text of [parts.rest, ...later.slice(0, 1)]) {
    for (const clause of clausesOf(text)) {
      const dropped = [...readClause(clause, false)].find(
        ({ act, isStrong, object }) => act === 'drop' && (isStrong || reader.find(headOf(object)).length > 0),
      );
      if (dropped !== undefined) names.push(...sideOf(partsOf(dropped.object, []).matter, reader));
    }
  }
  return names;
}

/** "monorepo. turborepo to be exact": a later sentence says which one. */
function specified(parts: Parts, later: readonly string[], reader: Reader): string[] {
  const exact = [parts.rest, later[0] ?? ''].find((text) =>
    / to be (?:exact|precise|specific)\b/i.test(text),
  );
  return exact === undefined ? [] : namesOf(reader.find(exact));
}

function namesOf(found: readonly Found[]): string[] {
  return unique(found.map(({ name }) => name));
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
