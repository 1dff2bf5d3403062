import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createNaming } from '../../adapters/core/mentions.ts';
import { receiveInteraction } from '../../adapters/discord/receive-interaction.ts';
import { receiveMessage } from '../../adapters/discord/receive-message.ts';

/** Payloads that others recorded; they are read where they are, and never copied here. */
const file = fileURLToPath(new URL('../../../shared/platform/recorded/discord.json', import.meta.url));
const isThere = existsSync(file);
if (!isThere) process.stderr.write('recorded payloads of Discord are not there: their tests are skipped\n');

const objectSchema = z.record(z.string(), z.unknown());
const recorded = isThere ? objectSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
const { metadata, ...payloads } = recorded;
const known = z
  .object({ botId: z.string(), guildId: z.string(), roleId: z.string() })
  .catch({ botId: '', guildId: '', roleId: '' })
  .parse(metadata);

function here(hasContent = false) {
  return {
    me: known.botId,
    hasContent,
    threadOf: async () => undefined,
    workspaceOf: async () => undefined,
    isOwnRole: async (_workspace: string, roles: readonly string[]) => roles.includes(known.roleId),
  };
}

/** The message or interaction in a recorded payload. */
function bodyOf(name: string): unknown {
  const payload = objectSchema.parse(payloads[name]);
  return 'data' in payload && typeof payload.type === 'string' ? payload.data : payload;
}

async function read(name: string, hasContent = false) {
  const body = bodyOf(name);
  const received = (await receiveInteraction(body, here())) ?? (await receiveMessage(body, here(hasContent)));
  return received?.arrived;
}

describe.skipIf(!isThere)('recorded payloads', () => {
  test.each([
    ['gatewayMention', 'Hey'],
    ['gatewayAIMention', 'AI What is love'],
    ['gatewayRoleMention', '@role AI Still there?'],
  ])('%s is heard', async (name, text) => {
    const arrived = await read(name);
    expect(arrived).toMatchObject({ kind: 'said' });
    const words = arrived?.kind === 'said' ? arrived.text : '';
    expect(await createNaming(async () => 'role').text(words)).toBe(text);
  });

  test('a press of a button of another app is one that is not known', async () => {
    for (const name of ['buttonClickHello', 'buttonClickMessages', 'buttonClickInfo', 'differentUser'])
      expect(await read(name)).toMatchObject({
        kind: 'chose',
        choices: ['unknown'],
        origin: { type: 11, onMessage: true },
      });
  });

  test('a press in direct messages belongs to the person', async () => {
    const received = await receiveInteraction(bodyOf('dmButtonClick'), here());
    expect(received).toMatchObject({
      workspace: 'dm:1033044521375764530',
      arrived: { ephemeral: false, person: { name: 'Test User' } },
    });
  });

  test('words in a thread that nobody said to us are overheard at most; ours and reactions are nothing', async () => {
    expect(await read('gatewayThreadUserHey', true)).toMatchObject({ kind: 'overheard' });
    expect(await read('gatewayBotWelcome', true)).toBeUndefined();
    expect(await read('gatewayReactionAdd', true)).toBeUndefined();
  });

  test('every one is read, as it is, with any part missing, and with something else in its place', async () => {
    for (const name of Object.keys(payloads)) {
      const body = bodyOf(name);
      for (const changed of [body, ...spoilt(body)]) {
        await receiveInteraction(changed, here());
        await receiveMessage(changed, here(true));
      }
    }
  });
});

/** The same with each field missing, and with something unexpected in it. */
function spoilt(value: unknown): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((one, at) => spoilt(one).map((other) => value.with(at, other)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [
    Object.fromEntries(Object.entries(value).filter(([other]) => other !== name)),
    ...[null, '', 7, {}, [], '💥'.repeat(3_000), ...spoilt(one)].map((other) => ({
      ...value,
      [name]: other,
    })),
  ]);
}
