import fc from 'fast-check';
import { statuses } from '../../src/decisions/record.ts';
import type { Choice, Field, Reply } from '../../src/reply.ts';

/** What a platform could trip over. */
export const hostileTexts = [
  '<!channel> <!here> <!everyone> <!subteam^S123> <@U123> <#C123>',
  '@channel @here @everyone @group @\u200bchannel @CHANNEL',
  '*bold* _italic_ ~struck~ `code` ```block``` **twice** __init__',
  '&amp; &lt; & < > && <<>> <https://example.com|click>',
  '> quoted\n> twice\n＞ wide',
  '\u202eright to left\u202c \u2066isolated\u2069 \u200b\u200c\u200d\ufeff\u00ad',
  `👩‍💻👨‍👩‍👧‍👦🏳️‍🌈 é é e${'\u0301'.repeat(90)}`,
  'a\u0000b\u0007c\r\nd\u2028e\tf',
  '"quotes" \\back\\slashes\\ \'single\' {"json": true}',
  '`unclosed and `` empty and ` ` blank and `a & <b>`',
  '\ud83d lonely \udc69',
  '   ',
  '…',
];

/** Texts in which there is nothing to see. */
export const blankTexts = [
  '',
  '\u0000',
  '\u0000\u0007\u001b',
  ' \n\t ',
  '\u200b\u200d\u2060\ufeff',
  '\u3164\u115f\uffa0',
  '\u2800\u00a0',
  '\u202e\u2066',
  '\ufe0f\u034f\u17b4\u180e',
  '\u{e0041}\u{e0100}',
];

const anyUnits = fc.uint16Array({ maxLength: 60 }).map((units) => String.fromCharCode(...units));

/** Any text: empty, plain, long, hostile, of any script. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.lorem({ maxCount: 12 }) },
  { weight: 2, arbitrary: fc.constantFrom(...blankTexts, ...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 1, arbitrary: anyUnits },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...hostileTexts, 'word ', 'x', '&', '\n', '"'),
        fc.integer({ min: 1, max: 9_000 }),
      )
      .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
  },
);

const id = fc.oneof(
  fc.nat(999).map((number) => `show:${number}:decisions`),
  fc.string({ minLength: 1, maxLength: 100 }),
);
const label = anyText.map((text) => text.slice(0, 75));

const choice: fc.Arbitrary<Choice> = fc.record(
  { id, label, tone: fc.constantFrom('primary', 'danger'), unfolds: fc.constant(true) },
  { requiredKeys: ['id', 'label'] },
);

const list = <Value>(arbitrary: fc.Arbitrary<Value>, usual = 5, most = 130) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.array(arbitrary, { maxLength: usual }) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: usual, maxLength: most, size: 'max' }) },
  );

const choices = list(choice, 4, 80);
const citation = fc.record({ document: fc.constantFrom('000', '003'), section: anyText, name: anyText });
const line = fc.record({ text: anyText, citations: fc.array(citation, { maxLength: 3 }) });
const dispute = fc.record({
  question: anyText,
  sides: list(line, 3, 12),
  reason: fc.option(anyText, { nil: undefined }),
});
const citations = list(citation, 4, 60);
const day = fc.constantFrom('2026-03-01', '1999-12-31');

/** Options of a question: long ids that begin alike, as walks give them. */
const options = fc
  .tuple(
    fc.constantFrom('w:1:o:q=', `w:999999999:o:${'long-'.repeat(7)}need=`),
    fc.integer({ min: 0, max: 130 }),
    label,
  )
  .map(([prefix, count, text]): Choice[] =>
    Array.from({ length: count }, (_, at) => ({
      id: `${prefix}option-${at}-${'y'.repeat(at % 30)}`,
      label: text,
    })),
  );

const recordArbitrary = fc.record({
  number: fc.nat(99_999),
  log: fc.constantFrom('decisions', 'x'.repeat(80)),
  title: anyText,
  status: fc.constantFrom(...statuses),
  statusRaw: fc.constant(null),
  date: fc.option(day),
  context: anyText,
  drivers: list(anyText, 3, 60),
  options: list(fc.record({ name: anyText, pros: list(anyText, 2, 9), cons: list(anyText, 2, 9) }), 3, 40),
  decision: anyText,
  consequences: list(anyText, 3, 60),
  confirmation: anyText,
  deciders: list(anyText, 3, 60),
  consulted: list(anyText, 2, 5),
  informed: list(anyText, 2, 5),
  tags: list(anyText, 3, 50),
  affects: list(anyText, 3, 50),
  reviewBy: fc.option(day),
  evidence: list(
    fc.record({
      kind: anyText,
      url: fc.oneof(anyText, fc.webUrl({ withQueryParameters: true }), fc.constant('javascript:alert(1)')),
      excerpt: anyText,
    }),
    2,
    50,
  ),
  body: anyText,
  links: list(
    fc.record({
      kind: fc.constantFrom('supersedes', 'superseded-by', 'amends', 'amended-by', 'relates-to'),
      log: anyText,
      number: fc.nat(99),
      file: fc.constant(null),
      partial: fc.boolean(),
    }),
    2,
    30,
  ),
  supersededBy: fc.option(fc.record({ log: anyText, number: fc.nat(99), title: anyText })),
  approvals: list(fc.record({ person: anyText, at: fc.constant('2026-03-01T10:00:00.000Z') }), 2, 30),
  changeRequests: fc.constant([]),
  label: fc.constant(null),
  file: fc.constant(null),
  version: fc.nat(9),
  visibility: fc.constantFrom('open', 'members'),
});

const chart = fc.record({
  kind: fc.constant('bars' as const),
  title: anyText,
  unit: anyText,
  better: fc.constant(undefined),
  bars: fc.constant([]),
});

const fieldName = fc.stringMatching(/^[a-zA-Z]{1,20}$/);
const personId = fc.constantFrom('U0ANN1', 'U0BOB1', '123456789012345678', '223456789012345678', 'ann');
const field: fc.Arbitrary<Field> = fc.record(
  {
    name: fieldName,
    label: anyText,
    type: fc.constantFrom('line', 'text', 'date', 'choice', 'people'),
    required: fc.boolean(),
    value: fc.oneof(anyText, day),
    hint: anyText,
    maxLength: fc.constantFrom(10, 300, 3_000, 9_000),
    options: list(fc.record({ value: fc.oneof(fieldName, anyText), label: anyText }), 4, 120),
    people: list(fc.record({ id: fc.oneof(personId, anyText), name: anyText }), 3, 130),
  },
  { requiredKeys: ['name', 'label', 'type', 'required', 'value', 'maxLength'] },
);

/** Any form, its fields with names of their own. */
export const anyForm = fc.record({
  kind: fc.constant('form' as const),
  id: fc.constantFrom('form:propose:1:0:0:decisions', `form:edit:1:12:3:${'x'.repeat(80)}`),
  title: anyText,
  submit: anyText,
  fields: fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 8 }),
});

const person = anyText;

/** Any reply of each kind. A new kind that is missing here is a compile error. */
export const anyReplies: { readonly [Kind in Reply['kind']]: fc.Arbitrary<Extract<Reply, { kind: Kind }>> } =
  {
    text: fc.record({ kind: fc.constant('text'), text: anyText, choices }),
    facts: fc.record({
      kind: fc.constant('facts'),
      title: anyText,
      lines: list(line),
      disputes: list(dispute, 2, 8),
      more: list(line),
      citations,
      choices,
    }),
    comparison: fc.record({
      kind: fc.constant('comparison'),
      title: anyText,
      columns: list(anyText, 3, 30),
      rows: list(fc.record({ label: anyText, cells: list(anyText, 3, 30) }), 6, 130),
      citations,
      choices,
    }),
    question: fc.record({
      kind: fc.constant('question'),
      topic: anyText,
      prompt: anyText,
      options: fc.oneof(options, list(choice)),
      most: fc.integer({ min: 1, max: 4 }),
      told: list(anyText, 3, 60),
      tally: fc.option(list(fc.record({ option: anyText, people: list(person, 3, 60) }), 3, 60), {
        nil: undefined,
      }),
      choices,
    }),
    recommendation: fc.record({
      kind: fc.constant('recommendation'),
      topic: anyText,
      winner: anyText,
      verdict: anyText,
      reasons: list(line, 3, 40),
      against: list(line, 3, 40),
      ranking: list(fc.record({ name: anyText, score: fc.double({ min: 0, max: 100, noNaN: true }) }), 4, 40),
      told: list(anyText, 3, 60),
      flips: list(anyText, 3, 40),
      runnerUp: fc.option(anyText, { nil: undefined }),
      panel: list(fc.record({ source: anyText, pick: anyText, because: anyText }), 4, 30),
      disputes: list(dispute, 2, 8),
      notes: list(fc.record({ title: anyText, lines: list(line, 3, 30) }), 3, 9),
      parts: list(fc.record({ topic: anyText, name: anyText }), 3, 30),
      voices: list(fc.record({ person, winner: anyText }), 3, 60),
      citations,
      whole: fc.boolean(),
      choices,
    }),
    record: fc.record({
      kind: fc.constant('record'),
      record: recordArbitrary,
      severalLogs: fc.boolean(),
      lead: anyText,
      whole: fc.boolean(),
      doneBy: anyText,
      notes: fc.array(anyText, { maxLength: 3 }),
      waitsFor: fc.option(
        fc.record({ quorum: fc.integer({ min: 1, max: 9 }), deciders: list(person, 3, 60) }),
        {
          nil: undefined,
        },
      ),
      successor: fc.option(fc.record({ log: fc.constant('decisions'), number: fc.nat(99), title: anyText })),
      history: list(
        fc.record({
          at: fc.constant('2026-03-01T09:00:00.000Z'),
          person,
          kind: anyText,
          data: fc.constant({}),
          source: anyText,
        }),
        3,
        60,
      ),
      choices,
    }),
    list: fc.record({
      kind: fc.constant('list'),
      title: anyText,
      items: list(
        fc.record({ text: anyText, detail: anyText, open: choice }, { requiredKeys: ['text', 'detail'] }),
        6,
        130,
      ),
      choices,
    }),
    chart: fc.record({ kind: fc.constant('chart'), chart, alt: anyText, choices }),
    form: anyForm,
    notice: fc.record({
      kind: fc.constant('notice'),
      tone: fc.constantFrom('info', 'error'),
      text: anyText,
      suggestions: list(anyText, 3, 30),
      choices,
    }),
  };
