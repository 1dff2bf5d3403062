import type { CardKind } from '../../knowledge/card-schema.ts';
import type { Passage } from '../../knowledge/passages.ts';
import type { Question } from '../understand.ts';

/** Whether something speaks for what it is about, against it, or neither. */
export const polarities = ['for', 'against', 'neither'] as const;
export type Polarity = (typeof polarities)[number];

const speaksFor = new Set<Passage['kind']>([
  'strength',
  'best-for',
  'choose-when',
  'use-case',
  'recommendation',
  'feature',
  'selection',
  'rationale',
]);
const speaksAgainst = new Set<Passage['kind']>([
  'weakness',
  'why-not',
  'pitfall',
  'tradeoff',
  'risk',
  'dont',
]);

/** Whether a card speaks for or against what it is about: by its kind, else by the statements that its lead rests on. */
export function polarityOf(
  card: { readonly kind: CardKind; readonly from: readonly string[] },
  kindOf: (passage: string) => Passage['kind'] | undefined,
): Polarity {
  switch (card.kind) {
    case 'when-not':
    case 'pitfall':
      return 'against';
    case 'when':
      return 'for';
    case 'dispute':
    case 'versus':
      return 'neither';
    case 'definition':
    case 'figures':
    case 'who':
    case 'need':
    case 'list':
    case 'how':
    case 'architecture':
    case 'story': {
      const kinds = card.from.map(kindOf);
      const [good, bad] = [speaksFor, speaksAgainst].map(
        (set) => kinds.filter((kind) => kind !== undefined && set.has(kind)).length,
      );
      if ((bad ?? 0) * 2 > kinds.length) return 'against';
      return (good ?? 0) * 2 > kinds.length ? 'for' : 'neither';
    }
  }
}

/** From this probability on a question asks what speaks against a thing. */
const sureEnough = 0.6;
/** Less will do where a word for it is there: "which problem does it solve" has one too. */
const sureWithCue = 0.05;

/** Whether somebody asks what speaks against a thing: by the words for it, or by the kind of question it is likely. */
export function asksAgainst(asks: Question['asks'], likely: ReadonlyMap<CardKind, number>): boolean {
  if (asks.has('strength')) return false;
  const against = (likely.get('when-not') ?? 0) + (likely.get('pitfall') ?? 0);
  return against >= (asks.has('weakness') || asks.has('why-not') ? sureWithCue : sureEnough);
}
