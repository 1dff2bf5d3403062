import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tools } from '../../adapters/mcp/registry.ts';
import { actBy, callRequest, openMcp } from '../support/mcp.ts';

/** Words that mean something somewhere, and signs that break what is not prepared for them. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'PostgreSQL',
    'use Kafka',
    '*',
    '%',
    "' or 1=1 --",
    '"',
    '\0',
    '\ud800',
    '../x',
    '/etc/passwd',
  ),
  fc.constantFrom(
    'src/a.ts',
    '**',
    'decisions',
    'shop-3',
    '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
    '\u202e',
    '',
  ),
);
/** What a field could be given: mostly what it takes. */
const fields = fc.record(
  {
    question: text,
    brief: text,
    topic: fc.oneof(text, fc.constantFrom('framework', 'database')),
    words: text,
    status: fc.oneof(text, fc.constantFrom('accepted', 'proposed')),
    tag: text,
    path: text,
    limit: fc.oneof(fc.integer(), fc.double()),
    number: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double(), fc.maxSafeInteger()),
    log: text,
    files: fc.array(text, { maxLength: 5 }),
    diff: text,
    approach: text,
    stance: fc.constantFrom('adopting', 'rejecting', 'neither'),
    title: text,
    context: text,
    decision: text,
    options: fc.array(fc.record({ name: text, pros: fc.array(text), cons: fc.array(text) }), {
      maxLength: 3,
    }),
    consequences: fc.array(text, { maxLength: 3 }),
    tags: fc.array(text, { maxLength: 3 }),
    affects: fc.array(text, { maxLength: 3 }),
    origin: text,
    evidence: fc.oneof(text, fc.webUrl()),
  },
  { requiredKeys: [] },
);

type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

/** The fields that each tool takes. */
const takes: Readonly<Record<string, readonly (keyof Fields)[]>> = {
  ask: ['question'],
  advise: ['brief', 'topic'],
  search_decisions: ['words', 'status', 'tag', 'path', 'limit'],
  get_decision: ['number', 'log'],
  decisions_for: ['files', 'diff'],
  check_decision: ['approach', 'stance'],
  propose_decision: [
    'title',
    'context',
    'decision',
    'options',
    'consequences',
    'tags',
    'affects',
    'origin',
    'evidence',
  ],
};

describe.each(tools.map(({ name }) => name))('%s', (name) => {
  test('answers or says what is wrong, whatever it is given, and never fails', async () => {
    const house = await openMcp();
    await house.services.decisions.propose(actBy('ann'), { title: 'Use PostgreSQL', affects: ['src/a.ts'] });
    await house.services.decisions.approve(actBy('bob'), 1);
    const token = await house.token({ scopes: ['propose'] });
    await fc.assert(
      fc.asyncProperty(fields, fc.anything({ maxDepth: 2 }), fc.boolean(), async (given, more, isWild) => {
        const own = Object.fromEntries(
          (takes[name] ?? []).flatMap((key) => (key in given ? [[key, given[key]]] : [])),
        );
        const answer = await house.send(callRequest(token, name, isWild ? { ...own, more } : own));
        const told = await answer.text();
        expect(answer.status).toBe(200);
        expect(told).not.toMatch(/reference [0-9a-f]{8}|node_modules|\.ts:\d/);
      }),
      { numRuns: 120 },
    );
    expect(await house.metrics.text()).not.toMatch(/tool_calls_total\{[^}]*outcome="failed"/);
    expect(await house.services.decisions.verify('local')).toEqual([]);
  });
});
