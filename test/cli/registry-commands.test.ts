import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { conversationCommand } from '../../adapters/cli/registry-commands.ts';
import { notice } from '../../src/commands/adr/notice.ts';
import { show } from '../../src/commands/adr/show.ts';
import { ask } from '../../src/commands/ask.ts';
import type { Command as RegistryCommand } from '../../src/commands/command.ts';
import { temporaryFolder } from '../support/folder.ts';

let printed: string[];

beforeEach(() => {
  printed = [];
  vi.stubEnv('DATABASE_URL', `sqlite:${temporaryFolder()}/records.db`);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs a command as the command line has it where it has nothing of its own for it. */
async function run(command: RegistryCommand, ...args: string[]): Promise<string> {
  const built = conversationCommand(command)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  await new Command().addCommand(built).parseAsync([built.name(), ...args], { from: 'user' });
  return printed.join('');
}

describe('a command for which the command line has nothing of its own', () => {
  test('does what it does where people talk', async () => {
    expect(await run(notice, 'on')).toMatch(/notic/i);
  });

  test('prints its outcome as one JSON value', async () => {
    const value = JSON.parse(await run(notice, 'on', '--json', '--as', 'ana'));
    expect(value).toMatchObject({ replies: [{ kind: expect.any(String) }], text: expect.any(String) });
  });

  test('takes the rest of the line as its last words', async () => {
    expect(await run(ask, 'what', 'is', 'the', 'GIL')).toMatch(/GIL[\s\S]*Sources: /);
  });

  test('says how it is written where something is missing or malformed', async () => {
    await expect(run(show, 'seven')).rejects.toThrow('write it as adr show NUMBER, such as adr show 12');
    await expect(run(notice, 'perhaps')).rejects.toThrow(/Allowed choices are on, off/);
    await expect(run(notice)).rejects.toThrow(/missing required argument 'state'/);
    expect(printed).toEqual([]);
  });

  test('fails where the conversation replies with an error', async () => {
    const unknown = { ...ask, name: 'sing' };
    await expect(run(unknown, 'a', 'song')).rejects.toThrow('There is no such command.');
    expect(printed).toEqual([]);
  });
});
