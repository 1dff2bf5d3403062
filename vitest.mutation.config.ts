import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` may choose from: those that are quick, and stay in their own process. */
export default defineConfig({
  test: {
    include: [
      'test/decisions/**/*.test.ts',
      'test/delivery/**/*.test.ts',
      'test/database/**/*.test.ts',
      'test/conversation/{memory,engine}.test.ts',
      'test/web/access*.test.ts',
      'test/**/*tenants*.test.ts',
      'test/**/*roles*.test.ts',
    ],
    exclude: ['test/decisions/corpora.test.ts', 'test/delivery/processes.test.ts'],
    isolate: false,
    testTimeout: 20_000,
  },
});
