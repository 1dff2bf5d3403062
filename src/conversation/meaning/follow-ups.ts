import {
  bareWords,
  byHowMuch,
  pointed,
  pointing,
  pronouns,
  referring,
  withOwnReferent,
} from './references.ts';
import { type Reading, type Spoken, several, trimmed } from './spoken.ts';
import { otherExtreme, substituted } from './substitutions.ts';

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
const bareWhich =
  /^(?:and |so |but )?(?:which|what)(?: one)?(?: is|'s)? (?:the )?(?:better|best|faster|fastest|slower|cheaper|cheapest|simpler|easier|safer|nicer|more \w+)(?: one)?[\s?.!]*$/i;
const howMuch =
  /^(?:and |but |so )?(?:by )?how much(?: (?:faster|slower|better|more|less|cheaper|is it|is that|exactly|roughly))*[\s?.!]*$/i;
const comparing =
  /^(?:(?:please |pls |can you |could you |ok |and |now |then )*(?:compare|contrast|diff)(?: (?:them|both|those|these|the two|all|it|that|this))*|(?:what(?:'s| is|s)? |and |the |so )*(?:the )?differences?(?: between (?:them|both|those|the two))?(?: (?:in|then|please).{0,30})?|(?:them|both) side by side|pros and cons(?: of (?:both|each|them))?|which (?:one|of (?:them|the two|those))(?: (?:is|would|should).{0,20})?)[\s?.!]*$/i;

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
  const meant = pointing(line, spoken);
  // Whatever else is said of "the first" has to be met: "my first marathon" is none of what was compared.
  if (meant !== undefined) return { ...whole(...meant), guessed: true };
  if (comparing.test(line)) return compared(line, spoken, whole);
  if (howMuch.test(line)) return whole(...byHowMuch(line, spoken));
  return continued(line, spoken, reading, whole);
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

function compared(line: string, spoken: Spoken, whole: (...questions: string[]) => Followed): Followed {
  const names = spoken.compared.length > 1 ? spoken.compared : spoken.recent.slice(0, 2).reverse();
  if (names.length < 2) return { questions: [], extent: 'whole', lacks: 'things-to-compare' };
  const all = names.slice(0, 3).join(' vs ');
  if (/\bpros and cons\b/i.test(line)) return whole(`pros and cons of ${all}`, all);
  return whole(/\bwhich\b/i.test(line) ? `which is better, ${all}` : all, all);
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

function distinct(questions: readonly string[]): string[] {
  // A question mark inside would part what belongs together.
  const whole = questions.map((question) => trimmed(question.replace(/\?(?=\s*\S)/g, ' ')));
  return [...new Set(whole)].filter((question) => question !== '');
}
