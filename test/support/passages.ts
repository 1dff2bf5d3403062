import type { Passage } from '../../src/knowledge/passages.ts';

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
    citations: [{ document: '100', section: id, name: 'A' }],
    group: 'notes',
    order: undefined,
    dispute: undefined,
    ...change,
  };
}
