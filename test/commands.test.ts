import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackNeeds } from '../adapters/slack/scopes-table.ts';
import { commands, commandTable, readTyped } from '../src/commands/registry.ts';
import { createEngine, type Engine } from '../src/conversation/engine.ts';
import type { Services } from '../src/conversation/services.ts';
import { type Database, openDatabase } from '../src/database/connection.ts';
import { throwFault } from './support/faults.ts';
import { servicesFor } from './support/services.ts';

let database: Database;
let engine: Engine;
let services: Services;

beforeAll(async () => {
  database = await openDatabase('sqlite::memory:');
  services = await servicesFor(database);
  engine = createEngine(services, throwFault);
});
afterAll(() => database.close());

const person = { id: 'ana', name: 'ana' };
const say = (text: string) =>
  engine.handle({
    kind: 'said',
    text,
    workspace: 'local',
    channel: 'c',
    thread: 't',
    person,
    viewer: { kind: 'member', person, channels: ['c'], outside: false },
    source: 'test',
  });

describe('the commands', () => {
  test.each(commands.map((command) => [command.name, command] as const))(
    '/%s does what its example shows',
    async (name, command) => {
      const typed = readTyped(`/${command.example}`);
      expect(typed?.command.name).toBe(name);
      const { intent } = await say(`/${command.example}`);
      const [group = ''] = name.split(' ');
      const expected = { ask: ['ask'], advise: ['advise'], help: ['help'], adr: ['record', 'decisions'] };
      expect(Object.entries(expected).find(([key]) => key === group)?.[1]).toContain(intent);
    },
  );

  test('a command without what it needs says how it is written', async () => {
    const { replies } = await say('/adr accept');
    expect(replies).toMatchObject([
      {
        kind: 'notice',
        tone: 'error',
        text: 'Write it as /adr accept NUMBER [COMMENT], such as /adr accept 12',
      },
    ]);
  });

  test('records are listed by a tag, by a status, by both', async () => {
    const act = {
      workspace: 'local',
      log: 'decisions',
      viewer: { kind: 'operator' },
      person,
      source: 'test',
    } as const;
    await services.decisions.propose(act, { title: 'Use Vault', tags: ['security'] });
    expect(JSON.stringify((await say('/adr list #security')).replies)).toContain('Use Vault');
    expect(JSON.stringify((await say('/adr list proposed #security')).replies)).toContain('Use Vault');
    expect((await say('/adr list accepted #security')).replies).toMatchObject([
      { kind: 'notice', text: 'No record is accepted and tagged security.' },
    ]);
    expect(JSON.stringify((await say('/adr list #speed')).replies)).not.toContain('Use Vault');
  });

  test('a record of another log is named with its log', async () => {
    const act = { workspace: 'local', viewer: { kind: 'operator' }, person, source: 'test' } as const;
    await services.decisions.createLog({ ...act, log: 'payments' });
    const number = await services.decisions.propose({ ...act, log: 'payments' }, { title: 'Use Kafka' });
    expect(JSON.stringify((await say(`/adr show payments/${number}`)).replies)).toContain('Use Kafka');
    await say(`/adr accept payments/${number}`);
    const look = { workspace: 'local', log: 'payments', viewer: act.viewer };
    expect(await services.decisions.get(look, number)).toMatchObject({ status: 'accepted' });
    const other = await services.decisions.propose({ ...act, log: 'decisions' }, { title: 'Use NATS' });
    const mixed = await say(`/adr supersede payments/${number} decisions/${other}`);
    expect(mixed.replies).toMatchObject([{ kind: 'notice', tone: 'error' }]);
    expect(await services.decisions.get(look, number)).toMatchObject({ status: 'accepted' });
  });

  test('words that only look like a command are words', () => {
    expect(readTyped('/redoc is what?')).toBeUndefined();
    expect(readTyped('ask fastapi')).toBeUndefined();
  });

  test('the last argument takes the rest of the line', () => {
    expect(readTyped('/adr reject 12 nobody runs it')?.given).toEqual({
      number: '12',
      reason: 'nobody runs it',
    });
    expect(readTyped('/adr supersede 3 5')?.given).toEqual({ number: '3', by: '5' });
    expect(readTyped('/advise a chat product')?.given).toEqual({ brief: 'a chat product' });
  });

  test('are in the docs as the registry has them', () => {
    expect(readFileSync('docs/commands.md', 'utf8')).toContain(commandTable());
    expect(readFileSync('docs/slack.md', 'utf8')).toContain(slackNeeds());
  });
});
