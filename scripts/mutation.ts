// Changes the code one small piece at a time and looks whether a test notices: `npm run mutation [-- FILE...]`.
import { existsSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { allMutators } from '../node_modules/@stryker-mutator/instrumenter/dist/src/mutators/index.js';
import { callRemoval, queryClauseRemoval } from './mutators.ts';

/** What nobody may break unseen: decisions, delivery, tenancy, and who gets in. */
const guarded = [
  'src/decisions/**/*.ts',
  'src/delivery/**/*.ts',
  'src/database/**/*.ts',
  'src/conversation/memory.ts',
  'adapters/web/access/**/*.ts',
];

allMutators.push(queryClauseRemoval, callRemoval);

// Databases of tests in memory where the machine has such a folder: thousands of runs wait for no disk.
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

const files = process.argv.slice(2);
const stryker = new Stryker({
  mutate: files.length > 0 ? files : guarded,
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: true },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'node_modules/.cache/mutation.json',
  // The TypeScript compiler of this project has no API that could rewrite its settings, and none needs to be.
  tsconfigFile: 'none',
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/mutation-report.json' },
  clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
  thresholds: { high: 85, low: 85, break: 85 },
});
await stryker.runMutationTest();
