import { describe, expect, test } from 'vitest';
import { objectOf } from '../support/discord-calls.ts';
import { startDiscordServer } from '../support/discord-server.ts';
import { gatewayAt, heard, until } from './house.ts';
import { useGateway } from './world.ts';

const at = useGateway();

describe('what Discord asks and refuses', () => {
  test('reconnects when it is asked to, and resumes', async () => {
    const { say } = await at.world();
    at.discord.gateway.askReconnect();
    await until('resumed', () => at.discord.gateway.begun.at(-1)?.kind === 'resume');
    await at.ready();
    say('still there');
    await until('the message', () => at.said().length === 1);
  });

  test.each([true, false])('goes on after an invalid session, resumable: %s', async (resumable) => {
    const { say } = await at.world();
    const before = at.discord.gateway.begun.length;
    at.discord.gateway.invalidate(resumable);
    await until('begun again', () => at.discord.gateway.begun.length > before);
    expect(at.discord.gateway.begun.at(-1)?.kind).toBe(resumable ? 'resume' : 'identify');
    await at.ready();
    say('still there');
    await until('the message', () => at.said().length === 1);
  });

  // At once, since discord.js waits five seconds between two sessions.
  test('comes back after each close code that allows it', async () => {
    const codes = [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009];
    expect(await Promise.all(codes.map(comesBack))).toEqual(codes.map(() => ['back']));
  });

  test.each([
    [4004, 'DISCORD_TOKEN'],
    [4012, 'update Stack Advisor'],
    [4013, 'update Stack Advisor'],
    [4014, 'Bot page'],
  ])('stops at close code %s and says what to do', async (code, advice) => {
    await at.world();
    const before = at.discord.gateway.begun.length;
    at.discord.gateway.close(code);
    const fault = await until('the fault', () => at.gateway?.fault());
    await until('the advice', () => at.gateway?.fault()?.includes(advice));
    expect(fault).toBeDefined();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(at.discord.gateway.begun).toHaveLength(before);
    expect(at.lines.filter((line) => line.includes('not connecting again'))).toHaveLength(1);
  });

  test.each([4004, 4012, 4013, 4014])('stops where it is refused with %s from the start', async (code) => {
    await at.world({}, false);
    at.discord.gateway.refuseWith(code, code, code);
    await until('the fault', () => at.lines.some((line) => line.includes('not connecting again')));
    expect(at.discord.gateway.begun).toHaveLength(1);
  });

  test.each([4010, 4011])('asks anew how to connect at %s', async (code) => {
    const { say } = await at.world();
    at.discord.shards = 2;
    at.discord.gateway.close(code);
    await until('two shards', () => at.discord.gateway.connected === 2);
    await at.ready();
    say('over two');
    await until('the message', () => at.said().includes('over two'));
  });

  test('gives up where it is refused again and again', async () => {
    await at.world({}, false);
    at.discord.gateway.refuseWith(4011, 4011, 4011, 4011, 4011);
    await until('the fault', () => at.lines.some((line) => line.includes('not connecting again')));
    expect(at.discord.gateway.begun).toHaveLength(3);
  });

  test('goes on without the message-content intent where that is refused', async () => {
    const { say } = await at.world({ messageContent: true });
    expect(at.gateway?.hasContent()).toBe(true);
    at.discord.application.flags = 0;
    at.discord.gateway.close(4014);
    await until('the warning', () => at.lines.some((line) => line.includes('going on without it')));
    await at.ready();
    expect(at.gateway?.hasContent()).toBe(false);
    say('without');
    await until('the message', () => at.said().includes('without'));
  });

  test('says that the token is wrong', async () => {
    await at.world({}, false, 'wrong');
    await until('the fault', () => at.gateway?.fault()?.includes('DISCORD_TOKEN'));
    expect(at.lines.join('')).not.toContain('"wrong"');
  });
});

/** What is heard after a close code. */
async function comesBack(code: number): Promise<string[]> {
  const discord = await startDiscordServer();
  const guild = discord.places.addGuild('Team');
  const channel = discord.places.addChannel(guild.id, 'general');
  const ann = discord.places.addPerson('ann', guild.id);
  const all = heard();
  const { gateway } = gatewayAt(discord, all);
  gateway.start();
  try {
    await until('the connection', () => gateway.isReady() && discord.gateway.connected > 0);
    const before = discord.gateway.begun.length;
    discord.gateway.close(code);
    await until(`begun again after ${code}`, () => discord.gateway.begun.length > before, 12_000);
    await until('ready', () => gateway.isReady() && discord.gateway.connected > 0);
    discord.say({ by: ann, channel, text: `<@${discord.bot.id}> back` });
    const words = () =>
      all.dispatches.flatMap(({ name, data }) =>
        name === 'MESSAGE_CREATE' ? [String(objectOf(data).content).split(' ').at(-1) ?? ''] : [],
      );
    await until('the message', () => words().length > 0);
    return words();
  } finally {
    await gateway.stop(10_000);
    await discord.stop();
  }
}
