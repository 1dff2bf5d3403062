import { defineConfig } from 'vitest/config';

/** Tests that change nothing in their process and nothing outside but what is their own, so files may share what was loaded. */
const pure = [
  'advisor',
  'affects',
  'answers',
  'charts',
  'conversation',
  'decisions',
  'discord',
  'governing',
  'knowledge',
  'reading',
  'slack',
  'view',
].map((folder) => `test/${folder}/**/*.test.ts`);

/** Suites of PostgreSQL, or of both databases at once: two connections of one process to a file of SQLite would wait for each other. */
const postgresAlone = [
  'test/database/postgres.test.ts',
  'test/copying/**/*.test.ts',
  'test/queue/same-conversation.test.ts',
];

/** Suites of what is stored, which run on PostgreSQL as well. */
const onPostgres = [
  ...postgresAlone,
  'test/decisions/{stores,reading,writing,history}.test.ts',
  'test/conversation/{engine,memory,remembering,transcripts}.test.ts',
  'test/core/decider-names.test.ts',
  'test/queue/{claims,crash,due,holding,inbox,outbox,processes,digests,reminders,housekeeping}.test.ts',
  'test/forgetting/stores.test.ts',
  'test/queue/ownership.test.ts',
  'test/web/replicas.test.ts',
  'test/mcp/session.test.ts',
  'test/tenants/stores.test.ts',
  'test/tokens/tokens.test.ts',
  'test/mcp/{tools,anything}.test.ts',
];

const prepared = 'test/support/prepared-knowledge.ts';

export default defineConfig({
  test: {
    setupFiles: ['test/support/seed.ts'],
    globalSetup: prepared,
    // Only what hangs takes so long, on a busy machine too.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Many tests wait for processes, servers and disks: three side by side keep two processors busy.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...postgresAlone],
        },
      },
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: onPostgres,
          isolate: false,
          env: { TEST_DATABASE: 'postgres' },
          globalSetup: [prepared, 'test/support/postgres-setup.ts'],
        },
      },
    ],
  },
});
