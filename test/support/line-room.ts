import { pino } from 'pino';
import { type Chat, createChat } from '../../adapters/core/chat.ts';
import { failureLogged } from '../../adapters/core/failure-replies.ts';
import { createPostedMessages } from '../../adapters/core/posted-messages.ts';
import { createMetrics } from '../../adapters/metrics/metrics.ts';
import { turnsCounted } from '../../adapters/metrics/watch.ts';
import { createEngine } from '../../src/conversation/engine.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import type { Limits } from '../../src/limits.ts';
import type { FormReply } from '../../src/reply.ts';
import type { ChatRoom, Seen, Who } from './chat-room.ts';
import { createLineDriver, directOf, type LineTypes, receiveLine } from './line-driver.ts';
import { type LineMessage, LinePlatform } from './line-platform.ts';
import { servicesFor } from './services.ts';

const channel = 'general';

/** A room on the platform of lines. */
export async function openLineRoom(databaseUrl: string, limits?: Limits): Promise<ChatRoom<LineMessage>> {
  const people = ['ann', 'bob', 'cy'];
  const platform = new LinePlatform({ [channel]: people });
  const forms = new Map<Who, FormReply>();
  const lines: string[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) });
  let database: Database = await openDatabase(databaseUrl);
  let chat: Chat<LineTypes>;
  let services = await servicesFor(database);
  let count = 0;
  const metrics = createMetrics();
  let last: () => Promise<void> = async () => {};
  const posted = () => createPostedMessages(database, 'line');
  const start = async () => {
    services = await servicesFor(database);
    const engine = createEngine(services, failureLogged(log), turnsCounted(metrics));
    chat = createChat(createLineDriver(platform), {
      ...{
        database,
        engine,
        services,
        posted: posted(),
        metrics,
        log,
        publicUrl: undefined,
      },
      ...(limits === undefined ? {} : { limits }),
    });
    chat.start();
  };
  await start();
  const deliver = async (who: Who, at: string, words: string) => {
    count += 1;
    const line = `k${count} ${who} ${at} ${words}`;
    last = async () => {
      const received = await receiveLine(line, posted());
      if (received === undefined) return;
      const first = await chat.take(received);
      if (first === undefined) return;
      if ('form' in first) forms.set(who, first.form);
      else platform.show(who, first.message);
    };
    await last();
  };
  const buttonOf = ({ buttons }: LineMessage, label: string) => {
    const found = buttons.find((one) => one.label === label);
    if (found === undefined) throw new RangeError(`no button "${label}"`);
    return found.press;
  };
  const press = (who: Who, { handle }: Seen<LineMessage>, what: string) =>
    deliver(who, handle.channel || channel, `press ${handle.channel === '' ? '-' : handle.id} ${what}`);
  return {
    get services() {
      return services;
    },
    get database() {
      return database;
    },
    workspace: 'lines',
    say: (who, text) => deliver(who, channel, `say ${text}`),
    murmur: (who, text) => deliver(who, channel, `murmur ${text}`),
    tell: (who, text) => deliver(who, directOf(who), `say ${text}`),
    command: (who, typed) => deliver(who, channel, `command ${typed.replace(/@(ann|bob|cy)\b/g, '<$1>')}`),
    press: (who, seen, label) => press(who, seen, buttonOf(seen.handle, label)),
    choose: (who, seen) => press(who, seen, seen.handle.buttons[0]?.press ?? ''),
    pressId: (who, seen, id) => press(who, seen, `choose ${id}`),
    async fillIn(who, fields) {
      const form = forms.get(who);
      if (form === undefined) throw new RangeError('no form is open');
      const filled = Object.fromEntries(
        form.fields.map(({ name, value, people }) => {
          const picked = fields[name]?.split(/,\s*/) ?? people?.map(({ id }) => id);
          const isPicked = people !== undefined && picked !== undefined;
          return [name, isPicked ? picked.map((id) => `<${id}>`).join() : (fields[name] ?? value)];
        }),
      );
      await deliver(who, channel, `submit ${form.id} ${JSON.stringify(filled)}`);
    },
    recordMessage: (who, text) => deliver(who, channel, `record bob ${text}`),
    again: () => last(),
    inChannel: async () => platform.messagesIn(channel).map(seenOf),
    alone: async (who) => [...platform.shownTo(who), ...platform.messagesIn(directOf(who))].map(seenOf),
    directly: async (who) => platform.messagesIn(directOf(who)).map(seenOf),
    async restart() {
      await chat.stop(async () => {});
      await database.close();
      database = await openDatabase(databaseUrl);
      await start();
    },
    away: (isAway) => platform.away(isAway),
    refuseNext: () => platform.fail('refused'),
    logged: () => lines.join(''),
    metrics: () => metrics.text(),
    async stop() {
      await chat.stop(async () => {});
      await database.close();
    },
  };
}

function seenOf(message: LineMessage): Seen<LineMessage> {
  return { words: message.text, labels: message.buttons.map(({ label }) => label), handle: message };
}
