import { speaksOfElsewhere, speaksOfTrade } from './engineering.ts';
import { isAbsurd, isConditionalAfter, isHedged, isOftenJested, isTrial } from './exclusions.ts';
import type { NameFinder } from './names.ts';
import { type Parts, withoutLead } from './parts.ts';
import type { Reading } from './read.ts';
import { lines } from './start.ts';
import { speaksForDecision, tellsHardReason, tellsLesson } from './support.ts';

/** How far into its head a weak verb's technology may stand. */
const nearHead = 16;

const routine = lines(
  String.raw`
    ^(?:(?:the|a|an|this|that|our|all|old|previous|last|new|another|
    some)\s+)*(?:\w+\s+){0,1}?(?:prod(?:uction)?|staging|main|master|trunk|develop|replicas?|back-?ups?|
    branch|servers?|rooms?|channels?|threads?|version|v?\d+\.\d\S*|nodes?|machines?|index(?:es)?|tables?|
    columns?|connections?|constraints?|messages?|packets?|partitions?|tickets?|call|meeting|topic|subject|
    question|point|ball|link|file|logs?|bug|release|option|test run|discussion|part|comment|data|build|job|
    fix|hotfix|patch|rollback|pr|mr|commit|review)\b
    `,
);
const lateness = lines(
  String.raw`
    \b(?:down for|for (?:the )?maintenance|running late|for (?:a|the) (?:minute|sec|second|moment|bit|day|week|weekend|
    while|few \w+|win|demo|show|time being)|until when|(?:on|in) (?:staging|dev|test)(?: only)?$|quickly|
    real quick|to test|to check|and see|every time|whenever|after the (?:failover|outage|restart|incident|
    reboot|maintenance|break)|and (?:it|they|that) (?:is|are|was|were))\b|\bat \d{1,2}(?::\d\d)? ?(?:am|
    pm)?$
    `,
);
/** What was found out is no rule. */
const happened = lines(
  String.raw`
    \b(?:was|were|wasn't|caused|because of a|failed|failing|missing|broken|crashed|leaked|lost|found|
    happened|the (?:problem|reason|cause|culprit|bottleneck)|to blame|eol|did|didn't|had)\b
    `,
);
const praise = lines(
  String.raw`
    \b(?:is|are|was|were|looks?|seems?|feels?) (?!never|not|only|no)(?:\w+ )?(?:overkill|great|nice|bad|
    good|fine|slow|fast|awesome|terrible|down|up|back|broken|fixed|ready|done|live|green|red|cool|better|
    best|worse|hard|easy|fun|ok|okay|wrong|right|enough|available|out|running|failing|there|coming|still|
    pending|open|released|stuck)\b
    `,
);
/** "adopting X takes time" talks about it. */
const gerundSubject = lines(
  String.raw`
    \b(?:is|isn't|are|was|wasn't|means?|meant|takes?|took|hurts?|broke|breaks|would|needs?|requires?|costs?|
    makes?|made|gives?|gave|helps?|helped|saved?|saves|sounds?|seems?|feels?|works?|has|had|will|can|can't|
    did|does|doesn't|didn't|fixed|fixes|solved?|solves|brings?|brought|went|turned|caused|causes|removes?|
    reduced)\b
    `,
);
const personal = /\b(?:i|i'm|i'll|my|mine|me|myself|your|you|his|her|he|she)\b/i;

/** What stands around deciding words. */
export interface Context {
  readonly before: string;
  /** The deciding words as written, up to their object. */
  readonly deed: string;
  readonly message: string;
  /** Whether its writer laughs. */
  readonly laughs: boolean;
}

/** What is known about words. */
export interface Words {
  readonly find: NameFinder;
  readonly isEnglish: (word: string) => boolean;
}

/** What people take in turns: "lena it is for release duty". */
const turns =
  /\b(?:duty|shift|on-?call|minutes|notes|moderat\w+|(?:this|next) week|takes notes|volunteer\w*)\b/i;

/**
 * Whether a head is the name of something that nobody here knows: not an English word, among talk of software or with
 * a reason, and not of people.
 */
function isUnknownName(parts: Parts, message: string, { find, isEnglish }: Words): boolean {
  const name = withoutLead(parts.head).replace(/\s+(?:then|now|please|instead|today)$/i, '');
  const words = name.split(' ');
  if (words.length > 3 || !words.every((word) => /^[a-z][a-z\d.+#/-]+$/i.test(word))) return false;
  const isName =
    words.some((word) => word.length > 2 && !isEnglish(word.toLowerCase())) ||
    (words.length > 1 && words.every((word) => /^[A-Z]/.test(word)));
  if (
    !isName ||
    speaksOfElsewhere(message) ||
    turns.test(message) ||
    personal.test(message) ||
    routine.test(name)
  )
    return false;
  return speaksOfTrade(message) || find(message).length > 0 || parts.rest.includes(' ');
}

/** Whether deciding words are meant, and about software. */
export function isDecision(
  reading: Reading,
  parts: Parts,
  { before, deed, message, laughs }: Context,
  words: Words,
): boolean {
  const said = `${reading.old ?? ''} ${parts.matter}`;
  if (
    isHedged(said) ||
    isTrial(`${deed} ${reading.act === 'replace' ? parts.head : ''}`) ||
    isConditionalAfter(parts.rest) ||
    isAbsurd(said)
  )
    return false;
  if (personal.test(said) || lateness.test(said)) return false;
  if (laughs && (isOftenJested(`${deed} ${said}`) || !namesSomething(said, before, parts, words)))
    return false;
  if (reading.isBare === true && gerundSubject.test(said)) return false;
  if (reading.needsSupport === true && !reading.isAnnounced && !isSupported(reading, message)) return false;
  return (
    isAboutSoftware(reading, parts, before, words.find) ||
    (reading.needsSupport === true && tellsLesson(message) && isTrade(reading, parts)) ||
    (reading.act !== 'rule' &&
      (reading.isStrong || isSupported(reading, message)) &&
      isUnknownName(parts, message, words))
  );
}

/** Who laughs has to name what is meant, if only by "it". */
function namesSomething(said: string, before: string, parts: Parts, { find }: Words): boolean {
  return find(isPronoun(parts.head) ? before : said).length > 0;
}

/** Whether something but the deciding words themselves speaks for a decision: "redis is dead" alone may be an outage. */
function isSupported({ act }: Reading, message: string): boolean {
  if (act === 'choose' && tellsHardReason(message)) return true;
  return speaksForDecision(
    act === 'drop' ? message.replace(/\b(?:is|are) (?:dead|gone|legacy|history)\b/i, '') : message,
  );
}

function isAboutSoftware(reading: Reading, parts: Parts, before: string, find: NameFinder): boolean {
  if (reading.old !== undefined)
    return namesOne(reading.old, find) || namesOne(parts.head, find) || isTrade(reading, parts);
  if (isPronoun(parts.head)) return find(before).length > 0;
  if (reading.act === 'rule') return isRule(parts, find);
  if (!reading.isStrong) return isNameAlone(parts.head, find);
  return (
    namesOne(parts.head, find) ||
    find(parts.matter).some(({ isAmbiguous }) => !isAmbiguous) ||
    isTrade(reading, parts)
  );
}

/** Whether a practice is meant; routine work ("dropping the index") is none. */
function isTrade(reading: Reading, parts: Parts): boolean {
  const words = `${reading.old ?? ''} ${parts.matter}`;
  if (!speaksOfTrade(words) || speaksOfElsewhere(words)) return false;
  return reading.isAnnounced || !routine.test(parts.head);
}

function isRule(parts: Parts, find: NameFinder): boolean {
  if (praise.test(parts.matter) || happened.test(parts.matter) || speaksOfElsewhere(parts.matter))
    return false;
  return speaksOfTrade(parts.matter) || find(parts.matter).some(({ isAmbiguous }) => !isAmbiguous);
}

/** Whether a phrase names a technology; one whose name is an ordinary word has to begin it. */
function namesOne(phrase: string, find: NameFinder): boolean {
  const words = withoutLead(phrase);
  return find(words).some(({ isAmbiguous, start }) => !isAmbiguous || start === 0);
}

/** What may stand beside a technology's name without making it another thing. */
const beside = lines(
  String.raw`
    ^(?:v?\d[\d.]*|and|or|plus|[-\w]{0,20}first|based|stack|db|databases?|clusters?|orm|framework|library|
    cli|server|instances?|support|everywhere|again|too|instead|then|now|please|one|team|folks|ourselves|
    stuff|things?|experiment|version|apis?|calls?|lts|only|exclusively|itself|hosted|managed|cloud|setup|
    apps?|rewrite|split|idea|plan|branches|core|engine|migration|project|edition|community|enterprise|
    licen[cs]es?|contracts?|any|more|anymore|longer|strict|[^\p{L}\p{N}]+)$
    `,
  'iu',
);

/** Whether a phrase begins with names and says little else: "the kafka channel" is not Kafka. */
function isNameAlone(phrase: string, find: NameFinder): boolean {
  const words = withoutLead(phrase);
  const names = find(words);
  if (names[0] === undefined || names[0].start > nearHead) return false;
  if (names[0].isAmbiguous && names[0].start > 0) return false;
  const rest = names.reduceRight(
    (text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`,
    words,
  );
  return rest
    .slice(names[0].start)
    .split(/\s+/)
    .every((word) => word === '' || beside.test(word));
}

/** Whether a head stands for what was named before. */
export function isPronoun(head: string): boolean {
  return /^(?:it|that|this|that one|this one|them|those)\b/i.test(head);
}
