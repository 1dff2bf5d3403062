import type { Passage } from '../../src/answers/passages.ts';

/** A passage that says something about one thing. */
export function passage(id: string, text: string, change: Partial<Passage> = {}): Passage {
  return {
    id,
    kind: 'fact',
    text,
    about: ['go'],
    versus: [],
    criteria: [],
    terms: [],
    citations: [{ document: '100', section: id }],
    group: 'notes',
    order: undefined,
    dispute: undefined,
    ...change,
  };
}
