import type { DecidedAsk, Numbered, Target } from '../../commands/record-terms.ts';
import type { Act } from '../../reading/intents/acts.ts';
import { aboutWords, dueOf, statusIn } from './decision-questions.ts';
import { plainNumbers } from './named-records.ts';
import { withoutLeadIn } from './proposals.ts';
import { splitReason, type ToRecord } from './reasons.ts';
import { placeIn } from './record-steps.ts';
import { withoutManners } from './small-phrases.ts';

/**
 * What a wish is about, once it is known what is wished. The words around it are many; what it names is not: a number, a
 * name, a reason, what stands behind the verb.
 */

const proposing =
  /^.{0,80}?\b(?:propos(?:e|al|ing)|record(?:ed)?|log|note|write|put|jot|document|add|file|open|adr|decision|decided|settled|agreed|going|gone|minute)\b(?:[ ,:–-]+(?:it|this|down|up|on|as|a|an|the|our|new|another|one|proposal|decision|record|adr|pls|please|that|to|use|using|with|for the record|in|of|log|note|fact|too)\b)*[ ,:–-]*\s*(.+)$/is;

/** "RabbitMQ then, record it, reason: plain background jobs" */
const toldBefore =
  /^(.{3,400}?)(?: then)?[\s,.;:!–-]+(?:please |so |and )*(?:record|log|note|jot|write|put|save|document) (?:it|that|this)(?: down| up)?[\s,.;:!–-]+(?:(?:the )?reasons?(?: is|:)|because|since|as|bc|why:)\s*(.{3,})$/is;

/** The decision in words that propose one, with the reason: "can you put down that we go with NATS, it is small". */
export function proposalIn(said: string): ToRecord {
  const line = said
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[ ?!.]+$/, '')
    .replace(
      /[,.;:!]? (?:can you |could you |please |so )?(?:note|jot|write|put|record|log|save|add|keep) (?:it|that|this)(?: down| up)?(?: (?:in|into|to|on|for) (?:the|our) (?:decision )?(?:logs?|records?|list|books))?$/i,
      '',
    );
  const [, told, why] = toldBefore.exec(line) ?? [];
  if (told !== undefined && why !== undefined && withoutManners(`${told},`) === '')
    return { statement: '', reason: why };
  if (told !== undefined && why !== undefined)
    return { statement: withoutLeadIn(withoutManners(told)), reason: why };
  const [whole = '', stated] = proposing.exec(line) ?? [];
  const before = stated === undefined ? '' : whole.slice(0, whole.length - stated.length);
  // What is denied stays denied: "we are not going with MongoDB".
  const isDenied = /\b(?:not|never|no longer)\b|n't\b/i.test(before);
  const statement = stated === undefined || isDenied ? line : stated;
  return splitReason(withoutLeadIn(statement.replace(/,? (?:please|pls|thanks|thx|ok)$/i, '')));
}

/** A decision without the words that tell what it takes the place of: "..., it should supersede number 1". */
export function withoutSuperseding({ statement, reason }: ToRecord): ToRecord {
  const end =
    /[\s,;.–-]+(?:and |so |it |that |this |which |should |would |to |will |shall |can )*(?:supersed|replac|instead of|in place of)/i;
  return { statement: statement.split(end)[0] ?? statement, reason: reason.split(end)[0] ?? reason };
}

/** What a record's number stands behind; a version stands behind a name ("Redis 7.2"). */
const numbered =
  /(?:^|#|\badr[-\s]?(?=\d)|[,(]\s*|\b(?:adr|records?|decisions?|proposals?|numbers?|no\.?|nr\.?|accept|approve|reject|decline|withdraw|deprecate|undo|amend|supersedes?|replaces?|replacing|superseding|show|open|mark|and|or|close|depends on|relates to|related to|linked to|belongs to|instead of|link|relate|connect)\s+|\b(?:is|are|was|on|to|by|with|of|for|why|does|did)\s+(?=#?\d{1,6}\s*(?:$|[?.!,;]|(?:rejected|accepted|approved|withdrawn|deprecated|superseded|about|now|final|still|as|say|and|or)\b)))#?(?:adr-?)?0{0,4}(\d{1,6})\b(?!\.\d)(?!\s*(?:%|x\b|k\b|ms|mb|gb|req|rps|people|of us|months?|weeks?|days?|years?|services?|nodes?|servers?|machines?|instances?))/gi;

/** The numbers of records that words name. */
export function numbersIn(said: string): number[] {
  return [...said.matchAll(numbered)].map(([, digits]) => Number(digits));
}

/** The same with the logs by whose names they are named: "shop-3". */
export function recordsIn(said: string, logs: readonly string[]): Numbered[] {
  const { line, recordOf } = plainNumbers(said, logs);
  return numbersIn(line).map(recordOf);
}

/** "Do 12 and shop-3 clash?": the records that are to be compared, as every number stands for one that follows on no name. */
export function recordsCompared(said: string, logs: readonly string[]): Numbered[] {
  const { line, recordOf } = plainNumbers(said, logs);
  return [...line.matchAll(compared)].map(([, digits]) => recordOf(Number(digits)));
}

const compared =
  /(?:^|\b(?:contradicts?|conflicts?|with|against|and|or|to|does|do|are|is|doesn'?t|isn'?t|aren'?t|between|bite|clash|check|number|no\.?|record|decision|adr|of|for|violates?|break)[\s-]+|#)#?0{0,4}(\d{1,6})(?=$|[\s?.!,;)])(?!\s*(?:%|ms|mb|gb|people|nodes?|services?|servers?|months?|weeks?|days?|years?))/gi;

/** "So where does 1 stand now?": the record that is asked about, where no plainer words name one. */
export function recordAsked(said: string, logs: readonly string[]): Numbered | undefined {
  const { line, recordOf } = plainNumbers(said, logs);
  const number = numberAsked(line);
  return number === undefined ? undefined : recordOf(number);
}

function numberAsked(said: string): number | undefined {
  const [named] = numbersIn(said);
  const [, bare] =
    /\b(?:has|have|does|did|is|was|are|of|about|with|to|why|where|state|status)\s+#?0{0,4}(\d{1,5})(?=\s*(?:$|[?.!,;])|\s+(?:now|stands?|right|again|so|yet|still|then|is|was|has|says?)\b)/i.exec(
      said,
    ) ?? [];
  return named ?? (bare === undefined ? undefined : Number(bare));
}

/**
 * Which record a wish is about: by number, by what it is called, else the one spoken of.
 * @param namesIn the technologies that words name
 * @param logs the logs by whose names records may be named
 */
export function targetIn(
  said: string,
  namesIn: (words: string) => readonly string[],
  logs: readonly string[] = [],
): Target {
  const [record] = recordsIn(said, logs);
  if (record !== undefined) return { kind: 'number', ...record };
  const place = placeIn(said);
  if (place !== undefined) return { kind: 'place', place };
  // "We move to JWT, so mark that one deprecated": only what it is called by names it.
  const called =
    /\b(?:the|our|that|this)\s+((?:\S+\s+){0,4})(?:one|record|decision|proposal|adr)\b(?:\s+(?:on|about|for)\s+(.{2,60}))?/i.exec(
      said,
    );
  const names = called === null ? [] : namesIn(`${called[1] ?? ''} ${called[2] ?? ''}`);
  return names.length > 0 ? { kind: 'words', words: names.join(' ') } : { kind: 'spoken-of' };
}

/**
 * What is asked about decisions, by what kind of question it is; undefined for a wish that asks nothing of them.
 * @param named the record that the words name
 */
export function decidedAskOf(
  act: Act,
  said: string,
  names: readonly string[],
  isSpokenOf: boolean,
  named?: Numbered,
): DecidedAsk | undefined {
  const words = aboutWords(said) || names.join(' ');
  // "And whose idea was it?" asks of the record at hand.
  const points = isSpokenOf && names.length === 0 && /\b(?:it|that|this|them|one)\b/i.test(said);
  const about = (asks: Extract<DecidedAsk, { kind: 'about' }>['asks']): DecidedAsk => {
    return { kind: 'about', words: points ? '' : words, asks, sure: true };
  };
  switch (act) {
    case 'decisions.list':
      return { kind: 'list', status: statusIn(said) };
    case 'decisions.due':
      return { kind: 'due', of: dueOf(said) };
    case 'decisions.show':
      return named === undefined ? about('status') : { kind: 'show', ...named, history: false };
    case 'decisions.history':
      return named === undefined ? about('who') : { kind: 'show', ...named, history: true };
    case 'decisions.who':
      return named === undefined ? about('who') : { kind: 'show', ...named, history: true };
    case 'decisions.why':
      return about('why');
    case 'decisions.when':
      return about('when');
    case 'decisions.rejected':
      return about('ruled-out');
    case 'decisions.search':
      return about('what');
    default:
      return undefined;
  }
}
