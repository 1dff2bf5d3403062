import type { AskKind } from '../knowledge/schema.ts';
import type { Passage } from './passages.ts';

type Preferences = Partial<Record<Passage['kind'], number>>;

/** Which kinds of passage answer which kind of question, and how well (0 to 1). */
const preferences: Record<AskKind, Preferences> = {
  definition: { definition: 1, selection: 0.7, feature: 0.6, fact: 0.5, component: 0.4, strength: 0.2 },
  figure: { figure: 1, 'table-row': 0.8, 'table-cell': 0.9, 'table-column': 0.7, target: 0.8, dispute: 0.5 },
  weakness: {
    weakness: 1,
    pitfall: 0.9,
    workaround: 0.8,
    tradeoff: 0.6,
    'why-not': 0.6,
    risk: 0.6,
    dont: 0.5,
    dispute: 0.1,
  },
  strength: { strength: 1, feature: 0.7, rationale: 0.6, 'best-for': 0.4, 'use-case': 0.3 },
  when: { 'choose-when': 1, 'best-for': 0.7, 'use-case': 0.6, rule: 0.5, recommendation: 0.6, fact: 0.2 },
  compare: {
    dispute: 0.5,
    'table-row': 0.6,
    'table-column': 0.5,
    figure: 0.6,
    'why-not': 0.5,
    weakness: 0.3,
    strength: 0.3,
  },
  recommend: {
    recommendation: 1,
    'choose-when': 0.9,
    'best-for': 0.9,
    'use-case': 0.8,
    pairing: 0.8,
    selection: 0.7,
    rule: 0.6,
    'table-cell': 0.8,
    do: 0.5,
    component: 0.4,
  },
  list: {
    feature: 0.9,
    'use-case': 0.8,
    component: 0.6,
    selection: 0.6,
    step: 0.6,
    strength: 0.6,
    pairing: 0.5,
    'table-row': 0.5,
    fact: 0.4,
  },
  howto: {
    workaround: 1,
    do: 0.9,
    step: 0.8,
    security: 0.5,
    mitigation: 0.7,
    rule: 0.6,
    feature: 0.5,
    strength: 0.5,
    pairing: 0.4,
  },
  why: { rationale: 1, strength: 0.7, history: 0.4, rule: 0.4, fact: 0.4, pitfall: 0.4, definition: 0.3 },
  'why-not': { 'why-not': 1.5, weakness: 0.7, tradeoff: 0.6 },
  who: { adoption: 1.5, example: 0.6, history: 0.4 },
  version: { version: 1.5, dispute: 1, 'table-cell': 0.4, 'table-row': 0.4 },
  security: { security: 1.5, do: 0.4, strength: 0.3 },
};

/** How well a kind of passage fits what is asked for: the best over everything asked, 0 to 1. */
export function preferenceFor(kind: Passage['kind'], asks: ReadonlySet<AskKind>): number {
  let best = 0;
  for (const ask of asks) best = Math.max(best, preferences[ask][kind] ?? 0);
  return best;
}
