import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database/connection.ts';
import { asAdmin, freshUrl } from '../support/database.ts';
import { behindItsBack, copy, everything, fill, newFile, run } from './support.ts';

const propose = (url: string, title: string) => run(['adr', 'propose', '--title', title, '--as', 'ann'], url);

test('what PostgreSQL lost comes back from a backup that was made while it was used', async () => {
  const url = await freshUrl();
  await fill(url);
  expect(await propose(url, 'Use Rust')).toMatchObject({ code: 0 });
  const serving = await openDatabase(url);
  const file = newFile('backup.db');
  expect(await run(['backup', file], url)).toMatchObject({
    code: 0,
    stdout: `${file} holds a copy of the database.\n`,
  });
  expect(readdirSync(dirname(file))).toEqual(['backup.db']);
  const kept = await everything(url);
  await propose(url, 'Use what is in no backup');
  await serving.close();
  await asAdmin(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  expect(await run(['adr', 'list'], url)).toMatchObject({ code: 1 });

  const anew = await freshUrl('template0');
  expect(await copy(`sqlite:${file}`, anew)).toMatchObject({ code: 0 });
  expect(await everything(anew)).toEqual(kept);
  expect(await run(['adr', 'verify'], anew)).toMatchObject({ code: 0 });
  expect((await run(['adr', 'search', 'rust'], anew)).stdout).toMatch(/Use Rust/);
  expect((await propose(anew, 'Use Zig')).stdout).toBe('2 is proposed: Use Zig\n');
});

test('a backup of what does not verify is made all the same, and told of', async () => {
  const url = await freshUrl();
  await fill(url);
  await behindItsBack(url, `update records set title = 'Use Eve' where id = 1`);
  const file = newFile('backup.db');
  const made = await run(['backup', file], url);
  expect(made).toMatchObject({ code: 0 });
  expect(made.stderr).toMatch(
    /^the source's history does not verify, and was copied as it is: team: decisions: record 1 /m,
  );
});

test('a backup never takes the place of a file, and a faulty one leaves none', async () => {
  const url = await freshUrl();
  await fill(url);
  const file = newFile('backup.db');
  await run(['backup', file], url);
  expect(await run(['backup', file], url)).toMatchObject({
    code: 1,
    stderr: `stack-advisor: ${file} is there already; name a new file\n`,
  });
  const nowhere = `${dirname(file)}/nowhere/backup.db`;
  expect(await run(['backup', nowhere], url)).toMatchObject({
    code: 1,
    stderr: `stack-advisor: ${nowhere}: there is no such folder; make it first\n`,
  });
  expect(existsSync(dirname(nowhere))).toBe(false);
});
