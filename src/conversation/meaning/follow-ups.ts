import type { Question } from '../../answers/understand.ts';

/** What was spoken of before, for words that rely on it. */
export interface Spoken {
  /** The question that was answered last; undefined where there was none. */
  readonly question: string | undefined;
  /** Names of the entries that it was about. */
  readonly about: readonly string[];
  /** Names of what its answer brought up beside them. */
  readonly told: readonly string[];
  /** Names of what was compared or listed last, in order. */
  readonly compared: readonly string[];
  /** Names of what was spoken of lately, the latest first. */
  readonly recent: readonly string[];
}

/** How much of an answer is wanted. */
export type Extent = 'short' | 'whole' | 'more' | 'sources';

/** A message as a question that can be answered by itself. */
export interface Followed {
  /** In the order in which they are tried; the first that the documents cover is answered. */
  readonly questions: readonly string[];
  readonly extent: Extent;
  /** Whether the first ones only guess that the words are about what was spoken of: half of the words has to be met. */
  readonly guessed?: true;
  /** Whether its words are no question without what they point to: the last of the questions is not answered then. */
  readonly isBound?: true;
  /** Set where the words rely on something that was not said: what has to be asked back. */
  readonly lacks?: 'things-to-compare' | 'referent';
}

/** Reads a question: its words, the ids and names of what it is about. */
export interface Reading {
  understand(text: string): Question;
  nameOf(entry: string): string;
  kindOf(entry: string): string;
}

const switches =
  /^(?:moving on|(?:diff|new) (?:topic|question|subject)|next (?:topic|question|subject)|(?:a )?(?:different|another|other|unrelated) (?:topic|question|subject|one|thing)|(?:an)?other (?:thing|topic|question|one)(?=[\s]*[:,–-])|something (?:else|different)|unrelated(?:ly)?|on (?:another|a different) (?:note|topic|subject)|changing (?:the )?(?:topic|subject)|change of (?:topic|subject)|side note|off[- ]topic)\b[\s,.:;!–-]*/i;
const returns = /^(?:(?:ok,? )?(?:back|returning|coming back|going back|again) (?:to|on)|again,|about)\s+/i;
const openers =
  /^(?:ok(?:ay)?|so|well|hm+|ah|oh|now|great|good|cool|nice|right|thanks|interesting|alright|i see|got it|hey|btw|by the way|quick question|question)[\s,.:;!–-]+/i;
const corrections =
  /^(?:(?:oops|sorry|no|nope|nah|wait|actually|ah|argh|hm+|my bad|pardon|typo|scratch that|correction|err?m?)[\s,.:;!–-]+){0,3}(?:(?:wrong (?:one|thing|name|question|tech|word)|typo|not that(?: one)?|that'?s not what i meant|scratch that)[\s,.:;!–-]+(?:but )?)?(?:(?:i|we) (?:actually |really )?(?:meant|mean|wanted|was asking (?:about|for)|were asking (?:about|for))(?: to (?:say|ask)(?: about)?)?|make (?:that|it)|rather|should (?:be|have been)|instead(?: of that)?|i was thinking of)[\s,:]+(.{1,200})$/i;
/** "Argh, Kafka I meant" */
const meantLast =
  /^(?:\p{L}{2,8}[\s,.:;!–-]+)?([^,;:]{2,60}?),? (?:is what )?(?:i|we) (?:meant|mean)[\s.!]*$/iu;
const negated = /^(?:oops|sorry|no|nope|nah|wait|typo|correction|not \S+)[\s,.:;!–-]+(?!.*\?.*\?)(.{1,80})$/i;

const shorter =
  /\b(?:shorter|short version|in short|briefly|brief|in (?:one|a single|1|two) (?:sentence|line|word)s?|one[- ](?:liner|sentence|line)|tl;?dr|in a nutshell|summari[sz]e|sum (?:it|that) up|too long|less words|fewer words|(?:the )?gist|eli5|simpler|condensed|compact)\b/i;
const longer =
  /^(?:(?:can you |could you |please |and |ok |tell me |show me |give me |any |i want |some )*(?:more|more (?:details?|info(?:rmation)?|about (?:it|that|this)|please|on (?:it|that|this))|details?|elaborate|go on|continue|what else|anything else|longer|expand(?: on (?:it|that|this))?|the rest|keep going)(?: please)?)[\s?.!]*$/i;
const sources =
  /^(?:(?:and |but |ok )?(?:source|sources|citation|citations|reference|references|link|links|proof|evidence|says who|who says (?:so|that|this)|where (?:is|does|did) (?:that|this|it) (?:come )?from|where (?:did|do) you (?:get|have|take) (?:that|this|it)(?: from)?|which documents?(?: says? (?:so|that|this))?|according to (?:whom|what|who)|is that true|are you sure|really|how do you know(?: that| this)?|what'?s (?:your|the) source|citation needed))(?: please| for (?:that|this|it))?[\s?.!]*$/i;

const substituting =
  /^(?:and|or|but|so|then|also)?[\s,]*(?:what|how) (?:about|of|'bout)\s+(.{1,120})$|^(?:and|or|but|then|also|plus|same)[\s,]+(?:(?:the )?same )?(?:for |with |in |on |of |using |without |to |question for |thing for |is it for )?(.{1,120})$|^(?:for|with|in|on|using|without|under|against|of|at|as)\s+(.{1,100})$|^same (?:question |thing )?(?:for|with|in|on|but)\s+(.{1,100})$/i;
const asking =
  /^(?:what|which|when|where|who|whom|whose|why|how|is|are|was|were|does|do|did|can|could|should|would|will|has|have|may|must|explain|describe|tell|list|name|compare|give|show)\b/i;
const pronouns =
  /\b(?:it|its|it's|they|them|their|theirs|those|these|(?:that|this|the same|the other|the latter|the former)(?: one| thing| two)?(?=\s*(?:$|[?.!,]|is\b|are\b|was\b|has\b|does\b|do\b|work|mean|for\b|with\b|in\b|on\b|to\b|then\b|and\b|or\b|better\b|compare))|both|either(?: of them| one)?|the two|each|he|she)\b/i;
const pointed =
  /\b(?:it|its|they|them|their|those|these|(?:that|this|the (?:first|second|other|last|former|latter|faster|better|slower|cheaper|newer|older)) one)\b/i;
const bareWhich =
  /^(?:and |so |but )?(?:which|what)(?: one)?(?: is|'s)? (?:the )?(?:better|best|faster|fastest|slower|cheaper|cheapest|simpler|easier|safer|nicer|more \w+)(?: one)?[\s?.!]*$/i;
const howMuch =
  /^(?:and |but |so )?(?:by )?how much(?: (?:faster|slower|better|more|less|cheaper|is it|is that|exactly|roughly))*[\s?.!]*$/i;
const several =
  /\b(?:they|them|their|theirs|those|these|both|the two|either|each|which(?: one| of)?|difference|differ|compare|versus|vs|better|faster|slower|best|fastest|cheaper|easier|simpler|safer|more|less|fewer|most|least|winner|cheapest|slowest|smallest|lightest|heaviest|leanest|newest|oldest|biggest|easiest|simplest|safest|nicer|lighter|leaner|heavier|smaller|bigger|newer|older|of them|the lot)\b/i;
const comparing =
  /^(?:(?:please |pls |can you |could you |ok |and |now |then )*(?:compare|contrast|diff)(?: (?:them|both|those|these|the two|all|it|that|this))*|(?:what(?:'s| is|s)? |and |the |so )*(?:the )?differences?(?: between (?:them|both|those|the two))?(?: (?:in|then|please).{0,30})?|(?:them|both) side by side|pros and cons(?: of (?:both|each|them))?|which (?:one|of (?:them|the two|those))(?: (?:is|would|should).{0,20})?)[\s?.!]*$/i;
const ordinals: readonly (readonly [RegExp, number])[] = [
  [/\b(?:the )?(?:first|1st|former)(?: one)?\b/i, 0],
  [/\b(?:the )?(?:second|2nd|latter|other)(?: one)?\b/i, 1],
  [/\b(?:the )?(?:third|3rd)(?: one)?\b/i, 2],
  [/\b(?:the )?last(?: one)?\b/i, -1],
];
const asksForCons =
  /\b(?:cons|downsides?|weakness(?:es)?|disadvantages?|drawbacks?|negatives?|bad sides?)\b/i;
const asksForPros = /\b(?:pros|upsides?|strengths?|advantages?|benefits?|positives?|good sides?)\b/i;

/** "Kafka, I meant": whether words put right what was asked before. */
export function isCorrection(line: string): boolean {
  return corrections.test(line) || meantLast.test(line);
}

/** Completes a message by what was spoken of before, so that it can be answered by itself. */
export function follow(text: string, spoken: Spoken, reading: Reading): Followed {
  // "Great. Different topic, ..."
  const opened = text.replace(openers, '');
  const switched = switches.test(text) || switches.test(opened);
  const plain = (switched && !switches.test(text) ? opened : text)
    .replace(switches, '')
    .replace(returns, '')
    .replace(/(?<=\S)\s+i mean,\s+(?=\S)/i, ', ');
  const line = withOwnReferent(trimmed(plain), reading);
  const whole = (...questions: readonly string[]): Followed => ({
    questions: distinct(questions),
    extent: 'whole',
  });
  if (switched || spoken.question === undefined) return withoutBefore(line, spoken, reading, whole);
  if (longer.test(line)) return { questions: [spoken.question], extent: 'more' };
  if (sources.test(line)) return { questions: [spoken.question], extent: 'sources' };
  if (shorter.test(line)) return shortened(line, spoken, reading);
  const corrected = corrections.exec(line)?.[1] ?? meantLast.exec(line)?.[1] ?? negatedName(line, reading);
  if (corrected !== undefined) return whole(...substituted(trimmed(corrected), spoken, reading), corrected);
  const pointed = pointing(line, spoken);
  // Whatever else is said of "the first" has to be met: "my first marathon" is none of what was compared.
  if (pointed !== undefined) return { ...whole(...pointed), guessed: true };
  if (comparing.test(line)) return compared(line, spoken, whole);
  if (howMuch.test(line)) return whole(...byHowMuch(line, spoken));
  return continued(line, spoken, reading, whole);
}

/** "A colleague raves about Orval, what does it do?": the pronoun of the question is named before it. */
function withOwnReferent(line: string, reading: Reading): string {
  const [, before = '', question = ''] =
    /^(.{4,400}?)[,.;:!–-]\s+((?:so |and |but )?(?:what|which|how|why|when|who|is|are|does|do|can|should)\b[^,.;:!]{3,200})$/is.exec(
      line,
    ) ?? [];
  if (!pronouns.test(question)) return line;
  const [entry] = reading.understand(before).entries.slice(-1);
  if (entry === undefined || reading.understand(question).entries.length > 0) return line;
  return question.replace(pronouns, reading.nameOf(entry));
}

function withoutBefore(
  line: string,
  spoken: Spoken,
  reading: Reading,
  whole: (...questions: string[]) => Followed,
): Followed {
  const { entries, slots } = reading.understand(line);
  if ((comparing.test(line) || bareWhich.test(line)) && entries.length < 2) {
    return spoken.compared.length > 1 || spoken.recent.length > 1
      ? compared(line, spoken, whole)
      : { questions: [], extent: 'whole', lacks: 'things-to-compare' };
  }
  const rest = line
    .match(substituting)
    ?.slice(1)
    .find((part) => part !== undefined);
  const says = slots.filter(({ kind }) => kind !== 'everyday' && kind !== 'unknown');
  const isPointing = pointed.test(line) && !slots.some(({ kind }) => kind === 'topic');
  const isBare = slots.length === 0 || says.length > 0;
  if (
    entries.length === 0 &&
    line.length < 60 &&
    isBare &&
    (isPointing || (says.length === 0 && pronouns.test(line)))
  )
    return { questions: [], extent: 'whole', lacks: 'referent' };
  return whole(line, ...(rest === undefined ? [] : [rest]));
}

/** "Shorter please" is the last answer again; "difference in one sentence" is a question of its own. */
function shortened(line: string, spoken: Spoken, reading: Reading): Followed {
  const rest = trimmed(
    line
      .replace(shorter, ' ')
      .replace(
        /\b(?:please|pls|version|make (?:it|that)|can you|could you|say (?:it|that)|again|now|but|and|the|a|that|it|answer|give|me|in|was|much|bit|little|keep|for|as|to|explain|like)\b/gi,
        ' ',
      ),
  );
  const again = { questions: [spoken.question ?? ''], extent: 'short' as const };
  if (rest.length < 3) return again;
  const followed = follow(rest, spoken, reading);
  return followed.questions.length === 0 ? again : { ...followed, extent: 'short' };
}

function negatedName(line: string, reading: Reading): string | undefined {
  const name = negated.exec(line)?.[1];
  if (name === undefined || asking.test(name)) return undefined;
  return reading.understand(name).entries.length > 0 ? name : undefined;
}

/** "The second one, cons only" */
function pointing(line: string, spoken: Spoken): string[] | undefined {
  if (spoken.compared.length < 2 || line.length > 120) return undefined;
  for (const [pattern, place] of ordinals) {
    if (!pattern.test(line)) continue;
    const name = spoken.compared.at(place);
    if (name === undefined) return undefined;
    const rest = trimmed(
      line.replace(pattern, ' ').replace(/\b(?:only|just|please|and|tell me|about|what|more)\b/gi, ' '),
    );
    if (asksForCons.test(rest)) return [`cons of ${name}`];
    if (asksForPros.test(rest)) return [`pros of ${name}`];
    return [rest.length < 3 ? `what is ${name} good at` : line.replace(pattern, name), `${name} ${rest}`];
  }
  return undefined;
}

function compared(line: string, spoken: Spoken, whole: (...questions: string[]) => Followed): Followed {
  const names = spoken.compared.length > 1 ? spoken.compared : spoken.recent.slice(0, 2).reverse();
  if (names.length < 2) return { questions: [], extent: 'whole', lacks: 'things-to-compare' };
  const all = names.slice(0, 3).join(' vs ');
  if (/\bpros and cons\b/i.test(line)) return whole(`pros and cons of ${all}`, all);
  return whole(/\bwhich\b/i.test(line) ? `which is better, ${all}` : all, all);
}

/** "By how much?" asks for the figure of what was told. */
function byHowMuch(line: string, spoken: Spoken): string[] {
  const names = (spoken.compared.length > 1 ? spoken.compared : spoken.about).join(' ');
  return [
    `how much faster ${names}`,
    `${line} ${withoutAbout(spoken)} ${names}`,
    `${spoken.question ?? ''}`,
    line,
  ];
}

function continued(
  line: string,
  spoken: Spoken,
  reading: Reading,
  whole: (...questions: string[]) => Followed,
): Followed {
  const body = trimmed(line.replace(openers, ''));
  const rest = trimmed(
    body
      .match(substituting)
      ?.slice(1)
      .find((part) => part !== undefined) ?? '',
  );
  const bare = trimmed(body.replace(/^(?:and|or|but|so|then|also)[\s,]+/i, ''));
  const turned = otherExtreme(bare, spoken.question ?? '');
  if (turned !== undefined) return whole(turned, `${bare} ${spoken.about.join(' ')}`, bare);
  const question = reading.understand(bare);
  if (pronouns.test(bare)) {
    const telling = question.slots.filter(({ kind }) => kind !== 'everyday' && kind !== 'unknown');
    const isBound = question.entries.length === 0 && telling.length < 2 ? { isBound: true as const } : {};
    return { ...whole(...referring(bare, question, spoken, reading)), guessed: true, ...isBound };
  }
  // "For which cases is X ...?" is a question of its own.
  if (asking.test(rest) && question.entries.length > 0) return whole(bare);
  if (rest !== '' && !asking.test(rest)) return whole(...substituted(rest, spoken, reading), bare);
  if (question.entries.length === 0) return { ...whole(...bareWords(bare, question, spoken)), guessed: true };
  // "SQLAlchemy or Prisma" is a whole question, whatever was spoken of.
  if (question.entries.length > 1 && /\b(?:or|vs\.?|versus)\b/i.test(bare)) return whole(bare);
  // It names what it is about; only in a comparison what was spoken of is the other half.
  const isShort = question.slots.length < 3 && !asking.test(bare);
  return isShort
    ? whole(...substituted(bare, spoken, reading), bare)
    : several.test(bare)
      ? { ...whole(bare, `${bare} ${spoken.about.join(' ')}`), guessed: true }
      : whole(bare);
}

/** "Does it work with FastAPI?": the pronoun is what was spoken of. */
function referring(line: string, question: Question, spoken: Spoken, reading: Reading): string[] {
  const isSeveral = several.test(line);
  const names = isSeveral ? severalOf(spoken) : spoken.about.slice(0, 2);
  const [first = ''] = names;
  const all = names.join(' and ');
  const own = new Set(question.entries.map(reading.nameOf));
  const referent = isSeveral ? all : (names.find((name) => !own.has(name)) ?? first);
  if (/\b(?:compare|vs|versus|difference|differ)\b/i.test(line) && question.entries.length > 0) {
    const other = question.entries.map(reading.nameOf);
    return [[referent, ...other].join(' vs '), line];
  }
  const naming = (name: string) =>
    line.replace(pronouns, (word) => (/^(?:its|their|theirs)$/i.test(word) ? `${name}'s` : name));
  const replaced = naming(referent);
  const others = spoken.about.filter((name) => name !== referent && !own.has(name));
  return [
    replaced,
    `${replaced} ${others.join(' ')}`,
    // "Node.js with Socket.IO": the pronoun may be what the answer brought up.
    ...(isSeveral ? [] : spoken.told.filter((name) => !own.has(name)).map(naming)),
    `${line} ${withoutAbout(spoken)}`,
    line,
  ];
}

/** What "them" are: what was compared, else what was spoken of lately. */
function severalOf({ compared: together, recent, about }: Spoken): readonly string[] {
  if (together.length > 1) return together;
  return recent.length > 1 ? recent.slice(0, 4) : about;
}

/** "And in Python": the same question with another thing in the place of the one most like it. */
function substituted(rest: string, spoken: Spoken, reading: Reading): string[] {
  const before = spoken.question ?? '';
  const now = reading.understand(rest);
  const then = reading.understand(before);
  const about = spoken.about.join(' ');
  if (now.entries.length === 0) return [`${rest} ${about}`, `${rest} ${withoutAbout(spoken)} ${about}`];
  // What names a thing and asks something of it stands by itself.
  const isWhole = now.slots.some(({ kind }) => kind === 'criterion' || kind === 'word' || kind === 'detail');
  const place = placeFor(now, then, before, reading);
  const extra = `${rest} ${withoutAbout(spoken)}`;
  if (place === undefined) return [`${before} ${rest}`, extra, `${rest} ${about}`];
  // A nickname alone is written out, so that nothing else is read into it.
  const [only] = now.slots.length === 1 ? now.entries : [];
  const name = only === undefined ? rest : reading.nameOf(only);
  const replaced = before.slice(0, place.start) + name + before.slice(place.end);
  return isWhole ? [rest, replaced, extra] : [replaced, extra];
}

/** Where in the last question stands what is replaced: the entry of the same kind, else its first one. */
function placeFor(
  now: Question,
  then: Question,
  text: string,
  reading: Reading,
): { start: number; end: number } | undefined {
  const slots = then.slots.filter(({ kind }) => kind === 'entry');
  const kinds = new Set(now.entries.map(reading.kindOf));
  const alike = slots.find(({ ids }) => ids.some((id) => kinds.has(reading.kindOf(id))));
  for (const slot of alike === undefined ? slots : [alike, ...slots]) {
    const pattern = slot.words.split(' ').map(escaped).join('[^\\p{L}\\p{N}]{1,3}');
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?:s|es)?(?![\\p{L}\\p{N}])`, 'iu').exec(text);
    if (found !== null) return { start: found.index, end: found.index + found[0].length };
  }
  return undefined;
}

const extreme = /\b(?:(?:most|least) \p{L}+|best|worst|\p{L}{3,}(?<!t)est)\b/iu;

/** "And hardest?" after "which are the easiest to hire": the same question with the other extreme. */
function otherExtreme(line: string, before: string): string | undefined {
  const [wanted] = extreme.exec(line) ?? [];
  const isAlone = wanted !== undefined && /^(?:the )?[\s?.!]*$/i.test(line.replace(extreme, ''));
  return isAlone && extreme.test(before) ? before.replace(extreme, wanted) : undefined;
}

/** "Deserialize?", "which is faster?": words without a name are about what was spoken of. */
function bareWords(line: string, question: Question, spoken: Spoken): string[] {
  const names = several.test(line) ? severalOf(spoken) : spoken.about;
  const about = names.join(' ');
  const known = question.slots.filter(({ kind }) => kind !== 'everyday' && kind !== 'unknown').length;
  const isWhole = known >= 3;
  const joined = [
    `${line} ${about}`,
    `${line} ${about} ${withoutAbout(spoken)}`,
    ...(several.test(line) ? [] : spoken.told.map((name) => `${line} ${name}`)),
  ];
  return isWhole ? [line, ...joined] : [...joined, line];
}

/** The last question without the names in it: what it asked. */
function withoutAbout({ question = '', about }: Spoken): string {
  return trimmed(about.reduce((rest, name) => rest.replace(new RegExp(escaped(name), 'gi'), ' '), question));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function trimmed(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.:;!–-]+|[\s,:;!–-]+$/g, '')
    .trim();
}

function distinct(questions: readonly string[]): string[] {
  // A question mark inside would part what belongs together.
  const whole = questions.map((question) => trimmed(question.replace(/\?(?=\s*\S)/g, ' ')));
  return [...new Set(whole)].filter((question) => question !== '');
}
