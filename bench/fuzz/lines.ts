import { readLine } from '../../adapters/cli/chat.ts';
import { outcomeJson } from '../../adapters/cli/conversation.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Event } from '../../src/event.ts';
import type { Conversations } from './conversations.ts';
import { anyChatLine } from './payloads.ts';
import type { Target } from './target.ts';

/** Lines of `chat --json`. */
export function chatTarget({ engine, services, talk }: Conversations): Target {
  return {
    name: 'chat lines',
    share: 16,
    async run(random) {
      const event = read(anyChatLine(random));
      if (event === undefined) return [];
      if (event.kind === 'overheard')
        await services.channels.setNoticing(event.workspace, event.channel, true);
      JSON.stringify(outcomeJson(await engine.handle(event)));
      return talk({ ...event, id: String(random.below(1e9)) });
    },
    close: async () => {},
  };
}

function read(line: string): Event | undefined {
  try {
    return readLine(line);
  } catch (error) {
    if (error instanceof AdvisorError) return undefined;
    throw error;
  }
}
