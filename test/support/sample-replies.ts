import type { DecisionRecord } from '../../src/decisions/record.ts';
import type { Reply } from '../../src/reply.ts';

/** A record that says something in every field. */
export function sampleRecord(text: (words: string) => string = String): DecisionRecord {
  return {
    number: 12,
    log: 'decisions',
    title: text('Use PostgreSQL for orders'),
    status: 'proposed',
    statusRaw: null,
    date: '2026-03-01',
    context: text('Orders need transactions.'),
    drivers: [text('Consistency')],
    options: [
      { name: text('PostgreSQL'), pros: [text('ACID')], cons: [] },
      { name: text('MongoDB'), pros: [], cons: [text('Joins')] },
    ],
    decision: text('PostgreSQL, because orders and stock change together.'),
    consequences: [text('One more thing to back up')],
    confirmation: text('A load test before launch'),
    deciders: [text('Ana')],
    consulted: [text('Ben')],
    informed: [text('Support')],
    tags: ['data'],
    affects: [text('services/orders/**'), 'npm:pg'],
    reviewBy: '2027-03-01',
    evidence: [
      { kind: text('thread'), url: 'https://example.com/thread', excerpt: text('let us take Postgres') },
    ],
    body: '',
    links: [{ kind: 'supersedes', log: 'decisions', number: 7, file: null, partial: false }],
    supersededBy: null,
    approvals: [{ person: text('Ana'), at: '2026-03-02T10:00:00.000Z' }],
    changeRequests: [],
    label: null,
    file: null,
    version: 1,
    visibility: 'open',
  };
}

/** A reply of every kind. */
export type SampleReplies = { readonly [Kind in Reply['kind']]: Extract<Reply, { kind: Kind }> };

/** A reply of every kind, with something in every field; `text` changes every text that a person could have written. */
export function sampleReplies(text: (words: string) => string = String): SampleReplies {
  const citation = { document: '003', section: text('2.2.4 Go Pros & Cons'), name: text('Languages 2025') };
  const line = (words: string) => ({ text: text(words), citations: [citation] });
  const choices = [
    { id: 'right', label: text('That helps'), tone: 'primary' },
    { id: 'wrong', label: text('Not right?') },
    { id: 'drop', label: text('Drop it'), tone: 'danger' },
  ] as const;
  const dispute = {
    question: text('Is Go fast enough?'),
    sides: [line('It is'), line('It is not')],
    reason: text('They measure different things'),
  };
  return {
    text: { kind: 'text', text: text('Recorded as `12`.'), choices },
    facts: {
      kind: 'facts',
      title: text('Go: strengths'),
      lines: [line('Goroutines take about `2 KB` each.'), line('One static binary.')],
      disputes: [dispute],
      more: [line('Compiles in seconds.'), line('Small standard library surface.')],
      citations: [citation],
      choices,
    },
    comparison: {
      kind: 'comparison',
      title: text('FastAPI vs Django'),
      columns: [text('FastAPI'), text('Django')],
      rows: [
        { label: text('Admin'), cells: [text('none'), text('built in')] },
        { label: text('Speed'), cells: [text('fast'), text('slower')] },
      ],
      citations: [citation],
    },
    question: {
      kind: 'question',
      topic: text('Database'),
      prompt: text('What matters most?'),
      options: [
        { id: 'q:consistency', label: text('Consistency') },
        { id: 'q:scale', label: text('Scale') },
        { id: 'q:simplicity', label: text('Simplicity') },
      ],
      most: 2,
      told: [text('Team size? Small')],
      tally: [
        { option: text('Consistency'), people: [text('Ana'), text('Ben')] },
        { option: text('Scale'), people: [text('You')] },
      ],
      choices: [{ id: 'skip', label: text('Skip') }],
    },
    recommendation: {
      kind: 'recommendation',
      topic: text('Database'),
      winner: text('PostgreSQL'),
      verdict: text('91 of 100, high confidence, by what you answered.'),
      reasons: [line('Transactions across tables.')],
      against: [line('Sharding is work.')],
      ranking: [
        { name: text('PostgreSQL'), score: 91 },
        { name: text('MongoDB'), score: 54.4 },
        { name: text('Cassandra'), score: 12 },
      ],
      told: [text('What matters most? Consistency')],
      flips: [text('If you write from many regions, Cassandra wins.')],
      runnerUp: text('MongoDB would need a schema that changes weekly.'),
      panel: [{ source: text('002'), pick: text('PostgreSQL'), because: text('its matrix says so') }],
      disputes: [dispute],
      notes: [{ title: text('Risks'), lines: [line('Vacuum needs watching.')] }],
      parts: [{ topic: text('Cache'), name: text('Redis') }],
      voices: [{ person: text('Ben'), winner: text('MongoDB') }],
      whole: true,
      citations: [citation],
      choices,
    },
    record: {
      kind: 'record',
      record: sampleRecord(text),
      severalLogs: false,
      lead: text('Recorded as proposed.'),
      whole: true,
      doneBy: text('Proposed by You'),
      notes: [text('Amended')],
      waitsFor: { quorum: 2, deciders: [text('Ana'), text('Ben')] },
      successor: { log: 'decisions', number: 14, title: text('Use CockroachDB') },
      history: [
        {
          at: '2026-03-01T09:00:00.000Z',
          person: text('You'),
          kind: 'proposed',
          data: { number: 12, state: 'abc', reason: text('asked for') },
          source: 'web',
        },
      ],
      choices,
    },
    list: {
      kind: 'list',
      title: text('Decisions on databases'),
      items: [
        {
          text: text('12. Use PostgreSQL'),
          detail: text('accepted'),
          open: { id: 'open:12', label: text('Open') },
        },
        { text: text('7. Use MySQL'), detail: '' },
      ],
    },
    chart: {
      kind: 'chart',
      alt: text('PostgreSQL leads with 91, MongoDB has 54.'),
      chart: {
        kind: 'ranking',
        title: text('Databases by score'),
        candidates: [
          {
            name: text('PostgreSQL'),
            score: 91,
            contributions: [{ label: text('Consistency'), points: 12 }],
          },
          { name: text('MongoDB'), score: 54, contributions: [{ label: text('Consistency'), points: -3 }] },
        ],
      },
    },
    form: {
      kind: 'form',
      id: 'form-1',
      title: text('Record a decision'),
      submit: text('Propose'),
      fields: [
        {
          name: 'title',
          label: text('Title'),
          type: 'line',
          required: true,
          value: text('Use Go'),
          hint: text('In a few words'),
          maxLength: 300,
        },
        {
          name: 'decision',
          label: text('Decision'),
          type: 'text',
          required: true,
          value: text(''),
          maxLength: 2000,
        },
        {
          name: 'reviewBy',
          label: text('Review by'),
          type: 'date',
          required: false,
          value: '',
          maxLength: 10,
        },
        {
          name: 'log',
          label: text('Log'),
          type: 'choice',
          required: true,
          value: 'decisions',
          maxLength: 80,
          options: [
            { value: 'decisions', label: text('decisions') },
            { value: 'platform', label: text('platform') },
          ],
        },
      ],
    },
    notice: {
      kind: 'notice',
      tone: 'error',
      text: text('That record is not here.'),
      suggestions: [text('what did we decide about databases')],
    },
  };
}
