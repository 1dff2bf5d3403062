/** A small sound knowledge folder; tests break one thing in it at a time. */
export const smallKnowledge = {
  'base.yaml': `
documents:
  - id: "100"
    title: Notes on stores
    date: "2025"
    sections:
      - { id: "1", title: "1 Stores" }
      - { id: "2", title: "2 Reading", empty: further reading only }
entries:
  - { id: postgresql, name: PostgreSQL, kind: database, aliases: [postgres, pg], topics: [database] }
  - { id: redis, name: Redis, kind: database, topics: [database] }
criteria:
  - { id: latency, name: Latency, aliases: [delay] }
topics:
  - { id: database, name: Database, aliases: [db] }
units:
  - { id: ms, name: milliseconds, dimension: time, factor: 0.001 }
`,
  'statements.yaml': `
document: "100"
statements:
  - id: 100.pg-latency
    kind: figure
    about: [postgresql]
    text: PostgreSQL answers in 4 ms.
    section: "1"
    criteria: [latency]
    figures:
      - { value: 4, unit: ms, of: one lookup by key, subject: postgresql }
  - id: 100.redis-latency
    kind: figure
    about: [redis]
    text: Redis answers in 1 ms.
    section: "1"
    figures:
      - { value: 1, unit: ms, of: one lookup by key, subject: redis }
`,
} as const;

/** The small knowledge with one text replaced; throws where the text is not there. */
export function smallKnowledgeWith(
  file: keyof typeof smallKnowledge,
  from: string,
  to: string,
): Record<string, string> {
  if (!smallKnowledge[file].includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { ...smallKnowledge, [file]: smallKnowledge[file].replace(from, to) };
}
