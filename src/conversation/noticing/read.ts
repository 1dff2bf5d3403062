import { readAnnouncement } from './announcements.ts';
import type { Clause } from './clauses.ts';
import { type Deciding, readImperative, readVerb } from './deciding.ts';
import { readMarker, withoutClosing, withoutMarker } from './markers.ts';
import { readShapes } from './shapes.ts';
import { lines } from './start.ts';

/** Deciding words, and what else in the clause speaks for their being a decision. */
export interface Reading extends Deciding {
  /** Whether something has announced a decision ("Decided:"), so that any matter of the trade may follow. */
  readonly isAnnounced: boolean;
  /** Whether a noun alone was read ("X for Y"), and no deciding words. */
  readonly isNoun?: boolean;
  /** Whether nobody is said to do it: "dropping X". */
  readonly isBare?: boolean;
}

const finite = lines(
  String.raw`
    \b(?:is|are|was|were|isn't|aren't|has|have|had|looks?|seems?|feels?|sucks?|rocks?|does|did|can|will|
    would|should|could|needs?|works?|makes?|gives?|goes|went|ran|broke|fails?|failed|crashed|keeps?|said|
    says|sounds?|wins|i|i'm|we|we'll|we're|we've|you|you're|it's|that's|they|sorry|thanks|see|let's|done|
    there|lives?|runs?|goes|go|go through|must|stays?|uses?)\b
    `,
);

/** What a clause may decide, the likeliest first; `wasAnnounced` where the sentence before only announced. */
export function* readClause(clause: Clause, wasAnnounced: boolean): Generator<Reading> {
  const last = clause.stages.at(-1) ?? '';
  for (const stage of clause.stages) {
    const announcement = readAnnouncement(stage);
    const reading = announcement && readAnnounced(announcement.rest, announcement.isFirm);
    if (reading !== undefined) yield reading;
  }
  if (wasAnnounced) {
    const reading = readAnnounced(last, false);
    if (reading !== undefined) yield reading;
    return;
  }
  const marked = readMarked(clause, last);
  if (marked !== undefined) yield marked;
  // Deciding words may begin with what elsewhere only opens a clause: "agreed on X", "everyone uses X".
  for (const stage of clause.stages) yield* readPlain(stage);
  const closed = readClosed(clause, last);
  if (closed !== undefined) yield closed;
}

function* readPlain(clause: string): Generator<Reading> {
  const verb = readVerb(clause);
  const isAnnounced = /\bhereby\b/i.test(clause);
  const isBare = /^\w+ing\b/i.test(clause);
  for (const deciding of [...(verb === undefined ? [] : [verb]), ...readShapes(clause)]) {
    yield { ...nested(deciding), isAnnounced, isBare };
  }
}

/** "The board approved moving to X": what is approved is itself a deed. */
function nested(deciding: Deciding): Deciding {
  if (deciding.act !== 'choose') return deciding;
  return (
    readVerb(deciding.object.replace(/^the (?:move|switch|migration|change) (?=from|to)/, 'moving ')) ??
    deciding
  );
}

const putsOff = lines(
  String.raw`
    ^(?:to )?(?:be|not (?:decide|do anything)|see|try|wait|look|discuss|meet|talk|think|postpone|defer|
    delay|revisit|test|evaluate|disagree|hold off|sleep on|explore|benchmark|compare|schedule|ask|check|
    investigate|keep (?:talking|discussing|looking|investigating)|spike|give it|take a (?:look|break)|
    move on|go home|have (?:a|another))\b
    `,
);

/** What follows "Decided:" and the like; words that announce softly may be followed by "X for Y" alone. */
function readAnnounced(rest: string, isFirm: boolean): Reading | undefined {
  if (putsOff.test(rest)) return undefined;
  const further = readAnnouncement(rest);
  if (further !== undefined && further.rest.length < rest.length)
    return readAnnounced(further.rest, isFirm || further.isFirm);
  const words = rest.replace(/^(?:(?:so|that|then|ok|okay|we|to|and|please)\b[,:]? )?(?=\S)/i, (lead) =>
    /^(?:we|to)\b/i.test(lead) ? lead : '',
  );
  const [shape] = readShapes(words, true);
  const deciding = readVerb(words) ?? shape ?? readImperative(words) ?? readUse(words) ?? readDeed(words);
  if (deciding !== undefined)
    return { ...nested(deciding), isStrong: true, isAnnounced: isFirm, needsSupport: false };
  const matter = words.split(/[,;:(]|\s(?:because|since|as|so that|bc|b\/c|due)\s|\s-\s/, 1)[0] ?? words;
  if (!finite.test(matter)) return noun(words, isFirm);
  return isFirm
    ? { act: 'rule', object: words, old: undefined, isStrong: true, isAnnounced: true }
    : undefined;
}

/** "decided to version the API": any other deed. */
function readDeed(words: string): Deciding | undefined {
  const match = /^to (?=\S)/i.exec(words);
  return match === null
    ? undefined
    : { act: 'rule', object: words.slice(match[0].length), old: undefined, isStrong: true };
}

/** "we use X": a description, but for an announcement before it. */
function readUse(words: string): Deciding | undefined {
  const match =
    /^(?:we|everyone|everybody|all \w+ \w+|all \w+)(?: all| now| only)? (?:uses?|takes?|runs? on|does|do) (?=\S)/i.exec(
      words,
    );
  return match === null
    ? undefined
    : { act: 'choose', object: words.slice(match[0].length), old: undefined, isStrong: true };
}

/** "X for the events table", "no deploys on Fridays". */
function noun(words: string, isFirm: boolean): Reading {
  const isRule =
    /^(?:no|never|always|only|every|all|each|max|at least|at most|minimum|one|two|three|four|\d+)\b/i.test(
      words,
    );
  return {
    act: isRule ? 'rule' : 'choose',
    object: words,
    old: undefined,
    isStrong: isFirm,
    isAnnounced: isFirm,
  };
}

/** "from now on X", "X from now on". */
function readMarked(clause: Clause, last: string): Reading | undefined {
  for (const stage of clause.stages) {
    const rest = readMarker(stage);
    if (rest !== undefined && (holdsFromNow(rest) || /^[^:]{0,40}:/.test(stage))) {
      return ruled(readAnnounced(rest, true));
    }
  }
  const isWhole = clause.before === '' || /[:.)–—-]\s*$/.test(clause.before);
  if (!isWhole && !/^(?:all|every|each|no|new|only|we)\b/i.test(last)) return undefined;
  const unit = last.split(/[,;]\s|\s[-–—]\s|\s(?:because|since|so that|bc|b\/c)\s/i, 1)[0] ?? last;
  if (/:\s/.test(unit)) return undefined;
  const lasting = withoutMarker(unit);
  if (lasting === undefined || lasting.length < 4 || !holdsFromNow(lasting)) return undefined;
  const reading = readUsing(lasting) ?? ruled(readAnnounced(lasting, true));
  return reading && { ...reading, object: reading.object + last.slice(unit.length) };
}

/** What holds from now on is a rule, but for what deciding words say. */
function ruled(reading: Reading | undefined): Reading | undefined {
  return reading?.isNoun === true ? { ...reading, act: 'rule' } : reading;
}

function readUsing(words: string): Reading | undefined {
  const match = /^(?:we(?:'re| are) )?(?:now )?using (?=\S)/i.exec(words);
  if (match === null) return undefined;
  return {
    act: 'choose',
    object: words.slice(match[0].length),
    old: undefined,
    isStrong: true,
    isAnnounced: true,
  };
}

const holding = lines(
  String.raw`
    \b(?:follows?|happens?|must|needs?|has to|have to|are|is|gets?|goes?|go|uses?|using|only|no|all|every|
    each|any|mandatory|required|we|never|always|don't|do not|not allowed|forbidden|please|lives?|run|write|
    written|stays?|instead of|rather than|new)\b
    `,
);

/** Whether words can hold from a point in time on; what one person does cannot. */
function holdsFromNow(words: string): boolean {
  return holding.test(words) && !/\b(?:i|i'm|i'll|im|me|my|you|he|she|they)\b/i.test(words);
}

/** "feature flags via unleash then, agreed", "ok, biome then". */
function readClosed(clause: Clause, last: string): Reading | undefined {
  if (clause.before !== '' && !/^(?:for|as|on|our|the|regarding|re)\b[^,;:]{0,50}: $/i.test(clause.before))
    return undefined;
  const closed = withoutClosing(last);
  const without =
    closed ?? (clause.stages.length > 1 ? /^[^,;:]{1,75}(?= then(?:$|[,;]))/i.exec(last)?.[0] : undefined);
  if (without !== undefined) return readAnnounced(without.replace(/[\s,]*\bthen$/i, ''), false);
  return (isResigned(clause) || isSo(clause, last)) && last.split(' ').length <= 3
    ? readAnnounced(last, false)
    : undefined;
}

/** "ok so X", "so, X": the discussion has come to this. */
function isSo(clause: Clause, last: string): boolean {
  return (
    /^so(?:,| [^,]+$)/i.test(clause.stages.find((stage) => /^so\b/i.test(stage)) ?? '') && !/\s/.test(last)
  );
}

/** "alright alright, X": somebody gives in. */
function isResigned(clause: Clause): boolean {
  return /^(?:al+right|all right|fine|ok fine|okay fine|sold|deal|settled|done|ok then|okay then)\b/i.test(
    clause.stages[0] ?? '',
  );
}
