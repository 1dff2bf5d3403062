import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import { loadServices } from '../../src/conversation/load-services.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Event } from '../../src/event.ts';
import { createLog } from '../../src/log.ts';
import { readConfig } from '../config.ts';
import { personName } from './person-name.ts';
import { withDatabase } from './with-database.ts';

/** Opens the configured database and knowledge for a conversation, runs the work, and closes them whatever happens. */
export async function withConversation<Result>(
  work: (engine: Engine, services: Services) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env);
  return withDatabase(config.databaseUrl, async (database) => {
    const services = await loadServices(database, config.knowledgeDir);
    const log = createLog(config);
    const engine = createEngine(services, (error, reference) =>
      log.error({ err: error, reference }, 'a turn failed'),
    );
    return work(engine, services);
  });
}

/** Who does something in the terminal, and where. @throws AdvisorError `usage` for what is no name. */
export function terminalEvent(
  as: string | undefined,
): Omit<Event, 'kind' | 'text' | 'choices' | 'form' | 'fields' | 'name' | 'given'> {
  const name = personName(as);
  const person = { id: name.toLowerCase(), name };
  return {
    workspace: 'local',
    channel: 'terminal',
    thread: name.toLowerCase(),
    person,
    viewer: { kind: 'member', person, channels: ['terminal'], outside: false },
    source: 'terminal',
  };
}

/** What one event comes to as one JSON value: `{intent, replies, text, live?}`, `text` as markdown. */
export function outcomeJson({ intent, replies, live }: Outcome): object {
  return {
    intent,
    replies,
    text: repliesMarkdown(replies),
    ...(live === undefined ? {} : { live: liveKeyText(live) }),
  };
}
