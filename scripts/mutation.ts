// Changes the code one small piece at a time and looks whether a test notices: `npm run mutation [-- AREA or FILE ...]`.
import { existsSync, globSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { allMutators } from '../node_modules/@stryker-mutator/instrumenter/dist/src/mutators/index.js';
import { callRemoval, queryClauseRemoval } from './mutators.ts';

/** What nobody may break unseen, each with the tests that have to see it: quick ones, that stay in their own process. */
const areas = {
  records: {
    code: ['src/decisions/!(relevant-records|titles|import|export|export-names).ts'],
    tests: ['test/decisions/{history,reading,sqlite,writing}.test.ts'],
  },
  relevant: {
    code: ['src/decisions/{relevant-records,titles}.ts'],
    tests: ['test/decisions/relevant-records.test.ts'],
  },
  files: {
    code: ['src/decisions/{import,export,export-names}.ts', 'src/decisions/markdown/*.ts'],
    tests: ['test/decisions/{export,importing,markdown}.test.ts', 'test/decisions/markdown/*.test.ts'],
  },
  queue: { code: ['src/queue/**/*.ts'], tests: ['test/queue/!(processes).test.ts'] },
  database: { code: ['src/database/**/*.ts'], tests: ['test/database/*.test.ts'] },
  memory: {
    code: ['src/conversation/{memory,memory-store}.ts'],
    tests: ['test/conversation/memory.test.ts'],
  },
  access: { code: ['adapters/web/access/**/*.ts'], tests: ['test/web/access*.test.ts'] },
};

/** So many per cent of the changes have to be noticed, in each area. */
const bar = 85;

allMutators.push(queryClauseRemoval, callRemoval);

// Databases of tests in memory where the machine has such a folder: thousands of runs wait for no disk.
if (existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';

const asked = process.argv.slice(2);
for (const [area, { code, tests }] of Object.entries(areas)) {
  const files = globSync(code).filter(
    (file) => asked.length === 0 || asked.includes(area) || asked.includes(file),
  );
  if (files.length === 0) continue;
  const stryker = new Stryker({
    mutate: files,
    testFiles: tests,
    testRunner: 'vitest',
    vitest: { configFile: 'vitest.mutation.config.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    coverageAnalysis: 'perTest',
    // What is made once, when a file is loaded, cannot be switched in a warm process.
    ignoreStatic: true,
    // What did not change since the last run is not tried again.
    incremental: true,
    incrementalFile: `node_modules/.cache/mutation/${area}.json`,
    // The TypeScript compiler of this project has no API that could rewrite its settings, and none needs to be.
    tsconfigFile: 'none',
    concurrency: 2,
    timeoutMS: 10_000,
    reporters: ['clear-text', 'progress', 'json'],
    jsonReporter: { fileName: `node_modules/.cache/mutation/${area}-report.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: bar, low: bar, break: bar },
  });
  await stryker.runMutationTest();
}
