import { type ReadTitle, rejectedIn, type TitlePart } from './title-choices.ts';

/** What a title decides, as far as its words leave no doubt. */
export interface TitleDecision {
  /** What is taken, and what is ruled out, by their ids. */
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
  /** What for, in the title's own words; empty where it does not say. */
  readonly purpose: readonly string[];
  /** The same as stems, so that "sessions" is "session". */
  readonly purposeStems: readonly string[];
}

/** Reads what a title decides: "Use Redis for sessions" does, "Backups of Redis" and "Redis memory limits" do not. */
export function readDecision(title: string, read: ReadTitle): TitleDecision {
  const [told = ''] = title.split(reasons);
  const { technologies, parts } = read(told);
  // Most titles name nothing that is known.
  if (technologies.length === 0) return nothing;
  const rejected = rejectedIn(told, read);
  const answer = answerOf(told, read);
  const chosen = parts.flatMap(({ technologies }, at) => (isTaken(parts, at) ? technologies : []));
  const words = parts.flatMap((part) => (part.technologies.length > 0 ? [] : part.words)).filter(isOfPurpose);
  const purpose = new Map(words.map(({ stem, text }) => [stem, asWritten(text, told)]));
  return {
    chosen: [...new Set([...chosen, ...answer])].filter((id) => !rejected.includes(id)),
    rejected,
    purpose: [...purpose.values()],
    purposeStems: [...purpose.keys()],
  };
}

/** A word with its capitals: "API". */
function asWritten(word: string, title: string): string {
  return title.split(/[^\p{L}\p{N}]+/u).find((one) => one.toLowerCase() === word) ?? word;
}

const nothing: TitleDecision = { chosen: [], rejected: [], purpose: [], purposeStems: [] };

/** What stands behind these says why. */
const reasons = /\s(?:because|since|so that|due to|in order to)\s/i;

/** "Message broker: Kafka" */
function answerOf(title: string, read: ReadTitle): readonly string[] {
  const [, answer] = /^[^:]{2,80}:\s+(\S[^:]{0,60})$/.exec(title) ?? [];
  if (answer === undefined) return [];
  const { technologies, others } = read(answer);
  return others.every(({ text }) => isVersion(text) || joining.has(text)) ? technologies : [];
}

/** Whether what stands at a place of a title is what is decided for, and no word on something else about it. */
function isTaken(parts: readonly TitlePart[], at: number): boolean {
  const textAt = (place: number) => parts[place]?.words[0]?.text;
  const isName = (place: number) => (parts[place]?.technologies.length ?? 0) > 0;
  let after = at + 1;
  while (isVersion(textAt(after)) || thingWords.has(textAt(after) ?? '')) after++;
  const next = textAt(after);
  if (next !== undefined && !isName(after) && !afterName.has(next)) return false;
  let before = at - 1;
  // "Use Redis and Kafka", "use the Redis", "use only Redis".
  while (
    articles.has(textAt(before) ?? '') ||
    (before > 0 && (joining.has(textAt(before) ?? '') || isName(before)))
  )
    before--;
  const verb = textAt(before);
  if (verb === undefined) return next === undefined || beginning.has(next);
  if (taking.has(verb)) return true;
  if (!linking.has(verb)) return false;
  return verb === 'as'
    ? false
    : parts.slice(0, before).some(({ words }) => placing.has(words[0]?.text ?? ''));
}

function isVersion(text: string | undefined): boolean {
  return text !== undefined && /^v?\d[\d.x]*$/.test(text);
}

function isOfPurpose({ text }: { readonly text: string }): boolean {
  return (
    !isVersion(text) &&
    ![taking, linking, placing, articles, joining, afterName, thingWords, empty].some((set) => set.has(text))
  );
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** What is taken stands right behind these. */
const taking = wordsOf(
  'use uses using used adopt adopts adopting choose chose choosing chosen pick picks picked select selects selected prefer take takes introduce is are be talk talks speak speaks run runs',
);
/** It stands behind these where one of the verbs below stands before: "store sessions in Redis", "standardise on Go". */
const linking = wordsOf('in on with to via over by through');
const placing = wordsOf(
  'store stores stored keep keeps kept put live lives write writes written build built run runs host hosts hosted deploy deployed move moves migrate switch change replace replaces standardise standardize settle communicate talk stay stays stick go goes persist persisted serve served implement implemented call calls handled',
);
const articles = wordsOf('the a an our only just');
const joining = wordsOf('and or');
/** What may follow on a name without saying something else about it. */
const afterName = wordsOf(
  'for as in on to at with and or only instead rather over not no without since everywhere is are when until from by through via',
);
/** What a name that a title begins with is for. */
const beginning = wordsOf('for as is only everywhere instead rather over');
/** "Kafka broker" is Kafka. */
const thingWords = wordsOf('database db server cluster broker');
const empty = wordsOf(
  'we will should must shall can i us team it its their everybody each every all any one single sole main primary default standard officially now also new do not no never dont drop stop avoid than favour favor of decision adr record everything always mostly both either based via them this that these those my your which what',
);
