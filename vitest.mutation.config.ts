import { defineConfig } from 'vitest/config';

/** How `npm run mutation` runs tests: in one process that stays warm, as each of them runs hundreds of times. */
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000 },
});
