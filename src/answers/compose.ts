import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Citation, DisputeView, Line } from '../reply.ts';
import type { Answer } from './answer.ts';
import { compareInTables } from './compare.ts';
import { areListed, joinTexts } from './join.ts';
import { type Passage, uniqueCitations } from './passages.ts';
import { preferenceFor } from './preference.ts';
import { repeats, saysTheSame } from './same.ts';
import { type Hit, metEnough, shareMet, weightedMean } from './search.ts';
import { titleOf } from './title.ts';
import type { Question } from './understand.ts';

/** Characters of the facts shown at once; the rest is behind "more". */
const shownCharacters = 520;
const maxLines = 8;
const maxMore = 20;
const maxAnswers = 3;

/** A line belongs to the answer when it is nearly as good as the first; less will do where both are about one thing. */
const companionShare = 0.75;
const siblingShare = 0.4;
const disputeShare = 0.9;

/** Lines of one list that fit a question about as well come in the document's order. */
const listShare = 0.85;
const preferenceWeight = 0.4;

/** A passage about the named thing before one that only speaks of it too. */
const subjectBonus = 0.1;

/** Whoever asks for a figure of nothing in particular wants the whole column. */
const wholeTableBonus = 0.12;

/** Whoever asks how much or how long wants a number. */
const numberBonus = 0.1;

/** Whoever asks what to take is told of something that can be taken. */
const candidateBonus = 0.15;

/** Facts about several things that meet a question only together count less than facts about one. */
const togetherWeight = 0.3;

/** From this weight on a word tells what a comparison is about. */
const specialImportance = 0.45;

/** What composing needs to know besides the question and what was found. */
export interface ComposeContext {
  readonly knowledge: Knowledge;
  readonly passages: readonly Passage[];
  readonly passageById: ReadonlyMap<string, Passage>;
  /** By the entry that they are about first of all, in the documents' order. */
  readonly passagesBySubject: ReadonlyMap<string, readonly Passage[]>;
  /** Entries that can be chosen in some topic. */
  readonly candidates: ReadonlySet<string>;
}

/** Turns what was found into up to three answers, each about one thing; the one that fits best first. */
export function composeAnswers(
  question: Question,
  hits: readonly Hit[],
  importances: readonly number[],
  context: ComposeContext,
): Answer[] {
  const wantsCandidate = question.asks.has('recommend');
  const ranked = hits
    .filter(({ passage }) => !question.excluded.some((id) => passage.about.includes(id)))
    .map((hit) => ({
      ...hit,
      score:
        hit.score * (1 + preferenceWeight * preferenceFor(hit.passage.kind, question.asks)) +
        (question.entries.includes(hit.passage.about[0] ?? '') ? subjectBonus : 0) +
        wholeTable(hit.passage, question) +
        (question.asks.has('figure') && /\d/.test(hit.passage.text) ? numberBonus : 0) +
        (wantsCandidate && hit.passage.about.some((id) => context.candidates.has(id)) ? candidateBonus : 0),
    }))
    .sort((a, b) => b.score - a.score || a.position - b.position);
  const used = new Set<string>();
  const answers: Answer[] = [];
  const compared = isComparison(question) ? comparedHits(question, ranked, importances, context) : [];
  if (compared.length > 0) {
    const names = question.entries.map((id) => nameOf(id, context.knowledge));
    answers.push(show(compared, used, importances, names.join(' vs ')));
  }
  for (const hit of ranked) {
    if (answers.length === maxAnswers) break;
    if (used.has(hit.passage.id)) continue;
    const companions = ranked.filter(
      (other) => other !== hit && !used.has(other.passage.id) && belongs(other, hit),
    );
    const chosen = inDocumentOrder(orderSteps([hit, ...companions], question, context.passages));
    answers.push(show(chosen, used, importances, titleOf(hit.passage, question.entries, context.knowledge)));
  }
  return answers;
}

/** Who asks for a figure of nothing in particular wants the whole column, not one cell of it. */
function wholeTable({ kind, about }: Passage, { asks, entries }: Question): number {
  if (!asks.has('figure') || about.some((id) => entries.includes(id))) return 0;
  return kind === 'table-column' ? wholeTableBonus : kind === 'table-cell' ? -wholeTableBonus : 0;
}

function belongs(other: Hit, first: Hit): boolean {
  if (other.passage.dispute !== undefined) return other.score >= first.score * disputeShare;
  const sameThing =
    first.passage.about.includes(other.passage.about[0] ?? '') ||
    other.passage.about.includes(first.passage.about[0] ?? '');
  return other.score >= first.score * (sameThing ? siblingShare : companionShare);
}

const characterAsks = new Set(['definition', 'strength'] as const);

/** How far a passage tells what something is like, for comparisons that name no criterion. */
function character(hit: Hit): number {
  return hit.score * (1 + preferenceFor(hit.passage.kind, characterAsks));
}

/** That a document treats both sides, or where it got its figures, does not compare them. */
const saysLittle = new Set<Passage['kind']>(['pointer', 'component']);

/** What a comparison that names no criterion tells of each side, in this order. */
const portraitKinds: readonly (readonly Passage['kind'][])[] = [
  ['definition'],
  ['choose-when', 'best-for', 'use-case'],
  ['weakness', 'why-not'],
  ['strength', 'feature'],
];

/** One fact of each of those kinds about an entry: the first that the documents tell. */
function portrait(entry: string, side: number, question: Question, context: ComposeContext): Hit[] {
  const own = context.passagesBySubject.get(entry) ?? [];
  return portraitKinds.flatMap((kinds): Hit[] => {
    const passage = own.find(({ kind }) => kinds.includes(kind));
    if (passage === undefined) return [];
    const met = question.slots.map((_, index) => (index === side ? 1 : 0));
    return [{ passage, position: 0, score: 1, met }];
  });
}

function nameOf(id: string, knowledge: Knowledge): string {
  return knowledge.entries.find((entry) => entry.id === id)?.name ?? id;
}

function isComparison(question: Question): boolean {
  return question.asks.has('compare') && question.entries.length >= 2 && question.entries.length <= 4;
}

/** What speaks of all compared entries first, then the tables' lines about them, then each side's own facts in turn. */
function comparedHits(
  question: Question,
  ranked: readonly Hit[],
  importances: readonly number[],
  context: ComposeContext,
): Hit[] {
  const sides = question.slots.flatMap((slot, index) => (slot.kind === 'entry' ? [index] : []));
  if (sides.length < 2) return [];
  const meets = (hit: Hit, side: number) => (hit.met[side] ?? 0) >= metEnough;
  const asked = question.slots.flatMap((slot, index) => (slot.kind === 'criterion' ? [index] : []));
  const onCriterion = (hit: Hit) => asked.length === 0 || asked.some((slot) => meets(hit, slot));
  // What else is asked comes first: "star rating for performance" wants the stars.
  const special = question.slots.flatMap((slot, index) =>
    slot.kind === 'word' && (importances[index] ?? 0) >= specialImportance ? [index] : [],
  );
  const specials = (hit: Hit) => special.filter((slot) => meets(hit, slot)).length;
  const about = ranked
    .filter(
      (hit) =>
        sides.filter((side) => meets(hit, side)).length >= 2 &&
        !saysLittle.has(hit.passage.kind) &&
        onCriterion(hit),
    )
    .sort((a, b) => specials(b) - specials(a));
  const criteria = new Set(asked.flatMap((slot) => question.slots[slot]?.ids ?? []));
  const tables = compareInTables(context.knowledge, question.entries, criteria, context.passageById).map(
    (passage): Hit => ({
      passage,
      position: 0,
      score: about[0]?.score ?? 1,
      met: question.slots.map((slot) => (slot.kind === 'entry' || slot.kind === 'criterion' ? 1 : 0)),
    }),
  );
  const own = sides.map((side) =>
    criteria.size > 0 || question.slots.length > sides.length
      ? [...ranked]
          .sort((a, b) => character(b) - character(a))
          .filter((hit) => meets(hit, side) && !about.includes(hit) && hit.passage.dispute === undefined)
          .sort((a, b) => Number(onCriterion(b)) - Number(onCriterion(a)))
          .slice(0, 3)
      : portrait(question.slots[side]?.ids[0] ?? '', side, question, context),
  );
  if (about.length === 0 && tables.length === 0 && own.some((list) => list.length === 0)) return [];
  const turns = portraitKinds.flatMap((_, turn) => own.flatMap((list) => list[turn] ?? []));
  const [best, ...others] = about.slice(0, criteria.size > 0 ? 5 : 3);
  if (criteria.size === 0) {
    return [
      ...(best === undefined ? [] : [best]),
      ...turns.slice(0, sides.length),
      ...others,
      ...turns.slice(sides.length),
      ...tables,
    ];
  }
  return [
    ...(best === undefined ? [] : [best]),
    ...tables.slice(0, 1),
    ...others,
    ...tables.slice(1),
    ...turns,
  ];
}

/** Shows as many hits as fit, the first at any rate; marks them used. */
function show(
  hits: readonly Hit[],
  used: Set<string>,
  importances: readonly number[],
  title: string,
): Answer {
  const disputes = hits.filter((hit) => hit.passage.dispute !== undefined).slice(0, 1);
  const shown: Hit[] = [...disputes];
  const parts: { passages: Passage[]; text: string; citations: readonly Citation[] }[] = [];
  const more: Line[] = [];
  let length = disputes.reduce((sum, hit) => sum + disputeLength(hit.passage.dispute), 0);
  for (const hit of hits) {
    const { passage } = hit;
    if (more.length === maxMore) break;
    if (passage.dispute !== undefined || isTold(passage, shown)) continue;
    const twin = parts.find(({ passages }) => passages.some((told) => saysTheSame(told, passage)));
    if (twin !== undefined) {
      // Two documents that agree are one line with both citations.
      twin.citations = uniqueCitations([...twin.citations, ...passage.citations]);
      shown.push(hit);
      continue;
    }
    if (parts.some(({ passages }) => passages.some((told) => repeats(passage, told)))) continue;
    const list = parts.find(({ passages: [first] }) => first !== undefined && areListed(first, passage));
    const joined = list && joinTexts([...list.passages, passage].map(({ text }) => text));
    const longer = joined === undefined ? passage.text.length + 8 : joined.length - (list?.text.length ?? 0);
    const fits =
      shown.length === 0 ||
      ((joined !== undefined || parts.length < maxLines) && length + longer - 8 <= shownCharacters);
    if (!fits) {
      more.push({ text: passage.text, citations: passage.citations });
      continue;
    }
    if (list !== undefined && joined !== undefined) {
      list.passages.push(passage);
      list.text = joined;
      list.citations = uniqueCitations([...list.citations, ...passage.citations]);
    } else parts.push({ passages: [passage], text: passage.text, citations: passage.citations });
    shown.push(hit);
    length += longer;
  }
  const lines = parts.map(({ text, citations }): Line => ({ text, citations }));
  for (const hit of shown) used.add(hit.passage.id);
  const together = metTogether(shown, importances.length);
  const alone = Math.max(
    0,
    ...bySubject(shown).map((hits) => weightedMean(metTogether(hits, importances.length), importances)),
  );
  return {
    id: shown[0]?.passage.id ?? '',
    reply: {
      kind: 'facts',
      title,
      lines,
      disputes: disputes.flatMap((hit) => hit.passage.dispute ?? []),
      more,
      citations: uniqueCitations(shown.flatMap((hit) => hit.passage.citations)),
    },
    met: together,
    fit: Math.max(0, ...shown.map((hit) => shareMet(hit.met, importances))),
    score: (1 - togetherWeight) * alone + togetherWeight * weightedMean(together, importances),
  };
}

/** How far hits together meet each slot. */
function metTogether(hits: readonly Hit[], slots: number): number[] {
  return Array.from({ length: slots }, (_, slot) => Math.max(0, ...hits.map((hit) => hit.met[slot] ?? 0)));
}

/** Hits about one thing: what they say of it can be put together. */
function bySubject(hits: readonly Hit[]): Hit[][] {
  return [...Map.groupBy(hits, (hit) => hit.passage.about[0] ?? hit.passage.id).values()];
}

/** Where the best hit is a step, its whole list comes in order. */
function orderSteps(hits: readonly Hit[], question: Question, passages: readonly Passage[]): Hit[] {
  const [first] = hits;
  if (first === undefined || first.passage.kind !== 'step' || first.passage.order === undefined)
    return [...hits];
  const named = question.slots.every(
    (slot, index) => slot.kind !== 'entry' || (first.met[index] ?? 0) >= metEnough,
  );
  if (!named) return [...hits];
  const byId = new Map(hits.map((hit) => [hit.passage.id, hit]));
  const list = passages
    .filter((passage) => passage.group === first.passage.group && passage.order !== undefined)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  // A long list would push the asked step out of sight.
  if (list.reduce((sum, passage) => sum + passage.text.length, 0) > shownCharacters) return [...hits];
  const steps = list.map(
    (passage) => byId.get(passage.id) ?? { ...first, passage, met: first.met.map(() => 0) },
  );
  const inList = new Set(list.map((passage) => passage.id));
  return [...steps, ...hits.filter((hit) => !inList.has(hit.passage.id))];
}

/** The lines of the first hit's own list, where they fit, as the document orders them; then the others. */
function inDocumentOrder(hits: readonly Hit[]): Hit[] {
  const [first] = hits;
  if (first === undefined || first.passage.kind === 'step') return [...hits];
  const list = hits.filter(
    (hit) => hit.passage.group === first.passage.group && hit.score >= first.score * listShare,
  );
  const ordered = [...list].sort((a, b) => a.position - b.position);
  return [...ordered, ...hits.filter((hit) => !list.includes(hit))];
}

/** A cell of a table's line that is already shown says nothing new. */
function isTold(passage: Passage, shown: readonly Hit[]): boolean {
  if (!passage.kind.startsWith('table-')) return false;
  const [table, row, column] = passage.id.split(':');
  return shown.some(({ passage: other }) => {
    if (!other.kind.startsWith('table-')) return false;
    const [otherTable, otherRow, otherColumn] = other.id.split(':');
    if (otherTable !== table) return false;
    return (row !== '' && otherRow === row) || (column !== undefined && otherColumn === column);
  });
}

function disputeLength(dispute: DisputeView | undefined): number {
  if (dispute === undefined) return 0;
  return dispute.sides.reduce((sum, side) => sum + side.text.length + 10, (dispute.reason?.length ?? 0) + 20);
}
