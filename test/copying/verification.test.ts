import { describe, expect, test } from 'vitest';
import { freshUrl } from '../support/database.ts';
import { behindItsBack, copiedRows, copy, everything, filledFile, newFile, run, start } from './support.ts';

const emptyServer = () => freshUrl('template0');

/** A copy that was killed when the first rows of a table were there. */
async function half(from: string, table = 'records'): Promise<string> {
  const to = await emptyServer();
  const killed = start(['migrate-data', '--from', from, '--to', to]);
  await expect.poll(() => copiedRows(to, table), { interval: 20 }).toBeGreaterThan(0);
  killed.kill();
  await killed.ended;
  expect(await copiedRows(to, table)).toBeLessThan(4_006);
  return to;
}

describe('a copy cannot be used', () => {
  test.each([
    [
      'a row was changed',
      `update logs set quorum = 2 where name = 'shop'`,
      'logs has a row that is not as in the source',
    ],
    ['a row was taken out', 'delete from approvals where record_id = 1', 'approvals has 1 rows and not 2'],
    ['a row was added', `insert into people values ('w', 'x', 1)`, 'people has 2 rows and not 1'],
    [
      'a row came to another workspace',
      `update records set workspace = 'other' where id = 1`,
      'records has a row that is not as in the source',
    ],
  ])('where %s behind its back', async (_what, statement, words) => {
    const from = await filledFile(4_000);
    const to = await half(from, 'record_search');
    await behindItsBack(to, statement);
    const last = await copy(from, to);
    expect(last).toMatchObject({ code: 1, stdout: '' });
    expect(last.stderr.split('\n').at(-2)).toBe(
      `stack-advisor: the copy is not what the source holds: ${words}; somebody else wrote there. Begin anew in an empty database`,
    );
    expect(await run(['adr', 'list'], to)).toMatchObject({ code: 1, stdout: '' });
  });

  test.each([
    [
      'an entry',
      `update events set person_name = 'Eve' where id = 2`,
      /team: decisions: entry 2 of the history was changed/,
    ],
    [
      'a record',
      `update records set title = 'Use Eve' where id = 1`,
      /team: decisions: record 1 was changed behind its history/,
    ],
    [
      'the end of the history',
      `update logs set event_count = 9 where id = 1`,
      /team: decisions: the history ends before its last entry/,
    ],
  ])('where %s of the source was changed, unless that is wanted', async (_what, statement, words) => {
    const from = await filledFile();
    await behindItsBack(from, statement);
    const to = `sqlite:${newFile()}`;
    const refused = await copy(from, to);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    const said = refused.stderr.split('\n').at(-2);
    expect(said).toMatch(
      /^stack-advisor: the source's history does not verify \(.+\); the copy cannot be used\. Add --keep-faults/,
    );
    expect(said).toMatch(words);
    expect(await run(['adr', 'list'], to)).toMatchObject({ code: 1, stdout: '' });
    const kept = await copy(from, to, '--keep-faults');
    expect(kept).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Copied and verified: 6 records/) });
    expect(kept.stderr).toMatch(/^the source's history does not verify, and was copied as it is: /m);
    expect(await everything(to)).toEqual(await everything(from));
  });
});

test('a copy of a source that has changed since begins anew', async () => {
  const from = await filledFile(4_000);
  const to = await half(from);
  await behindItsBack(from, `update people set direct_asks = 1`);
  const same = start(['migrate-data', '--from', from, '--to', to]);
  await expect.poll(same.said).toMatch(/^going on with the copy/);
  same.kill();
  await same.ended;
  await behindItsBack(from, `update logs set quorum = 2 where name = 'shop'`);
  const anew = await copy(from, to);
  expect(anew).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^the source has changed since .+; the copy begins anew\n/),
  });
  expect(await everything(to)).toEqual(await everything(from));
});
