import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Phrases } from '../../reading/phrases.ts';
import { lineFeatures } from './line-features.ts';
import { createLineReading, type LineReading } from './line-reading.ts';
import { decisionReader, loadNoticingModel, type NoticingModel, sideReader } from './model.ts';
import type { Piece } from './pieces.ts';
import { reasonIn } from './reason.ts';
import { ownWords, sentencesOf } from './sentences.ts';
import { readSides, type Side, type SideSpan } from './sides.ts';
import { type TitleParts, titleOf } from './title.ts';

/** A decision that a message tells. */
export interface Noticed {
  /** A record's title, in the imperative. */
  readonly title: string;
  /** What is chosen and what is not, in the knowledge's spelling where it knows the name. */
  readonly chosen: readonly string[];
  readonly rejected: readonly string[];
  readonly reason: string | undefined;
  /** The sentence that it was read from. */
  readonly words: string;
}

/** From which probability on a message is taken to report a decision: whoever is offered records for nothing stops reading. */
const sure = 0.55;
/** How far around a name it is said to be kept. */
const nearby = 16;

/** Prepares the noticing of decisions in a channel: what is one, and what it chooses and rejects, is learnt. */
export function createNoticer(
  knowledge: Knowledge,
  learnt: NoticingModel = loadNoticingModel(),
): (text: string) => Noticed | undefined {
  const reading = createLineReading(knowledge);
  const likelihoodOf = decisionReader(learnt);
  const sidesOf = sideReader(learnt);
  return (text) => {
    const message = ownWords(text);
    const pieces = reading.piecesOf(message);
    if (likelihoodOf(lineFeatures(message, pieces, reading.phrases)) < sure) return undefined;
    const spans = meantIn(message, readSides(message, pieces, reading.phrases, sidesOf), reading.phrases);
    return noticed(message, spans, reading);
  };
}

/** What is rejected alone has to be said to be given up: "support only the last two iOS versions" does not. */
function meantIn(message: string, spans: readonly SideSpan[], phrases: Phrases): readonly SideSpan[] {
  const isMeant =
    spans.some(({ side }) => side === 'chosen') ||
    phrases.says('giving-up', message) ||
    phrases.says('refusing', message);
  return isMeant ? spans : [];
}

function noticed(
  message: string,
  spans: readonly SideSpan[],
  { phrases, find }: LineReading,
): Noticed | undefined {
  const sentences = sentencesOf(message, phrases).filter(({ isQuestion }) => !isQuestion);
  const [best] = sentences
    .map(({ text, start }, at) => {
      const own = spansIn(start, text, spans);
      const weight = own.length + (own.some(({ side }) => side === 'chosen') ? 1 : 0);
      return { text, start, at, spans: own, weight };
    })
    .sort((a, b) => b.weight - a.weight || b.text.length - a.text.length);
  if (best === undefined) return undefined;
  const rejected = namesOn('rejected', spans);
  const chosen = namesOn('chosen', spans).filter((name) => !rejected.includes(name));
  const end = best.start + best.text.length;
  const main = best.spans.find(({ side }) => side === 'chosen') ?? best.spans[0];
  const rest = main === undefined ? best.text : message.slice(endOf(main), end);
  const isNamed = spans.some(({ pieces }) => pieces.some(({ kind }) => kind !== 'word' && kind !== 'number'));
  const title = titleOf(
    {
      chosen: isNamed ? chosen : [],
      rejected: isNamed ? rejected : [],
      deed: main === undefined ? 'take' : deedOf(message, main, phrases),
      rests: best.spans.map((span) => message.slice(endOf(span), end)),
      sentence: withoutAnnouncement(best.text, phrases),
    },
    find,
  );
  const reason = reasonIn(rest, sentences[best.at + 1]?.text, phrases);
  return { title, chosen, rejected, reason, words: best.text };
}

/** What is done with what is named: what is said right before it, or of the whole. */
function deedOf(message: string, main: SideSpan, phrases: Phrases): TitleParts['deed'] {
  const start = main.pieces[0]?.start ?? 0;
  const near = `${message.slice(Math.max(0, start - nearby), start)}${message.slice(endOf(main), endOf(main) + nearby)}`;
  if (phrases.says('replacing', message)) return 'replace';
  if (phrases.says('keeping', near)) return 'keep';
  return phrases.says('refusing', message) ? 'refuse' : 'take';
}

/** A sentence without what only says that it is a decision: "Agreed: ...", "we decided to ...". */
function withoutAnnouncement(sentence: string, phrases: Phrases): string {
  const [first] = phrases.placesOf('announcing', sentence);
  const rest = first === undefined || first.start > 0 ? sentence : sentence.slice(first.end);
  return rest.replace(
    /^[\s,:;>→=–-]+|[,\s]+(?:from (?:now on|today|now)|as of (?:today|now)|going forward)$/gi,
    '',
  );
}

function spansIn(start: number, sentence: string, spans: readonly SideSpan[]): SideSpan[] {
  return spans.filter(({ pieces: [first] }) => {
    const at = first?.start ?? -1;
    return at >= start && at < start + sentence.length;
  });
}

function endOf({ pieces }: SideSpan): number {
  return pieces.at(-1)?.end ?? 0;
}

function namesOn(side: Side, spans: readonly SideSpan[]): string[] {
  const names = spans.filter((span) => span.side === side).map(({ pieces }) => nameOf(pieces));
  const seen = new Set<string>();
  return names.filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

/** The pieces as one name: words as written, names as the knowledge writes them. */
function nameOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.name ?? piece.written).join(' ');
}
