import { expect, onTestFinished, test } from 'vitest';
import { nameDeciders } from '../../adapters/core/decider-names.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';

test('deciders who were named by their ids get their names, and stay who they are', async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  const decisions = createDecisions(database);
  const act = {
    ...{ workspace: 'w', log: 'decisions', source: 'test', isOperator: true },
    ...{ person: { id: 'op', name: 'op' }, viewer: { kind: 'operator' } as const },
  };
  await decisions.setLog(act, {
    deciders: ['U0123ABCD', '123456789012345678', 'ann', '@platform', 'U0NOBODY1'],
  });
  await decisions.setLog({ ...act, workspace: 'other' }, { deciders: ['U0123ABCD'] });
  const names = new Map([
    ['U0123ABCD', 'Ana Lee'],
    ['123456789012345678', 'Bob'],
  ]);
  const asked: string[] = [];
  const parts = {
    ...{ database, onFault: throwFault },
    serves: async (workspace: string) => workspace === 'w',
    nameOf: async (_workspace: string, { id }: { id: string }) => {
      asked.push(id);
      return names.get(id);
    },
  };
  await nameDeciders(parts);
  const logOf = async (workspace: string) =>
    (await decisions.logs({ workspace, viewer: { kind: 'operator' } }))[0];
  expect((await logOf('w'))?.deciderNames).toEqual(['Ana Lee', 'Bob', 'ann', '@platform', 'U0NOBODY1']);
  expect((await logOf('w'))?.deciders[0]).toBe('U0123ABCD');
  expect((await logOf('other'))?.deciderNames).toEqual(['U0123ABCD']);
  // Names that people have are asked for by nobody, and what is known is not asked again.
  expect(asked).toEqual(['U0123ABCD', '123456789012345678', 'U0NOBODY1']);
  await nameDeciders(parts);
  expect(asked).toHaveLength(4);
  const person = { id: 'U0123ABCD', name: 'Ana' };
  const viewer = { kind: 'member', person, channels: [], outside: false } as const;
  await decisions.propose(act, { title: 'Use Go' });
  await decisions.approve({ ...act, isOperator: false, person, viewer }, 1);
  expect(await decisions.verify('w')).toEqual([]);
});
