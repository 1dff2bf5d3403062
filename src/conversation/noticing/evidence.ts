import { speaksOfElsewhere, speaksOfTrade } from './engineering.ts';
import { isAbsurd, isConditionalAfter, isHedged } from './exclusions.ts';
import type { NameFinder } from './names.ts';
import { type Parts, withoutLead } from './parts.ts';
import type { Reading } from './read.ts';
import { speaksForDecision } from './support.ts';

/** How far into its head a weak verb's technology may stand. */
const nearHead = 16;

const routine =
  /^(?:(?:the|a|an|this|that|our|all|old|previous|last|new|another|some)\s+)*(?:\w+\s+){0,1}?(?:prod(?:uction)?|staging|main|master|trunk|develop|replicas?|back-?ups?|branch|servers?|rooms?|channels?|threads?|version|v?\d+\.\d\S*|nodes?|machines?|index(?:es)?|tables?|columns?|connections?|constraints?|messages?|packets?|partitions?|tickets?|call|meeting|topic|subject|question|point|ball|link|file|logs?|bug|release|option|test run|discussion|part|comment|data|build|job|fix|hotfix|patch|rollback|pr|mr|commit|review)\b/i;
const lateness =
  /\b(?:down for|running late|for a (?:minute|sec|second|moment|bit)|quickly|real quick|to test|to check|and see|after the (?:failover|outage|restart|incident|reboot|maintenance|break)|and (?:it|they|that) (?:is|are|was|were))\b|\bat \d{1,2}(?::\d\d)? ?(?:am|pm)?$/i;
/** What was found out is no rule. */
const happened =
  /\b(?:was|were|wasn't|caused|because of a|failed|failing|missing|broken|crashed|leaked|lost|found|happened|the (?:problem|reason|cause|culprit|bottleneck)|to blame|eol|did|didn't|had)\b/i;
const praise =
  /\b(?:is|are|was|were|looks?|seems?|feels?) (?!never|not|only|no)(?:\w+ )?(?:overkill|great|nice|bad|good|fine|slow|fast|awesome|terrible|down|up|back|broken|fixed|ready|done|live|green|red|cool|better|best|worse|hard|easy|fun|ok|okay|wrong|right|enough|available|out|running|failing|there|coming|still|pending|open|released|stuck)\b/i;
/** "adopting X takes time" talks about it. */
const gerundSubject =
  /\b(?:is|isn't|are|was|wasn't|means?|meant|takes?|took|hurts?|broke|breaks|would|needs?|requires?|costs?|makes?|made|gives?|gave|helps?|helped|saved?|saves|sounds?|seems?|feels?|works?|has|had|will|can|can't|did|does|doesn't|didn't|fixed|fixes|solved?|solves|brings?|brought|went|turned|caused|causes|removes?|reduced)\b/i;
const personal = /\b(?:i|i'm|i'll|my|mine|me|myself|your|you|his|her|he|she)\b/i;

/** What stands around deciding words. */
export interface Context {
  readonly before: string;
  readonly message: string;
}

/** What is known about words. */
export interface Words {
  readonly find: NameFinder;
  readonly isEnglish: (word: string) => boolean;
}

/**
 * Whether a head is the name of something that nobody here knows: not an English word, among talk of software or with
 * a reason, and not of people.
 */
function isUnknownName(parts: Parts, message: string, { find, isEnglish }: Words): boolean {
  const name = withoutLead(parts.head).replace(/\s+(?:then|now|please|instead)$/i, '');
  const words = name.split(' ');
  if (words.length > 3 || !words.every((word) => /^[a-z][a-z\d.+#/-]+$/i.test(word))) return false;
  const isName =
    words.some((word) => word.length > 2 && !isEnglish(word.toLowerCase())) ||
    (words.length > 1 && words.every((word) => /^[A-Z]/.test(word)));
  if (!isName || speaksOfElsewhere(message) || personal.test(message) || routine.test(name)) return false;
  return speaksOfTrade(message) || find(message).length > 0 || parts.rest.includes(' ');
}

/** Whether deciding words are meant, and about software. */
export function isDecision(
  reading: Reading,
  parts: Parts,
  { before, message }: Context,
  words: Words,
): boolean {
  const said = `${reading.old ?? ''} ${parts.matter}`;
  if (isHedged(said) || isConditionalAfter(parts.rest) || isAbsurd(said)) return false;
  if (personal.test(said) || lateness.test(said)) return false;
  if (reading.isBare === true && gerundSubject.test(said)) return false;
  if (reading.needsSupport === true && !reading.isAnnounced && !speaksForDecision(message)) return false;
  return (
    isAboutSoftware(reading, parts, before, words.find) ||
    (reading.isStrong && reading.act !== 'rule' && isUnknownName(parts, message, words))
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
const beside =
  /^(?:v?\d[\d.]*|and|or|plus|[-\w]{0,20}first|based|stack|db|databases?|clusters?|orm|framework|library|cli|server|instances?|support|everywhere|again|too|instead|then|now|please|one|team|folks|ourselves|stuff|things?|experiment|version|apis?|calls?|lts|only|exclusively|itself|hosted|managed|cloud|setup|apps?|rewrite|split|idea|plan|branches|core|engine|migration|project|edition|community|enterprise|licen[cs]es?|contracts?|any|more|anymore|longer|strict|[^\p{L}\p{N}]+)$/iu;

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
