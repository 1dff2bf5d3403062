// Writes records as fast as it can and says after each change that it was acknowledged; made to be killed.
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';

const [url = '', run = '0'] = process.argv.slice(2);
const decisions = createDecisions(await openDatabase(url));
const act = {
  workspace: 'local',
  log: 'decisions',
  person: { id: 'writer', name: 'writer' },
  viewer: { kind: 'operator' },
  source: 'faults',
} as const;

/** Straight to the pipe: what is printed was acknowledged, whatever happens next. */
function acknowledge(line: string): void {
  process.stdout.write(`${line}\n`);
}

for (let step = 0; ; step++) {
  const number = await decisions.propose(act, {
    title: `Run ${run} step ${step}`,
    context: 'x'.repeat(500),
    tags: ['fault'],
  });
  acknowledge(`proposed ${number}`);
  await decisions.approve(act, number);
  acknowledge(`accepted ${number}`);
  if (step % 3 === 2) {
    await decisions.supersede(act, number, number - 1, false);
    acknowledge(`superseded ${number - 1}`);
  }
  if (step % 5 === 4) {
    await decisions.amend(act, number, `amendment of run ${run}`, '');
    acknowledge(`amended ${number}`);
  }
}
