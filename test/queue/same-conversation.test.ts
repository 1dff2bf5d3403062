import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/conversation/engine.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { databaseName, freshUrl } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

const where = { workspace: 'local', channel: 'backend', thread: 't1', source: 'test' } as const;

function by(name: string) {
  const person = { id: name, name };
  return {
    ...{ ...where, person },
    viewer: { kind: 'member', person, channels: [where.channel], outside: false },
  } as const;
}

/** A process of its own, as far as conversations go: it knows nothing of what others have in memory. */
async function engineOn(url: string) {
  const database = await openDatabase(url, { connections: 3 });
  onTestFinished(() => database.close());
  const services = await servicesFor(database);
  return { engine: createEngine(services, throwFault), services };
}

test(`${databaseName}: who votes at the same time through another process is counted too`, async () => {
  const url = await freshUrl();
  const all = [await engineOn(url), await engineOn(url), await engineOn(url)];
  const [first] = all;
  if (first === undefined) throw new RangeError('no engine');
  const text = 'help us choose a message broker as a team';
  await first.engine.handle({ ...by('ana'), kind: 'said', text });
  const votes = all.map(({ engine }, at) =>
    engine.handle({ ...by(`voter ${at}`), kind: 'chose', choices: ['Event sourcing or audit log'] }),
  );
  await Promise.all(votes);
  const { team } = await first.services.memories.loadShared(where);
  expect(Object.keys(team?.voices ?? {}).sort()).toEqual(['ana', 'voter 0', 'voter 1', 'voter 2']);
});

test(`${databaseName}: what comes twice through two processes at the same time is done once`, async () => {
  const url = await freshUrl();
  const all = [await engineOn(url), await engineOn(url)];
  const event = { ...by('ana'), kind: 'said', id: 'one', text: 'record that we use Go for tools' } as const;
  const outcomes = await Promise.all(all.map(({ engine }) => engine.handle(event)));
  expect(outcomes.map(({ intent }) => intent)).toEqual(['record', 'record']);
  expect(outcomes.filter(({ again }) => again === true)).toHaveLength(1);
  const look = { workspace: where.workspace, viewer: { kind: 'operator' } } as const;
  expect(await all[0]?.services.decisions.list(look)).toHaveLength(1);
});

test(`${databaseName}: a decision that was told to one process is recorded through another one, once`, async () => {
  const url = await freshUrl();
  const [told, pressed] = [await engineOn(url), await engineOn(url)];
  const text = 'we are keeping Redis, Memcached is out';
  const { replies } = await told.engine.handle({ ...by('ana'), kind: 'said', text });
  const id = replies.flatMap(({ choices = [] }) => choices).find(({ label }) => label === 'Record it')?.id;
  if (id === undefined) throw new RangeError('nothing was offered');
  const press = { ...by('ben'), kind: 'chose', choices: [id] } as const;
  for (const { engine } of [pressed, told, pressed]) await engine.handle(press);
  const look = { workspace: where.workspace, viewer: { kind: 'operator' } } as const;
  const records = await told.services.decisions.list(look);
  expect(records).toMatchObject([{ title: 'Use Redis instead of Memcached', decision: text }]);
});
