import { type NameIndex, nameIndexOf } from '../answers/names.ts';
import { tokenize } from '../answers/tokens.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { maxChosen } from '../knowledge/rubric-schema.ts';
import { isQuestion, sentencesOf } from '../reading/briefs/clauses.ts';
import { loadBriefModel } from '../reading/briefs/model.ts';
import { createClauseReader, type ReadOption } from '../reading/briefs/reader.ts';
import { createRoleReader, type RoleReader } from '../reading/briefs/roles.ts';
import { readQuantities } from './quantities.ts';
import { contradict, denies, type Question, type TopicRubric } from './rubric.ts';
import { readWeights } from './weights.ts';

/** One thing that a brief tells, with the words that it was read from. */
export interface Understood {
  readonly question: string;
  readonly option: string;
  readonly because: string;
}

/** Why a brief cannot be taken at its word: one clause denies what another says, or it is about two things. */
export type Unclear =
  | {
      readonly kind: 'contradiction';
      readonly question: string;
      readonly sides: readonly [Understood, Understood];
    }
  | { readonly kind: 'two-products'; readonly because: string };

type Contradiction = Extract<Unclear, { kind: 'contradiction' }>;

/** What a brief tells about a topic. */
export interface ReadBrief {
  readonly understood: readonly Understood[];
  /** What it says and denies counts neither way. */
  readonly unclear: readonly Unclear[];
  /** Candidates that the brief leaves in question; empty where it leaves all. */
  readonly shortlist: readonly string[];
  /** Weights for the star matrix that it gives. */
  readonly weights: Readonly<Record<string, number>>;
}

/** Reads briefs for any topic. */
export interface BriefReader {
  /** The text may be the answer to the question `asked`. */
  read(brief: string, topic: TopicRubric, asked?: string): ReadBrief;
}

/** Longer briefs are cut: no team needs more words, and time stays bounded. */
const maxCharacters = 8_000;
/** How sure it must be that a candidate is out. */
const surelyExcluded = 0.8;
/** How sure both sides of a contradiction must be. */
const surelySaid = 0.9;
/** What the option `nodejs` of a language is called elsewhere. */
const nodeLanguages = new Set(['typescript', 'javascript']);

/**
 * Prepares the reading of briefs: numbers with units first, then what the clauses say and imply. Costs some milliseconds
 * once.
 */
export function createBriefReader(knowledge: Knowledge): BriefReader {
  const model = loadBriefModel();
  const clauses = createClauseReader(knowledge, model);
  const rolesIn = createRoleReader(knowledge, model.roles);
  const names = nameIndexOf(knowledge);
  const languages = new Map(knowledge.entries.map(({ id, language }) => [id, language]));
  const broader = new Map(knowledge.entries.map((entry) => [entry.id, entry.broader]));
  return {
    read(brief, topic, asked) {
      const text = brief.slice(0, maxCharacters).replace(/[‘’]/g, "'");
      const contest = readContest(text, topic, names);
      const shortlist = contest.length > 0 ? contest : notExcluded(text, topic, rolesIn, broader);
      const measured = readMeasures(text, topic);
      const counted = new Set(measured.map(({ question }) => question));
      const open = topic.questions.filter(({ id }) => !counted.has(id));
      const read = clauses.read(text, open, asked);
      const contradictions = open.flatMap((one) => contradictionsOf(one, read));
      const denied = contradictions.flatMap(({ sides }) => sides);
      const clear = read.filter(
        ({ question, option }) => !denied.some((one) => one.question === question && one.option === option),
      );
      const understood = [...measured, ...open.flatMap((one) => together(one, clear))];
      return {
        understood: [...understood, ...languageOf(understood, topic, languages, shortlist)],
        unclear: [...contradictions, ...twoProducts(text)],
        shortlist,
        weights: readWeights(text, topic),
      };
    },
  };
}

/** The candidates that are left where a brief rules some out ("no Rails, please"); none where it rules out nobody. */
function notExcluded(
  text: string,
  topic: TopicRubric,
  rolesIn: RoleReader,
  broader: ReadonlyMap<string, string | undefined>,
): string[] {
  const excluded = new Set(
    rolesIn(text)
      .filter(({ role, probability }) => role === 'excluded' && probability >= surelyExcluded)
      .flatMap(({ entries }) => entries),
  );
  const node = ['nodejs', ...nodeLanguages].some((id) => excluded.has(id)) ? nodeLanguages : new Set();
  const left = topic.candidates.filter(
    ({ id, language = '' }) =>
      ![id, broader.get(id) ?? '', language].some((one) => excluded.has(one)) && !node.has(language),
  );
  return left.length === topic.candidates.length ? [] : left.map(({ id }) => id);
}

/** "We build two things: a shop in Rails, and a proxy in Go." */
const twoThings =
  /\b(?:(?:build|make|ship|run|write|plan)\w* (?:two|three|several) (?:different |separate |new )?things|(?:two|2|three|3|several) (?:different |separate |unrelated |new )?(?:products|projects|apps|applications|systems))\b[^.?!]{0,20}[:,(–—-] ?(?:an?|one|the)\b[^.?!]{0,300}? and (?:a|an|the|one|another)\b/i;

function twoProducts(text: string): Unclear[] {
  const [words] = twoThings.exec(text) ?? [];
  return words === undefined ? [] : [{ kind: 'two-products', because: words }];
}

/** What a question's options say and deny, each in a clause of its own and as good as certain. */
function contradictionsOf(question: Question, read: readonly ReadOption[]): Contradiction[] {
  const certain = read.filter((one) => one.question === question.id && one.probability >= surelySaid);
  return certain.flatMap((one) =>
    certain
      .filter(({ option, because }) => {
        const isApart = !because.includes(one.because) && !one.because.includes(because);
        return isApart && denies(question, one.option, option);
      })
      .map(
        (other): Contradiction => ({
          kind: 'contradiction',
          question: question.id,
          sides: [toldBy(other), toldBy(one)],
        }),
      ),
  );
}

/** Of what clauses give for one question, what can be told together: the likeliest first. */
function together(question: Question, read: readonly ReadOption[]): Understood[] {
  const kept: ReadOption[] = [];
  for (const one of read) {
    if (one.question !== question.id || !question.options.some(({ id }) => id === one.option)) continue;
    if (!kept.some(({ option }) => contradict(question, option, one.option))) kept.push(one);
  }
  return kept.slice(0, question.several ? maxChosen : 1).map(toldBy);
}

function toldBy({ question, option, because }: ReadOption): Understood {
  return { question, option, because };
}

/** Numbers with units: of several for one question the largest, as the lowest that is named is seldom the one that counts. */
function readMeasures(text: string, topic: TopicRubric): Understood[] {
  const questions = topic.questions.filter(({ measures }) => measures !== undefined);
  // Where a topic measures one kind of rate only, messages and requests are that.
  const isRate = (one: Question['measures']) => one === 'requests' || one === 'messages';
  const best = new Map<string, Understood & { readonly value: number }>();
  for (const { measure, value, words } of readQuantities(text)) {
    const question =
      questions.find(({ measures }) => measures === measure) ??
      (isRate(measure) ? questions.find(({ measures }) => isRate(measures)) : undefined);
    const option = question?.options.find(
      ({ from, below }) => value >= (from ?? 0) && value < (below ?? Number.POSITIVE_INFINITY),
    );
    if (question === undefined || option === undefined) continue;
    if (value > (best.get(question.id)?.value ?? -1))
      best.set(question.id, { question: question.id, option: option.id, because: words, value });
  }
  return [...best.values()].map(({ question, option, because }) => ({ question, option, because }));
}

/** The language that something is written in where no clause says it: that of all candidates, or the team's only one. */
function languageOf(
  understood: readonly Understood[],
  topic: TopicRubric,
  languages: ReadonlyMap<string, string | undefined>,
  shortlist: readonly string[],
): Understood[] {
  const question = topic.questions.find(({ id }) => id === 'language');
  const isRead = (id: string, option?: string) =>
    understood.some((one) => one.question === id && (option === undefined || one.option === option));
  if (question === undefined || isRead('language')) return [];
  const [listed, ...others] = new Set(shortlist.map((id) => languages.get(id)));
  // A team's language is not taken for granted where the workload speaks for another one.
  const isAbove = isRead('ai', 'heavy') || isRead('traffic', 'over-100k');
  const team = isAbove ? [] : understood.filter((one) => one.question === 'team');
  const [known, ...more] = team;
  const taken =
    listed !== undefined && others.length === 0
      ? { named: listed, because: 'the candidates' }
      : known !== undefined && more.length === 0
        ? { named: known.option, because: known.because }
        : undefined;
  if (taken === undefined) return [];
  const option = nodeLanguages.has(taken.named) ? 'nodejs' : taken.named;
  return question.options.some(({ id }) => id === option)
    ? [{ question: 'language', option, because: taken.because }]
    : [];
}

/** "Kong, Nginx, Traefik?": a question that holds candidates and nothing else. */
function listedOnly(sentence: string, topic: TopicRubric, names: NameIndex): string[] {
  if (!isQuestion(sentence)) return [];
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

const denials = new Set(
  'no not without never neither nor isnt arent dont doesnt didnt cant wont cannot avoid skip wouldnt'.split(
    ' ',
  ),
);

/** "X or Y", "between X and Y", "X vs Y": the candidates that are still in question; none where fewer than two are. */
export function readContest(text: string, topic: TopicRubric, names: NameIndex): string[] {
  for (const { text: sentence } of sentencesOf(text)) {
    if (/\b(?:something else|anything else|or other|whatever|or none)\b/i.test(sentence)) continue;
    const tokens = tokenize(sentence);
    const listed = listedOnly(sentence, topic, names);
    if (listed.length > 1) return listed;
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
      if (!joined || before.some((word) => denials.has(word))) continue;
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
      return [...new Set(list)];
    }
  }
  return [];
}
