import { expect, test } from 'vitest';
import { asAdmin, freshUrl } from '../support/database.ts';
import { behindItsBack, copy, newFile, run, start } from './support.ts';

/** An empty database with a role for each purpose, as docs/postgresql.md has them; their addresses. */
async function roles() {
  const owner = await freshUrl('template0');
  const as = (role: string) => owner.replace('//advisor:', `//${role}:`);
  for (const role of ['advisor_app', 'advisor_reader'])
    await asAdmin(
      `do $$ begin create role ${role} login password 'for-tests'; exception when duplicate_object then null; end $$`,
    );
  await asAdmin(
    `grant usage on schema public to advisor_app, advisor_reader;
    alter default privileges for role advisor in schema public grant select, insert, update, delete on tables to advisor_app;
    alter default privileges for role advisor in schema public grant select on tables to advisor_reader`,
    owner,
  );
  return { owner, app: as('advisor_app'), reader: as('advisor_reader') };
}

test('a role that may read and write rows and nothing else is enough to serve, and is held by row security', async () => {
  const { owner, app } = await roles();
  expect(await run(['adr', 'list'], app)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^stack-advisor: advisor_app may not do this in t_\w+; [^\n]*\n$/),
  });
  expect(await run(['doctor'], owner)).toMatchObject({ code: 0 });
  expect(await run(['doctor'], app)).toMatchObject({ code: 0 });
  expect(await run(['adr', 'propose', '--title', 'Use Rust', '--as', 'ann'], app)).toMatchObject({
    code: 0,
    stdout: '1 is proposed: Use Rust\n',
  });
  expect((await run(['adr', 'search', 'rust'], app)).stdout).toMatch(/Use Rust/);
  const serving = start(['serve'], app);
  await expect.poll(serving.output).toMatch(/^Stack Advisor is ready/);
  serving.kill();
  const set = `set stack_advisor.workspace = 'other'; select count(*)::int as count from records`;
  const counts = await asAdmin(`set role advisor_app; ${set}`, owner);
  expect([counts].flat().at(-1)?.rows).toEqual([{ count: 0 }]);
});

test('a role that may only read is enough for a backup', async () => {
  const { owner, reader } = await roles();
  await run(['adr', 'propose', '--title', 'Use Go', '--as', 'ann'], owner);
  expect(await run(['backup', newFile()], reader)).toMatchObject({ code: 0 });
  const file = `sqlite:${newFile()}`;
  expect(await copy(reader, file)).toMatchObject({ code: 0 });
  expect((await run(['adr', 'list'], file)).stdout).toMatch(/Use Go/);
  expect(await run(['adr', 'propose', '--title', 'Use Zig'], reader)).toMatchObject({ code: 1 });
});

test('tables that are missing are made by the owner, not by the role that serves', async () => {
  const { owner, app } = await roles();
  await run(['doctor'], owner);
  await behindItsBack(
    owner,
    'drop table data_copies; drop table tokens; delete from schema_version where version >= 2',
  );
  const refused = await run(['adr', 'list'], app);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^stack-advisor: advisor_app may not do this in /);
  expect(await run(['doctor'], owner)).toMatchObject({ code: 0 });
  expect(await run(['adr', 'list'], app)).toMatchObject({ code: 0 });
});
