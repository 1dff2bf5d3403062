// A process of its own for the tests of several processes on one file: says `ready`, begins when it is told `go`, says
// what it did line by line, and ends when its input ends.
import { openDatabase } from '../../src/database/connection.ts';
import { createInbox } from '../../src/delivery/inbox.ts';
import { createOutbox } from '../../src/delivery/outbox.ts';
import { createReminders, reminderSchema } from '../../src/delivery/reminders.ts';
import { textSchema } from './schemas.ts';

const [mode = '', url = '', at = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (error: unknown): never => {
  throw error;
};

const part = mode === 'handle' ? prepareHandling() : prepareReminding();
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

function prepareReminding() {
  const outbox = createOutbox(database, { payload: reminderSchema, onFailed: fail, onFault: fail });
  const clock = { now: () => Date.parse(at), after: () => () => {} };
  const reminders = createReminders(database, { outbox, platformOf: () => 'p', onFault: fail, clock });
  return {
    go: async () => say(String(await reminders.remind())),
    end: () => outbox.stop(),
  };
}
