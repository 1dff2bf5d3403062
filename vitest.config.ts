import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Most tests wait for processes, servers and disks: two side by side take little more than one.
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
