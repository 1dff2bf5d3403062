import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { receive } from '../../adapters/slack/receive.ts';

/** Payloads that others recorded; they are read where they are, and never copied here. */
const shared = fileURLToPath(new URL('../../../shared/platform/', import.meta.url));
const isThere = existsSync(shared);
if (!isThere) process.stderr.write('recorded payloads are not there: their tests are skipped\n');

function files(folder: string): string[] {
  return readdirSync(join(shared, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(shared, folder, name));
}

const objectSchema = z.record(z.string(), z.unknown());

function read(file: string): Record<string, unknown> {
  return objectSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function here(botUser = '') {
  return { botUser, url: 'https://acme.slack.com/', threadOf: async () => undefined };
}

/** What is read of one recorded payload. */
async function readRecorded(file: string, name: string) {
  const recorded = read(join(shared, 'recorded', file));
  const payload = objectSchema.parse(recorded[name]);
  // What was recorded without an id gets one: Slack always sends it.
  const received = await receive({ event_id: 'Ev1', ...payload }, here(String(recorded.botUserId)));
  return received?.arrived;
}

describe.skipIf(!isThere)('recorded payloads', () => {
  test.each([
    ['channel/slack.json', 'mention', 'Hey'],
    ['modals/slack.json', 'mention', 'Hello'],
    ['dm/slack.json', 'mention', 'Hey'],
    ['dm/slack.json', 'dmMessage', 'Hey!'],
    ['slack-multi-workspace/team1.json', 'mention', 'testing'],
  ])('%s: %s is heard', async (file, name, text) => {
    expect(await readRecorded(file, name)).toMatchObject({ kind: 'said', text });
  });

  test('words in a thread that somebody else began are overheard at most', async () => {
    expect(await readRecorded('dm/slack.json', 'dmRequest')).toMatchObject({ kind: 'overheard' });
  });

  test('commands ask for help where they are none of ours', async () => {
    for (const name of ['slashCommand', 'slashCommandWithArgs'])
      expect(await readRecorded('slash-commands/slack.json', name)).toMatchObject({
        kind: 'commanded',
        name: 'help',
        ephemeral: true,
      });
  });

  test('presses are of an older version, in the thread where they were made', async () => {
    expect(await readRecorded('channel/slack.json', 'channel_post_action')).toMatchObject({
      kind: 'chose',
      choices: ['unknown'],
      place: { thread: '1771287144.743569', postIn: '1771287144.743569' },
    });
    expect(await readRecorded('modals/slack.json', 'ephemeralAction')).toMatchObject({
      kind: 'chose',
      ephemeral: true,
    });
  });

  test('forms of others are passed over', async () => {
    expect(await readRecorded('slash-commands/slack.json', 'viewSubmission')).toBeUndefined();
    expect(await readRecorded('modals/slack.json', 'viewSubmission')).toBeUndefined();
  });

  test('every one can be read without a fault', async () => {
    for (const file of files('recorded')) {
      for (const payload of Object.values(read(file))) await receive(payload, here());
    }
  });

  test.each(
    isThere ? files('slack-json-logs').map((file) => [file.slice(shared.length), file] as const) : [],
  )('%s can be read, as it is and with something in every field', async (_name, file) => {
    const payload = read(file);
    await receive(payload, here());
    await receive(filled(payload), here());
  });
});

/** The same with words where there are none. */
function filled(value: unknown): unknown {
  if (value === '') return 'C123.456';
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one)]));
}
