// The same transactions as the program's in one process, without Slack around them: what arrives is stored, claimed, handled
// by the engine, answered through the outbox. Prints how many a second.   node bench/replicas/bare-loop.ts URL SECONDS
import { z } from 'zod';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadServices } from '../../src/conversation/load-services.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Event } from '../../src/event.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { settings } from './settings.ts';
import { textOf, type Unit } from './slack-teams.ts';

const [url = '', seconds = '5', people = '32'] = process.argv.slice(2);
const fail = (error: unknown): never => {
  throw error;
};
const database = await openDatabase(url);
const engine = createEngine(await loadServices(database, undefined), fail);
const unitSchema = z.object({
  number: z.number(),
  word: z.string(),
  kind: z.enum(['tell', 'propose', 'ask']),
  workspace: z.number(),
  channel: z.number(),
});
const kinds = ['tell', 'propose', 'tell', 'ask'] as const;
const platform = 'bare';
const inbox = createInbox(database, {
  payload: unitSchema,
  platforms: [platform],
  onDead: ({ error }) => fail(new Error(error)),
  onFault: fail,
});
const outbox = createOutbox(database, {
  payload: z.object({ word: z.string() }),
  platforms: [platform],
  pace: { burst: 1, every: 0 },
  onFailed: ({ reason }) => fail(new Error(reason)),
  onFault: fail,
});
const waiting = new Map<string, () => void>();

inbox.start(async ({ payload: unit }) => {
  await engine.handle(eventOf(unit));
  const { workspace, channel, word } = unit;
  const to = { platform, workspace: `B${workspace}`, channel: `C${channel}` };
  await outbox.put({ ...to, dedupe: word, payload: { word } });
});
outbox.start(async ({ payload: { word } }) => {
  waiting.get(word)?.();
  return 'sent';
});

let number = 0;
let answered = 0;
const begin = Date.now() + 2_000;
const end = begin + Number(seconds) * 1_000;
await Promise.all(Array.from({ length: Number(people) }, person));
process.stdout.write(`${answered / Number(seconds)}\n`);
process.exit(0);

async function person(): Promise<void> {
  while (Date.now() < end) {
    await once(nextUnit());
    if (Date.now() >= begin && Date.now() < end) answered += 1;
  }
}

function nextUnit(): Unit {
  const place = number % (settings.workspaces * settings.channels);
  return {
    number,
    word: `zq${number}x`,
    kind: kinds[number++ % kinds.length] ?? 'ask',
    workspace: place % settings.workspaces,
    channel: Math.floor(place / settings.workspaces),
  };
}

/** What only asks is answered without being stored, as Slack's commands are. */
async function once(unit: Unit): Promise<void> {
  if (unit.kind === 'ask') return void (await engine.handle(eventOf(unit)));
  const { promise, resolve } = Promise.withResolvers<void>();
  waiting.set(unit.word, resolve);
  const { workspace, channel, word: key } = unit;
  await inbox.accept({
    ...{ platform, workspace: `B${workspace}`, key, conversation: `C${channel}` },
    payload: unit,
  });
  await promise;
  waiting.delete(key);
}

function eventOf(unit: Unit): Event {
  const person = { id: `U${unit.workspace}X${unit.channel}`, name: 'somebody' };
  const channel = `C${unit.channel}`;
  const anywhere = {
    ...{ id: unit.word, workspace: `B${unit.workspace}`, channel, thread: '', person, source: platform },
    viewer: { kind: 'member', person, channels: [channel], outside: false },
    setting: unit.kind === 'tell' ? 'open' : 'quiet',
  } as const;
  switch (unit.kind) {
    case 'tell':
      return { ...anywhere, kind: 'said', text: textOf(unit) };
    case 'propose':
      return { ...anywhere, kind: 'commanded', name: 'adr propose', given: { decision: textOf(unit) } };
    case 'ask':
      return { ...anywhere, kind: 'commanded', name: 'ask', given: { question: textOf(unit) } };
  }
}
