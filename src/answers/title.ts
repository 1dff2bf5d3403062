import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Passage } from './passages.ts';

const kindTitles: Partial<Record<Passage['kind'], string>> = {
  weakness: 'weaknesses',
  strength: 'strengths',
  'best-for': 'best for',
  'use-case': 'use cases',
  'choose-when': 'when to choose',
  rationale: 'why it was selected',
  tradeoff: 'accepted trade-offs',
  'why-not': 'why not',
  security: 'security',
  figure: 'figures',
  target: 'targets',
  risk: 'risks',
  mitigation: 'mitigations',
  version: 'versions',
  adoption: 'who uses it',
  step: 'steps',
};

/**
 * What an answer that leads with this passage is about: names, those that were asked for where it is about them, and
 * the kind of fact where that says something.
 */
export function titleOf(passage: Passage, asked: readonly string[], knowledge: Knowledge): string {
  if (passage.dispute !== undefined) return passage.dispute.question;
  const subjects = passage.about.length > 0 ? passage.about : passage.versus;
  const wanted = subjects.filter((id) => asked.includes(id));
  const names = (wanted.length > 0 ? wanted : subjects)
    .slice(0, 2)
    .map((id) => knowledge.entries.find((entry) => entry.id === id)?.name ?? id)
    .join(', ');
  const kind = kindTitles[passage.kind];
  return kind === undefined ? names : `${names}: ${kind}`;
}
