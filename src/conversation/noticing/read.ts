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
  }
  const marked = readMarked(clause, last);
  if (marked !== undefined) yield marked;
  // Deciding words may begin with what elsewhere only opens a clause: "agreed on X", "everyone uses X".
  for (const stage of clause.stages) yield* readPlain(stage);
  for (const closed of [readClosed(clause, last), readConcluded(clause, last)])
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

/** "API errors follow RFC 7807": what things have to do. */
const ruling =
  /^(?!(?:i|you|they|he|she|it|this|that|there) )[\w-]+(?: [\w-]+){0,2}? (?:follow|must|go through|are (?:described|written|named|versioned|stored|kept)) /i;

/** What follows "Decided:" and the like; words that announce softly may be followed by "X for Y" alone. */
function readAnnounced(rest: string, isFirm: boolean): Reading | undefined {
  if (putsOff.test(rest)) return undefined;
  const further = readAnnouncement(rest);
  if (further !== undefined && further.rest.length < rest.length)
    return readAnnounced(further.rest, isFirm || further.isFirm);
  const words = rest.replace(/^(?:(?:so|that|then|ok|okay|we|to|and|please)\b[,:]? )?(?=\S)/i, (lead) =>
    /^(?:we|to)\b/i.test(lead) ? lead : '',
  );
  // "Go for the gateway" with a capital is the language.
  if (
    /^Go for (?:the|our|all|every|each|any|new|internal) (?!(?:\w+ )?(?:option|plan|first|second|other)\b)/.test(
      words,
    )
  )
    return noun(words, isFirm);
  const [shape] = readShapes(words, true);
  const deciding = readVerb(words) ?? shape ?? readImperative(words) ?? readUse(words) ?? readDeed(words);
  if (deciding !== undefined)
    return { ...nested(deciding), isStrong: true, isAnnounced: isFirm, needsSupport: false };
  const matter = words.split(/[,;:(]|\s(?:because|since|as|so that|bc|b\/c|due)\s|\s-\s/, 1)[0] ?? words;
  if (!finite.test(matter) && !ruling.test(matter)) return noun(words, isFirm);
  return isFirm || ruling.test(matter)
    ? { act: 'rule', object: words, old: undefined, isStrong: true, isAnnounced: true }
    : undefined;
}

/** "decided to version the API": any other deed. */
function readDeed(words: string): Deciding | undefined {
  const match =
    /^(?:to|(?:we|the team|all teams|everyone|everybody)(?:'ll| will| shall| are going to|'re going to|(?= (?:only|never|always)))) (?=\S)/i.exec(
      words,
    );
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
  const isPlain = /^[^,;:]{1,40} (?:for|in|on) (?:the|our|this|all) [^,;:]{1,40} then(?=$|[,;])/i.test(last);
  const without =
    closed ??
    (clause.stages.length > 1 || isPlain ? /^[^,;:]{1,75}(?= then(?:$|[,;]))/i.exec(last)?.[0] : undefined);
  if (without !== undefined) return readAnnounced(without.replace(/[\s,]*\bthen$/i, ''), false);
  const isShort = last.split(' ').length <= 3;
  const isForSomething = /^\S+(?: \S+)? for (?:the|our|all|this)\b[^,;:]{1,40}$/i.test(last);
  return (isResigned(clause) && (isShort || isForSomething)) || (isSo(clause, last) && isShort)
    ? readAnnounced(last, false)
    : undefined;
}

/** "go with X then", "alright, we use X for this": what a discussion has come to. */
function readConcluded(clause: Clause, last: string): Reading | undefined {
  if (clause.before !== '' && !/^[^,;:]{0,20}[,;:] $/.test(clause.before)) return undefined;
  const told = /^(?:(?:just|please) )?(?:go with|use|take|pick|do) ([^,;:?!]{2,60}?) then(?=$|[,;:.!])/i.exec(
    last,
  );
  if (told?.[1] !== undefined)
    return { act: 'choose', object: told[1], old: undefined, isStrong: false, isAnnounced: false };
  const concluding =
    / then(?=$|[,;])/i.test(last) ||
    clause.stages.some((stage) =>
      /^(?:so(?= we(?:'re| are) )|ok+|okay|k+|kk|al+right|alrighty|fine|then|right then|cool|m+kay)\b/i.test(
        stage,
      ),
    );
  if (!concluding) return undefined;
  const use =
    /^(?:(?:we (?:use|take|do|go)|(?:we(?:'re| are) )?all (?:good|set|happy|fine|ok|okay|agreed|on board|aligned) (?:with|on))|we(?:'re| are) (?:good|set) with) (?=\S)/i.exec(
      last,
    );
  if (use === null) return undefined;
  const object = last.slice(use[0].length);
  const isMeant = /^we (?:use|take|do|go)/i.test(use[0])
    ? /^[^,;:?!]{2,40}? (?:for (?:this|that|it|the|our|all|both|now)|here|everywhere|then)\b(?!.*\b(?:already|since|but|and|it's|keeps?|still|which|why|how|what|where|who)\b)/i.test(
        object,
      )
    : true;
  return isMeant ? { act: 'choose', object, old: undefined, isStrong: false, isAnnounced: false } : undefined;
}

/** "ok so X", "so, X": the discussion has come to this. */
function isSo(clause: Clause, last: string): boolean {
  return (
    /^so(?:,| [^,]+$)/i.test(clause.stages.find((stage) => /^so\b/i.test(stage)) ?? '') && !/\s/.test(last)
  );
}

/** "alright alright, X": somebody gives in. */
function isResigned(clause: Clause): boolean {
  return /^(?:al+right|all right|fine(?: fine)?|ok fine|okay fine|sold|deal|settled|done|ok then|okay then)\b/i.test(
    clause.stages[0] ?? '',
  );
}
