// A process of its own for the tests of several processes on one file: says `ready`, begins when it is told `go`, says
// what it did line by line, and ends when its input ends. In mode `hold` it holds what it claims until it is told `go` once
// more.
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions } from '../../src/decisions/decisions.ts';
import { digestSchema } from '../../src/queue/digest.ts';
import { createDigests } from '../../src/queue/digests.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { createOutbox } from '../../src/queue/outbox.ts';
import { createOwnership } from '../../src/queue/ownership.ts';
import { createReminders, reminderSchema } from '../../src/queue/reminders.ts';
import { textSchema } from './schemas.ts';

const [mode = '', url = '', at = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (error: unknown): never => {
  throw error;
};

const parts = new Map(
  Object.entries({
    handle: prepareHandling,
    hold: prepareHolding,
    remind: prepareReminding,
    digest: prepareDigests,
    own: prepareOwning,
  }),
);
const part = parts.get(mode)?.() ?? fail(new RangeError(mode));
say('ready');
process.stdin.setEncoding('utf8').once('data', () => part.go());
process.stdin.on('end', async () => {
  await part.end();
  await database.close();
});

function prepareHandling() {
  const onDead = ({ error }: { error: string }) => fail(new Error(error));
  const inbox = createInbox(database, { payload: textSchema, onDead, onFault: fail });
  return {
    go: () => inbox.start(async ({ key }) => void say(key)),
    end: () => inbox.stop(),
  };
}

function prepareOwning() {
  const ownership = createOwnership(database, {
    name: 'the one',
    begin: () => say('begun'),
    end: () => Promise.resolve(say('ended')),
    onFault: fail,
  });
  return { go: () => ownership.start(), end: () => ownership.stop(1_000) };
}

function prepareHolding() {
  const never = { payload: textSchema, onFault: fail, lease: 4_000 };
  const inbox = createInbox(database, { ...never, onDead: ({ error }) => fail(new Error(error)) });
  const outbox = createOutbox(database, { ...never, onFailed: ({ reason }) => fail(new Error(reason)) });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  return {
    go() {
      process.stdin.once('data', () => release());
      inbox.start(async ({ key }) => {
        say(key);
        await released;
      });
      outbox.start(async ({ dedupe }, confirm) => {
        say(dedupe);
        await released;
        await confirm().catch((error: unknown) => {
          say('lost');
          throw error;
        });
        say('sent');
        return 'sent';
      });
    },
    end: () => Promise.all([inbox.stop(), outbox.stop()]),
  };
}

function prepareDigests() {
  const outbox = createOutbox(database, { payload: digestSchema, onFailed: fail, onFault: fail });
  const clock = { now: () => Date.parse(at), after: () => () => {} };
  const digests = createDigests(database, {
    ...{ outbox, decisions: createDecisions(database), platformOf: () => 'p', onFault: fail, clock },
    isShared: () => Promise.resolve(false),
  });
  return {
    go: async () => say(String(await digests.send())),
    end: () => outbox.stop(),
  };
}

function prepareReminding() {
  const outbox = createOutbox(database, { payload: reminderSchema, onFailed: fail, onFault: fail });
  const clock = { now: () => Date.parse(at), after: () => () => {} };
  const reminders = createReminders(database, { outbox, platformOf: () => 'p', onFault: fail, clock });
  return {
    go: async () => say(String(await reminders.remind())),
    end: () => outbox.stop(),
  };
}
