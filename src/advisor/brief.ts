import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import type { PhraseIndex } from '../answers/phrases.ts';
import { type Token, tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import { type Clause, sentencesOf } from '../reading/briefs/clauses.ts';
import { type Meaning, namedMeanings, phraseMeanings } from '../reading/briefs/meanings.ts';
import { loadBriefModel } from '../reading/briefs/model.ts';
import { type ClauseReader, createClauseReader, type ReadOption } from '../reading/briefs/reader.ts';
import { readQuantities } from './quantities.ts';
import type { Question, TopicRubric } from './rubric.ts';
import { readWeights } from './weights.ts';

/** One thing that a brief tells, with the words that it was read from. */
export interface Understood {
  readonly question: string;
  readonly option: string;
  readonly because: string;
}

/** What a brief tells about a topic. */
export interface ReadBrief {
  readonly understood: readonly Understood[];
  /** Candidates between which the brief asks to choose; empty where it names fewer than two. */
  readonly shortlist: readonly string[];
  /** Weights for the star matrix that it gives. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Reads briefs for any topic. */
export interface BriefReader {
  read(brief: string, topic: TopicRubric): ReadBrief;
}

/** Longer briefs are cut: no team needs more words, and time stays bounded. */
const maxCharacters = 8_000;

const negations = new Set([
  'no',
  'not',
  'without',
  'never',
  'nobody',
  'none',
  'neither',
  'nor',
  'isnt',
  'arent',
  'wasnt',
  'dont',
  'doesnt',
  'didnt',
  'cant',
  'wont',
  'zero',
  'hardly',
  'cannot',
  'havent',
  'hasnt',
  'nothing',
  'aint',
  'shouldnt',
  'neednt',
  'avoid',
  'lacks',
  'lack',
  'minus',
  'skip',
  'nowhere',
  'wouldnt',
]);

/** So many words before a phrase a negation still means it. */
const negationReach = 5;

/** After these, everything is what somebody else would like. */
const pushedBy =
  /\b(?:insists? on|suggests?|suggested|sugests?|keeps? pushing|swears? by|argues? for|a fan of|raves about|blog post|conference talk|says (?:install|use|take|go|to|we should))\b/i;

/** After these, names are what somebody would like, or what is being left, not what is. */
const hearsay =
  /\b(?:suggests?|suggested|sugests?|keeps? pushing|pushing (?:for|go|rust|node|python)|insists?|swears? by|wants? (?:mongo|kafka|rust|go|to)|is tempted|tempted by|heard (?:about|of|that)|read (?:about|that)|fell in love|loves? the idea|is excited about|hyped?|would love|blog post|conference|argues for|a fan of|instead of|rather than|away from|leave|leaving|replacing|left (?:a|an|the|our)|get rid of|moving off|coming from|migrating from|outgrown|used to (?:be|use|run))\b/i;

const people =
  /\b(?:devs?|developers?|engineers?|team|people|folks?|shop|us|we're|we are|were|everyone|everybody|guys|staff|crew|knows?|knowing|known|experience|experienced|background|speaks?|hired?|programmers?|coders?|colleagues?|grads?|house|squad|fluent|comfortable|at home in|of us|seniors?|juniors?|strong in|good at|came from|come from|comes from|have done|have written|has written|write|writes|(?:all|mostly|mainly|purely|pure|largely)[- ](?:javascript|typescript|python|go|golang|ruby|rust|java|js|ts|node|php|c#)|only|half|two|three|four|five|six|seven|eight|skills?|expertise|expert|trained)\b/i;

/** What stands before the name of the language that something is to be written in. */
const writtenIn =
  /\b(?:written in|built in|coded in|implemented in|settled on|decided on|decided for|committed to|picked|chose|chosen|going with|go with|stick(?:ing)? with|stay(?:ing)? with|stay on|keep writing|we write|doing|now doing|we use|we run|we are on|we're on|has to be(?: in)?|have to be(?: in)?|must be(?: in)?|to be in|be in|is in|are in|all in|api in|app in|(?:new|the|our|this|game|chat) (?:\w+ )?(?:service|server|backend|back end|api|app|codebase|code|stack|layer|worker) (?:is |runs )?(?:in|on)|(?:service|server|backend|api|app|codebase|code|stack|monolith) is|api to|service to|moving to|move to|port(?:ed|ing)? (?:it |this )?to)\s+(?:(?:plain|pure|modern|an?|already|all|mostly|entirely)\s+)*$/i;

/** And what stands after it. */
const sideOf = /^[\w.+#]*\s+(?:side|end)\b/i;
/** Words after a phrase that take it back. */
const takenBack =
  /^[\w-]*(?:\s+(?!and\b|but\b|or\b)[\w-]+){0,5}?\s+(?:(?:is|are|was|were)\s+(?:not|no|over|done|finished|behind us|irrelevant|secondary|unimportant|elsewhere|handled|somebody else)|isn'?t|aren'?t|doesn'?t matter|don'?t matter|not (?:needed|required|wanted|important|the point|a must|a concern|an issue|planned))\b/i;

/**
 * Prepares the reading of briefs: what is said outright first, by names, numbers and phrases; what nobody said so is
 * read from what the clauses imply. Costs some milliseconds once.
 */
export function createBriefReader(
  knowledge: Knowledge,
  clauses: ClauseReader = createClauseReader(knowledge, loadBriefModel()),
): BriefReader {
  const names = nameIndexOf(knowledge);
  const byTopic = new Map<string, PhraseIndex<Meaning>>();
  const phrasesOf = (topic: TopicRubric): PhraseIndex<Meaning> => {
    let phrases = byTopic.get(topic.id);
    if (phrases === undefined) {
      // A longer phrase of another topic must not hide the words that answer this one's own questions.
      const asked = new Set(topic.questions.map(({ id }) => id));
      phrases = phraseMeanings(knowledge.questions.filter(({ id }) => asked.has(id)));
      byTopic.set(topic.id, phrases);
    }
    return phrases;
  };
  const byName = namedMeanings(knowledge.questions);
  const languages = new Map(knowledge.entries.map(({ id, language }) => [id, language]));

  return {
    read(brief, topic) {
      const phrases = phrasesOf(topic);
      const text = brief.slice(0, maxCharacters).replace(/[‘’]/g, "'");
      const weights = readWeights(text, topic);
      const contest = readContest(text, topic, names);
      const shortlist = contest?.candidates ?? [];
      const told =
        contest === undefined ? text : text.replace(contest.words, ' '.repeat(contest.words.length));
      const read = new Map<string, Map<string, string>>();
      const add = (question: string, option: string, because: string) => {
        const options = read.get(question) ?? new Map<string, string>();
        if (!options.has(option)) options.set(option, because);
        read.set(question, options);
      };
      const asked = new Map(topic.questions.map((question) => [question.id, question]));
      const strong = new Map<string, string>();
      const denied = new Set<string>();

      for (const { text: sentence } of sentencesOf(told)) {
        const hearsayAt = hearsay.exec(sentence)?.index ?? Number.POSITIVE_INFINITY;
        const pushedAt = pushedBy.exec(sentence)?.index ?? Number.POSITIVE_INFINITY;
        const aboutPeople = people.test(sentence);
        for (const clause of negationParts(sentence)) {
          for (const { meanings, words, at, isNamed, isNegated } of scan(
            clause.text,
            names,
            phrases,
            byName,
          )) {
            const place = clause.at + at;
            for (const { question: id, option } of meanings) {
              const question = asked.get(id);
              if (question === undefined) continue;
              const known = question.options.some((one) => one.id === option);
              if (isNegated) {
                const denying = question.options.find((one) => one.denies === option);
                if (denying !== undefined) add(id, denying.id, words);
                denied.add(`${id}:${option}`);
                continue;
              }
              if (!known) continue;
              if (place > pushedAt || (isNamed && place > hearsayAt)) continue;
              if (isNamed && question.about === 'team' && !aboutPeople) continue;
              if (isNamed && question.about === 'language') {
                const before = sentence.slice(0, place);
                const isAsked = sentence.includes('?') && /\bin\s+$/i.test(before);
                if (isAsked || writtenIn.test(before) || sideOf.test(sentence.slice(place))) {
                  // What the question itself says outdoes what was told on the way to it.
                  if (
                    sentence.includes('?') &&
                    !/\b(?:do|should|could|can|would) (?:we|i|you)\b/i.test(sentence)
                  )
                    strong.clear();
                  strong.set(option, words);
                }
              }
              add(id, option, words);
            }
          }
        }
      }
      readMeasures(text, topic, add);
      settleTeam(read, denied);
      settleLanguage(read, strong, topic, languages, shortlist);
      const outright = [...read].flatMap(([id, options]) => settle(asked.get(id), options, denied));
      const answered = new Set(outright.map(({ question }) => question));
      const open = topic.questions.filter(({ id }) => !answered.has(id));
      const implied = clauses.read(text, open).filter((one) => !denied.has(`${one.question}:${one.option}`));
      return {
        understood: [...outright, ...open.flatMap((one) => likeliest(one, implied))],
        shortlist,
        weights,
      };
    },
  };
}

/** Of what clauses imply for one question, what can be told together: the likeliest first. */
function likeliest(question: Question, implied: readonly ReadOption[]): Understood[] {
  const denies = (a: string, b: string) => question.options.find(({ id }) => id === a)?.denies === b;
  const kept: ReadOption[] = [];
  for (const one of implied) {
    if (one.question !== question.id || !question.options.some(({ id }) => id === one.option)) continue;
    if (kept.some(({ option }) => option === one.option)) continue;
    if (!kept.some(({ option }) => denies(option, one.option) || denies(one.option, option))) kept.push(one);
  }
  return kept
    .slice(0, question.several ? maxChosen : 1)
    .map(({ option, because }) => ({ question: question.id, option, because }));
}

/** What an answer cannot be together: the first of several where only one counts; no denial beside what it denies. */
function settle(
  question: Question | undefined,
  options: ReadonlyMap<string, string>,
  denied: ReadonlySet<string>,
): Understood[] {
  if (question === undefined) return [];
  const denials = question.options.filter(({ id, denies }) => denies !== undefined && options.has(id));
  const kept = [...options].filter(([id]) => {
    const denial = denials.find(({ denies }) => denies === id);
    // "No admin screens": what was negated does not come in by another word of the same sentence.
    return denial === undefined || !denied.has(`${question.id}:${id}`)
      ? !isDenial(question, id, options, denied)
      : false;
  });
  const chosen = question.several ? kept : pickOne(question, kept);
  return chosen.map(([option, because]) => ({ question: question.id, option, because }));
}

function isDenial(
  question: Question,
  id: string,
  options: ReadonlyMap<string, string>,
  denied: ReadonlySet<string>,
): boolean {
  const denies = question.options.find((option) => option.id === id)?.denies;
  return denies !== undefined && options.has(denies) && !denied.has(`${question.id}:${denies}`);
}

function pickOne(question: Question, options: readonly [string, string][]): [string, string][] {
  if (options.length <= 1) return [...options];
  // The lowest number that is named is seldom the one that counts.
  if (question.measures !== undefined) {
    const sizeOf = (id: string) => question.options.find((option) => option.id === id)?.from ?? 0;
    return [...options].sort((a, b) => sizeOf(b[0]) - sizeOf(a[0])).slice(0, 1);
  }
  return options.slice(0, 1);
}

/** Parts of a sentence within which a negation reaches. */
function negationParts(sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let at = 0;
  for (const text of sentence.split(/([,:()–—]|\s-\s|\bbut\b|\bjust\b|\bexcept\b)/)) {
    if (!/^(?:[,:()–—]|\s-\s|but|just|except)$/.test(text)) clauses.push({ text, at });
    at += text.length;
  }
  return clauses;
}

interface Scanned {
  readonly meanings: readonly Meaning[];
  readonly words: string;
  readonly at: number;
  readonly isNamed: boolean;
  readonly isNegated: boolean;
}

/** Everything in a clause that answers a question, longest first at each place. */
function scan(
  clause: string,
  names: NameIndex,
  phrases: PhraseIndex<Meaning>,
  byName: ReadonlyMap<string, readonly Meaning[]>,
): Scanned[] {
  const tokens = tokenize(clause);
  const places = placesOf(clause, tokens);
  const found: Scanned[] = [];
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    const named = (name?.named ?? []).flatMap(({ kind, id }) =>
      kind === 'entry' && !(id === 'go' && isVerb(tokens, start)) ? (byName.get(id) ?? []) : [],
    );
    const phrase = phrases.at(tokens, start);
    const nameLength = named.length > 0 ? (name?.length ?? 0) : 0;
    const length = Math.max(nameLength, phrase?.length ?? 0);
    if (length === 0) {
      start++;
      continue;
    }
    const shared = { words: wordsAt(clause, places, start, length), at: places[start] ?? 0 };
    const isNegated = isDenied(tokens, start) || takenBack.test(clause.slice(shared.at));
    if (nameLength === length) found.push({ ...shared, meanings: named, isNamed: true, isNegated });
    if (phrase?.length === length)
      found.push({ ...shared, meanings: phrase.values, isNamed: false, isNegated });
    start += length;
  }
  return found;
}

const beforeGo =
  /^(?:in|or|and|know|knows|use|using|vs|some|of|with|like|on|write|writes|for|our|new|a|is|than|beyond)$/;
const afterGo =
  /^(?:or|and|vs|dev|devs|developer|developers|service|services|code|team|people|shop|server|microservice|microservices|backend|engineer|engineers|experience)$/;

/** Written small, "go" is a verb more often than a language: "where the jobs go". */
function isVerb(tokens: readonly Token[], start: number): boolean {
  const token = tokens[start];
  if (token?.text !== 'go' || token.capital) return false;
  return !beforeGo.test(tokens[start - 1]?.text ?? '') && !afterGo.test(tokens[start + 1]?.text ?? '');
}

function isDenied(tokens: readonly Token[], start: number): boolean {
  for (let index = start - 1; index >= Math.max(0, start - negationReach); index--) {
    const text = tokens[index]?.text ?? '';
    // "Not only X", "no longer X alone" say X.
    if (negations.has(text) && tokens[index + 1]?.text !== 'only' && tokens[index + 1]?.text !== 'just')
      return true;
  }
  return false;
}

/** Where each token stands in its clause; tokens come in order. */
function placesOf(clause: string, tokens: readonly Token[]): number[] {
  const lower = clause.toLowerCase();
  let from = 0;
  return tokens.map(({ text }) => {
    const at = lower.indexOf(text, from);
    if (at < 0) return from;
    from = at + text.length;
    return at;
  });
}

function wordsAt(clause: string, places: readonly number[], start: number, length: number): string {
  const end = places[start + length];
  return clause
    .slice(places[start] ?? 0, end ?? clause.length)
    .replace(/[\s,;:.]+$/, '')
    .slice(0, 80);
}

function readMeasures(
  text: string,
  topic: TopicRubric,
  add: (question: string, option: string, because: string) => void,
): void {
  const measured = topic.questions.filter(({ measures }) => measures !== undefined);
  for (const { measure, value, words } of readQuantities(text)) {
    // Where a topic measures one kind of rate only, messages and requests are that.
    const isRate = (one: Question['measures']) => one === 'requests' || one === 'messages';
    const question =
      measured.find(({ measures }) => measures === measure) ??
      (isRate(measure) ? measured.find(({ measures }) => isRate(measures)) : undefined);
    const option = question?.options.find(
      ({ from, below }) => value >= (from ?? 0) && value < (below ?? Number.POSITIVE_INFINITY),
    );
    if (question !== undefined && option !== undefined) add(question.id, option.id, words);
  }
}

/** "A mix" says more than the languages that were counted; what nobody knows is none of them. */
function settleTeam(read: Map<string, Map<string, string>>, denied: ReadonlySet<string>): void {
  const team = read.get('team');
  if (team === undefined) return;
  for (const option of team.keys()) if (denied.has(`team:${option}`)) team.delete(option);
  if (team.size === 0) read.delete('team');
}

/** The language that something is written in, where several are named: the one that is said to be it. */
function settleLanguage(
  read: Map<string, Map<string, string>>,
  strong: ReadonlyMap<string, string>,
  topic: TopicRubric,
  languages: ReadonlyMap<string, string | undefined>,
  shortlist: readonly string[],
): void {
  if (!topic.questions.some(({ id }) => id === 'language')) return;
  const named = read.get('language');
  const [certain] = strong;
  if (certain !== undefined) {
    read.set('language', new Map([certain]));
    return;
  }
  if (named !== undefined && named.size > 1) read.delete('language');
  if (read.has('language')) return;
  const listed = new Set(shortlist.map((id) => languages.get(id)));
  const [only] = listed;
  const toOption: Readonly<Record<string, string>> = { typescript: 'nodejs', javascript: 'nodejs' };
  if (listed.size === 1 && only !== undefined) {
    read.set('language', new Map([[toOption[only] ?? only, 'the candidates']]));
    return;
  }
  // A team's language is not taken for granted where the workload speaks for another one.
  if (read.get('ai')?.has('heavy') === true) return;
  const team = [...(read.get('team') ?? [])];
  const [sole] = team;
  if (team.length === 1 && sole !== undefined) {
    const option = toOption[sole[0]] ?? sole[0];
    const valid = topic.questions
      .find(({ id }) => id === 'language')
      ?.options.some(({ id }) => id === option);
    if (valid === true) read.set('language', new Map([[option, sole[1]]]));
  }
}

/** "Kong, Nginx, Traefik?": a question that holds candidates and nothing else. */
function listedOnly(sentence: string, topic: TopicRubric, names: NameIndex): string[] {
  if (!sentence.trim().endsWith('?')) return [];
  const ids = sentence
    .replace(/\?\s*$/, '')
    .split(/,|\bor\b|\band\b|\bvs\b/i)
    .map((part) => {
      const tokens = tokenize(part);
      const name = names.at(tokens, 0);
      return name?.length !== tokens.length
        ? undefined
        : name.named
            .map(({ id }) => id)
            .find((id) => topic.candidates.some((candidate) => candidate.id === id));
    });
  return ids.every((id) => id !== undefined) ? [...new Set(ids.flatMap((id) => id ?? []))] : [];
}

/** "X or Y", "between X and Y", "X vs Y": the candidates that are still in question, and the words that say so. */
function readContest(
  text: string,
  topic: TopicRubric,
  names: NameIndex,
): { candidates: string[]; words: string } | undefined {
  for (const { text: sentence } of sentencesOf(text)) {
    if (/\b(?:something else|anything else|or other|whatever|or none)\b/i.test(sentence)) continue;
    const tokens = tokenize(sentence);
    const listed = listedOnly(sentence, topic, names);
    if (listed.length > 1) return { candidates: listed, words: sentence };
    const found: { id: string; from: number; to: number }[] = [];
    for (let start = 0; start < tokens.length; ) {
      const name = names.at(tokens, start);
      const id = name?.named
        .map((named) => named.id)
        .find((one) => topic.candidates.some((c) => c.id === one));
      if (name !== undefined && id !== undefined) found.push({ id, from: start, to: start + name.length });
      start += name?.length ?? 1;
    }
    for (const [index, first] of found.entries()) {
      const second = found[index + 1];
      if (second === undefined || second.id === first.id) continue;
      const between = tokens.slice(first.to, second.from).map(({ text: word }) => word);
      const before = tokens.slice(Math.max(0, first.from - 2), first.from).map(({ text: word }) => word);
      const joined =
        (between.length === 1 && /^(?:or|vs|versus|against)$/.test(between[0] ?? '')) ||
        (between.length === 1 && between[0] === 'and' && before.includes('between'));
      if (!joined || before.some((word) => negations.has(word))) continue;
      const list = [first.id, second.id];
      // "A, B or C": what stands right before belongs to the list.
      for (let at = index - 1; at >= 0; at--) {
        const earlier = found[at];
        const following = found[at + 1];
        if (earlier === undefined || following === undefined || earlier.to !== following.from) break;
        list.unshift(earlier.id);
      }
      const third = found[index + 2];
      if (third !== undefined) {
        const link = tokens.slice(second.to, third.from).map(({ text: word }) => word);
        if (link.length === 1 && link[0] === 'or') list.push(third.id);
      }
      const places = placesOf(sentence, tokens);
      const words = sentence.slice(places[first.from], places[second.to] ?? sentence.length);
      return { candidates: [...new Set(list)], words };
    }
  }
  return undefined;
}
