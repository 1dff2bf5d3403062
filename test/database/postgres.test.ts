import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
test('opens', async () => {
  const t=Date.now();
  const database = await freshDatabase();
  onTestFinished(() => database.close());
  console.log(Date.now()-t);
  expect(await database.check()).toEqual([]);
});
