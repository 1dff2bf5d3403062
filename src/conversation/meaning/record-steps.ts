import type { StepMeant, Target } from '../../commands/record-terms.ts';
import { isApproval } from './approvals.ts';
import { plainNumbers } from './named-records.ts';
import { splitReplacement, splitStepReason } from './reasons.ts';

const verbs: readonly (readonly [StepMeant['step'], RegExp])[] = [
  [
    'accept',
    /^(?:i |we |i'll |we'll |i'd |you can )?(?:hereby )?(?:accept|approve|sign off(?: on)?|ratify|agree (?:to|with)|\+1 (?:on|for|to)|vote (?:yes )?(?:for|on)|green[- ]?light|merge)(?:s|ed|d)?\b/i,
  ],
  [
    'request-changes',
    /^(?:i |we |i'd like to |i would like to )?(?:hereby )?(?:request|ask for|ask(?:ed)? for|want|need|demand)(?:s|ed)? (?:some |a few )?changes (?:on|to|for|in|of)\b/i,
  ],
  ['request-changes', /^(?:i |we |let's |please )?(?:send|sent) back\b/i],
  [
    'comment',
    /^(?:i |we |let me )?(?:comment(?:ed)?|leave a (?:comment|note)|add a (?:comment|note)) (?:on|to)\b/i,
  ],
  [
    'reject',
    /^(?:i |we |i'll |we'll )?(?:hereby )?(?:reject|decline|turn down|veto|refuse|-1 (?:on|for|to)|vote against|vote no on)(?:s|ed|d)?\b/i,
  ],
  [
    'withdraw',
    /^(?:i |we |i'll |we'll )?(?:withdraw|retract|pull back|cancel|delete|remove)(?:s|n|ed|ing)?\b/i,
  ],
  ['deprecate', /^(?:i |we |we'll )?(?:deprecate|retire|sunset|mark)(?:s|d)?\b/i],
  ['amend', /^(?:i |we |we'll )?(?:amend|add an amendment to|append to|add to)\b/i],
  ['supersede', /^(?:i |we |we'll )?(?:supersede|replace)(?:s|d)?\b/i],
  ['edit', /^(?:i |we |let me )?(?:edit|change|modify|update|reword|rewrite|correct|fix)\b/i],
  [
    'take-back',
    /^(?:undo|revert|scrap|take (?:it|that|this) back|discard|drop)\b(?:\s+(?:it|that|this|the|my|last|latest|record|proposal|edit|change|step|approval|rejection|withdrawal|correction|one|again))*[\s.!]*$/i,
  ],
];

const recordWord = '(?:adr|record|decision|proposal|rfc|number|no\\.?|nr\\.?)';
const numberPattern = new RegExp(`(?:\\b${recordWord}s?[\\s#:-]*|#|\\b)0{0,4}(\\d{1,6})\\b`, 'i');
const pronoun =
  /^(?:it|that|this|that one|this one|(?:the|my|our) (?:(?:new|newest|last|latest|same|current|open|pending|other) )?(?:one|last|latest|record|proposal|decision|adr)|the (?:last|latest)|them)?[\s.!]*$/i;

/**
 * A step on a record that a message tells to do; undefined for questions and everything else.
 * @param logs the logs by whose names records may be named
 */
export function readStep(
  text: string,
  hasRecord: boolean,
  logs: readonly string[] = [],
): StepMeant | undefined {
  const { line, recordOf, asSaid } = plainNumbers(text, logs);
  const meant = readPlainStep(line, hasRecord);
  if (meant === undefined) return undefined;
  const targetAs = (target: Target): Target =>
    target.kind === 'number' && target.log === undefined
      ? { kind: 'number', ...recordOf(target.number) }
      : target.kind === 'words'
        ? { ...target, words: asSaid(target.words) }
        : target;
  const { by, instead, text: added } = meant;
  return {
    ...meant,
    target: targetAs(meant.target),
    reason: asSaid(meant.reason),
    ...(by === undefined ? {} : { by: targetAs(by) }),
    ...(instead === undefined ? {} : { instead: asSaid(instead) }),
    ...(added === undefined ? {} : { text: asSaid(added) }),
  };
}

function readPlainStep(text: string, hasRecord: boolean): StepMeant | undefined {
  const line = text.trim();
  if (line.length > 2_000 || /\?\s*$/.test(line)) return undefined;
  const taken = superseding(line) ?? sentBack(line);
  if (taken !== undefined) return taken;
  if (hasRecord && isApproval(line)) return { step: 'accept', target: { kind: 'spoken-of' }, reason: '' };
  for (const [step, pattern] of verbs) {
    const verb = pattern.exec(line);
    if (verb === null) continue;
    const rest = line.slice(verb[0].length).trim();
    if (step === 'take-back')
      return hasRecord ? { step, target: { kind: 'spoken-of' }, reason: '' } : undefined;
    const meant = readRest(step, rest);
    if (meant !== undefined) return meant;
  }
  return undefined;
}

function superseding(line: string): StepMeant | undefined {
  const by =
    /^(?:mark )?(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\s+(?:as |is |gets |was )?(?:superseded|replaced)(?: by| with)\s+(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\b/i.exec(
      line,
    ) ??
    /^(?:supersede|replace)\s+(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\s+(?:by|with)\s+(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\b/i.exec(
      line,
    );
  const turned =
    /^(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\s+(?:supersedes|replaces)\s+(?:adr|record|decision|#)?[\s#-]*(\d{1,6})\b/i.exec(
      line,
    );
  const [older, newer] = by !== null ? [by[1], by[2]] : [turned?.[2], turned?.[1]];
  if (older === undefined || newer === undefined) return undefined;
  return {
    step: 'supersede',
    target: { kind: 'number', number: Number(older) },
    by: { kind: 'number', number: Number(newer) },
    reason: '',
  };
}

/** "12 needs changes: name the owner", "send it back, it names no owner": the words are what has to change. */
function sentBack(line: string): StepMeant | undefined {
  const [, which = '', words = ''] =
    /^(.{1,40}?) needs? (?:some |a few |more )?(?:changes|work|rework)\b[\s,.:;!–-]*(.*)$/is.exec(line) ??
    /^(?:please |let's |i )?(?:send|sent) (.{1,40}?) back\b(?: to \S+(?: author)?)?[\s,.:;!–-]*(.*)$/is.exec(
      line,
    ) ??
    [];
  const target = which === '' ? undefined : targetOf(which);
  return target === undefined || target.kind === 'words'
    ? undefined
    : { step: 'request-changes', target, reason: withoutLink(words) };
}

/** "Because it names no owner" without the word that joins it. */
function withoutLink(words: string): string {
  return words.trim().replace(/^(?:because|since|as|for|and)\s+/i, '');
}

function readRest(step: StepMeant['step'], rest: string): StepMeant | undefined {
  const { statement: head, reason } = splitStepReason(rest);
  const replaced = step === 'supersede' ? (replacing(head, reason) ?? stated(rest)) : undefined;
  if (replaced !== undefined) return replaced;
  if (step === 'amend' || step === 'comment' || step === 'request-changes') {
    const [, which = '', said = ''] = /^([^:]{0,80}):\s*(.+)$/s.exec(rest) ?? [];
    const target = said === '' ? undefined : targetOf(which);
    if (target !== undefined)
      return step === 'amend' ? { step, target, reason: '', text: said } : { step, target, reason: said };
    if (step === 'amend') return undefined;
  }
  const target = targetOf(head.replace(/\b(?:as )?(?:accepted|deprecated|rejected)\b.*$/i, ''));
  if (target === undefined) return undefined;
  if (step === 'deprecate' && /\b(?:as )?accepted\b/i.test(head)) return { step: 'accept', target, reason };
  return { step, target, reason };
}

/** "That with NATS", "the queue decision by NATS": something new takes the place of a record. */
function replacing(head: string, reason: string): StepMeant | undefined {
  const [, which = '', instead = ''] = /^(.{1,80}?)\s+(?:with|by)\s+(.{2,120})$/i.exec(head) ?? [];
  const target = instead === '' ? undefined : targetOf(which);
  return target === undefined ? undefined : { step: 'supersede', target, reason, instead };
}

/** "1: we use JWT for logins because ...": what takes the place of a record, in a sentence. */
function stated(rest: string): StepMeant | undefined {
  const [, which = '', told = ''] = statement.exec(rest) ?? [];
  const target = told === '' ? undefined : targetOf(which);
  if (target === undefined) return undefined;
  const { statement: instead, reason } = splitReplacement(told);
  return { step: 'supersede', target, reason, instead };
}

const statement =
  /^(.{1,40}?)\s*[:;,.–-]\s+(?:now )?(?:(?:we|the team|i)(?:'ll| will| now)* )?(?:use|take|go with|went with|move to|switch to|adopt|choose|chose)\s+(.{2,600}?)[\s.]*$/is;

/** "3 in platform/core" names the log too. */
function numbered(number: number, words: string): Target {
  const log = /\d\s+in\s+([\p{L}\p{N}][\p{L}\p{N} ._/-]{0,79}?)[\s.!]*$/u.exec(words)?.[1];
  return log === undefined ? { kind: 'number', number } : { kind: 'number', number, log };
}

const places = ['first', 'second', 'third', 'fourth', 'fifth'];
const ordinal =
  /\b(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th) (?:one|record|proposal|decision)\b|\bthe (first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?=\s*(?:$|[?.!,;]|(?:depends|relates|belongs|is|because)\b))/i;

/** "The first one": a record by its place, 0 for the first. */
export function placeIn(words: string): number | undefined {
  const found = ordinal.exec(words);
  const said = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (said === undefined) return undefined;
  return /^\d/.test(said) ? Number.parseInt(said, 10) - 1 : places.indexOf(said);
}

function targetOf(words: string): Target | undefined {
  const number = numberPattern.exec(words)?.[1];
  if (
    number !== undefined &&
    words
      .replace(numberPattern, '')
      .replace(/\b(?:the|our|on|for)\b|\sin\s.*$/gi, '')
      .trim().length < 30
  )
    return numbered(Number(number), words);
  if (pronoun.test(words)) return { kind: 'spoken-of' };
  const place = words.length < 30 ? placeIn(words) : undefined;
  if (place !== undefined) return { kind: 'place', place };
  // Only what is called a decision is one: "drop Kafka" is about Kafka.
  const named = /^(?:the|our|that|this)?\s*(.{2,80}?)\s+(?:decision|record|adr|proposal|one)[\s.!]*$/i.exec(
    words,
  );
  const about =
    /^(?:the|our|that)?\s*(?:decision|record|adr|proposal)\s+(?:on|about|for|to use|regarding|of)\s+(.{2,80}?)[\s.!]*$/i.exec(
      words,
    );
  const meant = named?.[1] ?? about?.[1];
  return meant === undefined ? undefined : { kind: 'words', words: meant };
}
