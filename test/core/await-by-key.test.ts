import { expect, test } from 'vitest';
import { createKeyedWaits } from '../../adapters/core/await-by-key.ts';
import { isHandled } from '../../src/queue/handled.ts';
import { arrival as arrivalOf, gate, manualClock, open, textInbox } from '../queue/support.ts';

const hour = 3_600_000;

test('what another process has done is waited for no longer', async () => {
  const waits = createKeyedWaits<string>();
  const waited = waits.wait('a', hour);
  let looks = 0;
  await waits.watch('a', async () => ++looks === 2);
  expect(await waited).toBeUndefined();
  expect(looks).toBe(2);
});

test('what is told here is told, and is not looked for any more', async () => {
  const waits = createKeyedWaits<string>();
  const waited = waits.wait('a', hour);
  waits.tell('a', 'done');
  await waits.watch('a', () => Promise.reject(new Error('looked')));
  expect(await waited).toBe('done');
});

test('what arrived is handled once it was worked off, by whichever process', async () => {
  const database = await open();
  const inbox = textInbox(database, manualClock());
  const { platform, workspace, key } = arrivalOf('one');
  await inbox.accept(arrivalOf('one'));
  const name = { platform, workspace, key };
  expect(await isHandled(database, name)).toBe(false);
  const done = gate();
  inbox.start(async () => done.open());
  await done.opened;
  await inbox.stop();
  expect(await isHandled(database, name)).toBe(true);
});
