import type { Card } from './card-schema.ts';
import type { Report } from './fault.ts';
import type { WholeKnowledge } from './knowledge.ts';
import { normalizeName } from './normalize-name.ts';
import { buildPassages, type Passage } from './passages.ts';

/**
 * Checks cards and phrasings against what they rest on: ids that are unknown, figures and technologies of a lead or point
 * that no passage it names has, the same ask on two cards, the same phrasing on two passages that do not say the same.
 */
export function checkCards(knowledge: WholeKnowledge, report: Report): void {
  const passages = new Map(buildPassages(knowledge).map((passage) => [passage.id, passage]));
  const sources = createSources(knowledge, passages);
  const entries = new Set(knowledge.entries.map(({ id }) => id));
  const disputes = new Set(knowledge.disputes.map(({ id }) => id));
  const cards = new Map<string, Card>();
  for (const card of knowledge.cards) {
    cards.set(card.id, card);
  }
  for (const card of knowledge.cards) {
    for (const [at, id] of card.about.entries())
      if (!entries.has(id)) report(card, `about[${at}]`, `the id of an entry; "${id}" is unknown`);
    if (card.dispute !== undefined && !disputes.has(card.dispute))
      report(card, 'dispute', `the id of a dispute; "${card.dispute}" is unknown`);
    for (const [at, id] of card.see.entries())
      if (!cards.has(id)) report(card, `see[${at}]`, `the id of a card; "${id}" is unknown`);
    for (const { path, text, from } of [
      { path: '', text: card.lead, from: card.from },
      ...card.points.map((point, at) => ({ path: `points[${at}].`, ...point })),
    ])
      sources.check(text, from, (where, expected) =>
        report(card, `${path}${where === 'text' && path === '' ? 'lead' : where}`, expected),
      );
  }
  checkAsks(knowledge, passages, report);
}

/** What stands for a card's claims. */
interface Sources {
  check(text: string, from: readonly string[], say: (where: string, expected: string) => void): void;
}

function createSources(knowledge: WholeKnowledge, passages: ReadonlyMap<string, Passage>): Sources {
  const names = createNames(knowledge);
  return {
    check(text, from, say) {
      const found = from.flatMap((id, at) => {
        const passage = passages.get(id);
        if (passage === undefined)
          say(
            `from[${at}]`,
            `the id of a statement, a dispute, or a table's row, column or cell; "${id}" is unknown`,
          );
        return passage ?? [];
      });
      if (found.length < from.length) return;
      const told = found.map(textOf).join(' ');
      const figures = new Set(figuresIn(told));
      for (const figure of figuresIn(text))
        if (!figures.has(figure)) say('text', `figures that what it names has; ${figure} is not there`);
      const meant = new Set([
        ...names.in(told),
        ...found.flatMap(({ about, versus }) => [...about, ...versus]),
      ]);
      for (const name of names.in(text))
        if (!meant.has(name)) say('text', `technologies that what it names speaks of; ${name} is not there`);
    },
  };
}

/** All that a passage says, with the headings it stands under: a table's name may hold its figures. */
function textOf({ text, citations, dispute }: Passage): string {
  const sides = dispute?.sides.map((side) => side.text) ?? [];
  return [
    text,
    ...citations.map(({ section }) => section),
    dispute?.question,
    dispute?.reason,
    ...sides,
  ].join(' ');
}

/** Numbers as they stand for amounts: "one", "two" and "three" are words as often as figures. */
const smallestFigure = 3;

/** The numbers in a text, in one form: `9,800` and `9800`, `18k` and `18,000` are the same. */
function figuresIn(text: string): string[] {
  const found = text.replace(/(?<=\d),(?=\d{3})/g, '').matchAll(/(\d+(?:\.\d+)?)(\s?[kKM](?![a-zA-Z]))?/g);
  return [...found].flatMap(([, number = '', unit]) => {
    const value =
      Number(number) * (unit === undefined ? 1 : unit.trim().toLowerCase() === 'k' ? 1_000 : 1_000_000);
    return value > smallestFigure || !Number.isInteger(value) ? [String(value)] : [];
  });
}

/** A name is found among so many words at most. */
const longestName = 5;

/**
 * Finds the technologies that can be chosen, by name or alias; concepts are words of the language too. "Go" is one, "go"
 * is a verb: what is written with a capital letter in its name is so in a text.
 */
function createNames({ entries }: WholeKnowledge): { in(text: string): Set<string> } {
  const named = new Map(
    entries
      .filter(({ topics }) => topics.length > 0)
      .flatMap(({ id, name, aliases }) =>
        [name, ...aliases].map(
          (one) => [normalizeName(one), { id, isCapital: name !== name.toLowerCase() }] as const,
        ),
      ),
  );
  const meantBy = (words: readonly string[]) => {
    const written = words.join(' ');
    const found = named.get(normalizeName(written));
    return found === undefined || (found.isCapital && written === written.toLowerCase())
      ? undefined
      : found.id;
  };
  return {
    in(text) {
      const words = text
        .split(/[^\p{L}\p{N}#+.-]+/u)
        .map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
        .filter((word) => word !== '');
      const found = new Set<string>();
      for (let at = 0; at < words.length; ) {
        let length = Math.min(longestName, words.length - at);
        while (length > 1 && meantBy(words.slice(at, at + length)) === undefined) length--;
        const id = meantBy(words.slice(at, at + length));
        if (id !== undefined) found.add(id);
        at += length;
      }
      return found;
    },
  };
}

/** An ask as it is compared: letters, digits and the signs of names. */
function askKey(ask: string): string {
  return normalizeName(ask)
    .replace(/[^\p{L}\p{N}#+. ]+/gu, '')
    .replace(/\.+$/, '')
    .trim();
}

function checkAsks(
  { cards, phrasings }: WholeKnowledge,
  passages: ReadonlyMap<string, Passage>,
  report: Report,
): void {
  const cardOf = new Map<string, Card>();
  for (const card of cards) {
    for (const [at, ask] of card.asks.entries()) {
      const other = cardOf.get(askKey(ask));
      if (other === card) report(card, `asks[${at}]`, `each ask once; "${ask}" stands there twice`);
      else if (other !== undefined)
        report(card, `asks[${at}]`, `an ask of its own; "${ask}" stands on the card "${other.id}" too`);
      cardOf.set(askKey(ask), card);
    }
  }
  const passageOf = new Map<string, string>();
  for (const phrasing of phrasings) {
    const passage = passages.get(phrasing.id);
    if (passage === undefined) {
      report(phrasing, 'id', `the id of a passage; "${phrasing.id}" is unknown`);
      continue;
    }
    for (const [at, ask] of phrasing.asks.entries()) {
      const other = passages.get(passageOf.get(askKey(ask)) ?? '');
      if (other !== undefined && !sayTheSame(passage, other))
        report(
          phrasing,
          `asks[${at}]`,
          `a phrasing of its own; "${ask}" stands at ${other.id} too, which says something else`,
        );
      passageOf.set(askKey(ask), phrasing.id);
    }
  }
}

/** Whether passages are about the same things in the same respect: of such, either answers. */
function sayTheSame(one: Passage, other: Passage): boolean {
  const shared = one.about.filter((id) => other.about.includes(id));
  return one === other || shared.length > 0;
}
