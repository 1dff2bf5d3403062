// Plays conversations on the engine and says which turns come back right.
import { z } from 'zod';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadKnown, servicesOver } from '../../src/conversation/load-services.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Event } from '../../src/event.ts';

export const conversationSchema = z.object({
  id: z.string(),
  about: z.string().default(''),
  turns: z.array(
    z.object({
      person: z.string(),
      channel: z.string(),
      thread: z.string(),
      text: z.string().optional(),
      choose: z.string().optional(),
      submit: z.record(z.string(), z.string()).optional(),
      notice: z.boolean().default(false),
      expect: z.object({
        intent: z.union([z.string(), z.array(z.string())]),
        must: z.array(z.string()).default([]),
        any: z.array(z.string()).default([]),
        not: z.array(z.string()).default([]),
      }),
    }),
  ),
});

export type Conversation = z.infer<typeof conversationSchema>;
type Turn = Conversation['turns'][number];

/** A turn as it came back: what is wrong with it, nothing where it is right. */
export interface PlayedTurn {
  readonly said: string;
  readonly text: string;
  readonly wrong: readonly string[];
}

let known: ReturnType<typeof loadKnown> | undefined;

/** Plays one conversation, with nothing recorded before it. */
export async function play(conversation: Conversation): Promise<PlayedTurn[]> {
  const database = await openDatabase('sqlite::memory:');
  known ??= loadKnown(undefined);
  const services = servicesOver(database, await known);
  const engine = createEngine(services, (error) => {
    throw error;
  });
  const played: PlayedTurn[] = [];
  for (const turn of conversation.turns) {
    if (turn.notice) await services.channels.setNoticing('local', turn.channel, true);
    const { intent, replies } = await engine.handle(eventOf(turn));
    const text = repliesMarkdown(replies);
    played.push({ said: turn.text ?? turn.choose ?? '', text, wrong: faultsOf(turn, intent, text) });
  }
  await database.close();
  return played;
}

function eventOf({ person: name, channel, thread, text, choose, submit, notice }: Turn): Event {
  const person = { id: name, name };
  const where = {
    workspace: 'local',
    channel,
    thread,
    person,
    viewer: { kind: 'member', person, channels: [channel], outside: false },
    source: 'eval',
  } as const;
  if (choose !== undefined) return { ...where, kind: 'chose', choices: [choose] };
  if (submit !== undefined) return { ...where, kind: 'submitted', form: '', fields: submit };
  return { ...where, kind: notice ? 'overheard' : 'said', text: text ?? '' };
}

function faultsOf({ expect }: Turn, intent: string, text: string): string[] {
  const matches = (pattern: string) => new RegExp(pattern, 'i').test(text);
  const { must, any, not } = expect;
  return [
    ...([expect.intent].flat().includes(intent) ? [] : [`intent ${intent}, not ${expect.intent}`]),
    ...must.filter((pattern) => !matches(pattern)).map((pattern) => `lacks ${pattern}`),
    ...(any.length > 0 && !any.some(matches) ? [`none of ${any.join(' ')}`] : []),
    ...not.filter(matches).map((pattern) => `has ${pattern}`),
  ];
}
