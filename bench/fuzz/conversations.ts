import { renderReplies as renderDiscord } from '../../adapters/discord/render.ts';
import { renderReplies as renderSlack } from '../../adapters/slack/render.ts';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { loadServices } from '../../src/conversation/load-services.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Services } from '../../src/conversation/services.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Event } from '../../src/event.ts';

/** An engine on a database in memory that remembers what went wrong in it. */
export interface Conversations {
  readonly engine: Engine;
  readonly services: Services;
  /** Hands an event over, renders what comes of it on every surface, and tells what was wrong. */
  talk(event: Event | undefined): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Begins conversations. */
export async function beginConversations(): Promise<Conversations> {
  const database = await openDatabase('sqlite::memory:');
  const services = await loadServices(database, undefined);
  const faults: string[] = [];
  const engine = createEngine(services, (error) => {
    if (!(error instanceof AdvisorError))
      faults.push(`a turn failed: ${error instanceof Error ? error.stack : String(error)}`);
  });
  return {
    engine,
    services,
    async talk(event) {
      if (event === undefined) return [];
      const { replies } = await engine.handle(event);
      renderSlack(replies);
      renderDiscord(replies);
      repliesMarkdown(replies);
      return faults.splice(0);
    },
    close: () => database.close(),
  };
}
