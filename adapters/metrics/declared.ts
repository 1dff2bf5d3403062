/**
 * A metric as it is declared: what it tells, and by which labels it is told apart. A label takes few values, which are
 * known beforehand: no workspace, channel or person, or series would grow with use.
 */
export interface Declared {
  readonly help: string;
  readonly labels: readonly string[];
}

/** What stands before each name. */
export const prefix = 'stack_advisor_';

/** What only grows. */
export const counters = {
  events_total: {
    help: 'Events that arrived, by what became of them: `handled` from the queue, answered `at-once`, a `duplicate` of an earlier one, `limited` as more than somebody may ask, `given-up` after all tries, or `not-stored`, so that the platform has to send it again.',
    labels: ['platform', 'kind', 'outcome'],
  },
  turns_total: {
    help: 'Turns of the conversation by what was meant and how it ended: `answered`, `not-covered` by the documents, `refused` with a reason (not allowed, not possible), or `failed`.',
    labels: ['platform', 'intent', 'outcome'],
  },
  refused_total: {
    help: 'What was more than somebody may ask, by the limit that it was over.',
    labels: ['limit'],
  },
  tool_calls_total: {
    help: 'Calls of agents over HTTP by tool: `done`, `refused` as a mistake of the agent, or `failed`.',
    labels: ['tool', 'outcome'],
  },
  walks_total: { help: 'Walks to a decision: `begun` and `finished`.', labels: ['platform', 'step'] },
  messages_total: {
    help: 'Messages to platforms: `sent`, tried `again` later, or `given-up`.',
    labels: ['platform', 'outcome'],
  },
  platform_errors_total: {
    help: 'Calls of a platform that failed, by what it means: `wait` (a rate limit), `again` (away), `invalid`, `ended`, `gone`, `closed`, `revoked` (a token), `other`.',
    labels: ['platform', 'kind'],
  },
  faults_total: {
    help: 'Faults of our own, or of the database, by where they happened: `page`, `events`, `messages`, `queue`, `housekeeping`, `mcp`, `database`.',
    labels: ['part'],
  },
  responses_total: {
    help: 'Answers over HTTP by status, for the page, each platform, agents (`mcp`) and what watches (`status`). 401 is a bad signature, token or session.',
    labels: ['part', 'status'],
  },
} as const satisfies Record<string, Declared>;

/** How long something took, in seconds. */
export const histograms = {
  reply_seconds: {
    help: 'From the receipt of an event to its answer: given `at-once`, or as a `message` through both queues.',
    labels: ['platform', 'way'],
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 120, 600],
  },
  turn_seconds: {
    help: 'How long a turn of the conversation took, from reading the memory to storing it.',
    labels: ['platform'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3],
  },
  transaction_seconds: {
    help: 'How long a transaction took, waiting for the database included.',
    labels: [],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  },
} as const satisfies Record<string, Declared & { readonly buckets: readonly number[] }>;

/** What goes up and down; read when somebody asks. */
export const gauges = {
  queue_open: {
    help: 'Open items of the inbox and the outbox. Counted up to 10,000 in each; asked at most every five seconds.',
    labels: ['queue', 'platform'],
  },
  queue_oldest_seconds: {
    help: 'Age of the oldest of these items.',
    labels: ['queue', 'platform'],
  },
  records: {
    help: 'Records by status, over all workspaces. Asked at most every minute, and never for more than a hundredth of the time.',
    labels: ['status'],
  },
  problem: {
    help: '1 for each problem that `/readyz` names: `starting`, `draining`, `database-away`, `database-crowded`, `database-full`, `clock-off`, `platform-away`, `queue-still`.',
    labels: ['problem', 'platform'],
  },
  database_connections: {
    help: 'Connections of the pool: `used`, `idle`, and how many `waiting` for one. None where the database is a file.',
    labels: ['state'],
  },
  info: { help: '1, with the version that runs.', labels: ['version'] },
} as const satisfies Record<string, Declared>;

export type CounterName = keyof typeof counters;
export type HistogramName = keyof typeof histograms;
export type GaugeName = keyof typeof gauges;
type All = typeof counters & typeof histograms & typeof gauges;

/** The labels of a metric, each with a value. */
export type LabelsOf<Name extends keyof All> = Readonly<Record<All[Name]['labels'][number], string>>;

/** What is declared, each with its name. */
export function named<Name extends string, One extends Declared>(
  declared: Readonly<Record<Name, One>>,
): (readonly [Name, One])[] {
  const all: (readonly [Name, One])[] = [];
  for (const name in declared) all.push([name, declared[name]]);
  return all;
}
