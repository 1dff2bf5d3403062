import { createEngine } from '../../src/conversation/engine.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import { freshDatabase } from './database.ts';
import { throwFault } from './faults.ts';
import { servicesFor } from './services.ts';

/** People who talk to the advisor in one channel, over a database of their own. */
export interface Talk {
  readonly services: Services;
  /** Says something as somebody, in a thread. */
  say(name: string, text: string, thread?: string): Promise<Outcome>;
  press(name: string, choice: string, thread?: string): Promise<Outcome>;
  /** Sends a form in, filled. */
  submit(name: string, form: string, fields: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Says one line after another as one person, in a thread of its own, and gives what came last, as text. */
  last(...lines: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Opens a talk; `now` gives the time in ISO form. */
export async function openTalk(now?: () => string): Promise<Talk> {
  const database = await freshDatabase();
  const services = await servicesFor(database, now);
  const engine = createEngine(services, throwFault);
  let threads = 0;
  const whereOf = (name: string, thread: string) => {
    const person = { id: name, name };
    const viewer = { kind: 'member', person, channels: ['backend'], outside: false } as const;
    return { workspace: 'local', thread, channel: 'backend', source: 'test', person, viewer } as const;
  };
  const say: Talk['say'] = (name, text, thread = 't1') =>
    engine.handle({ ...whereOf(name, thread), kind: 'said', text });
  return {
    services,
    say,
    press: (name, choice, thread = 't1') =>
      engine.handle({ ...whereOf(name, thread), kind: 'chose', choices: [choice] }),
    submit: (name, form, fields) =>
      engine.handle({ ...whereOf(name, 't1'), kind: 'submitted', form, fields }),
    async last(...lines) {
      const thread = `own ${threads++}`;
      let text = '';
      for (const line of lines) text = repliesMarkdown((await say('ana', line, thread)).replies);
      return text;
    },
    close: () => database.close(),
  };
}
