import type { Command } from 'commander';
import { z } from 'zod';
import { boundedLines } from '../../src/bounded/lines.ts';
import { flag } from '../../src/commands/arguments.ts';
import type { Engine } from '../../src/conversation/engine.ts';
import type { Services } from '../../src/conversation/services.ts';
import { AdvisorError } from '../../src/errors.ts';
import type { Event } from '../../src/event.ts';
import { isBlank } from '../../src/visible.ts';
import { commandLine, textOption } from './command-line.ts';
import { outcomeJson, withConversation } from './conversation.ts';

/** One line of `chat --json`. */
const lineSchema = z.object({
  person: z
    .string()
    .max(100)
    .refine((name) => !isBlank(name), 'a name that can be seen')
    .default('you'),
  channel: z.string().min(1).max(200).default('terminal'),
  thread: z.string().max(200).default(''),
  text: z.string().optional(),
  choose: z.union([z.string(), z.array(z.string())]).optional(),
  submit: z.record(z.string(), z.string()).optional(),
  form: z.string().default(''),
  notice: z.boolean().default(false),
  workspace: z.string().min(1).max(200).default('local'),
});

const takes = {
  json: flag('an event a line on standard input, an outcome a line on standard output'),
  as: textOption('name', 'who talks; the system user where it is left out'),
};

/** `stack-advisor chat [--json]` */
export function chatCommand(): Command {
  return commandLine(
    { name: 'chat', description: 'talk with the advisor, as in a channel' },
    takes,
    ({ json, as }) =>
      withConversation(async (engine, services) => {
        if (json) return chatInJson(engine, services);
        const { chatInTerminal } = await import('./chat-terminal.ts');
        return chatInTerminal(engine, as);
      }),
  );
}

const maxLine = 1_000_000;

/** Exactly one line of output for each line of input, in order. */
async function chatInJson(engine: Engine, services: Services): Promise<void> {
  for await (const { text, isWhole } of boundedLines(process.stdin, maxLine)) {
    if (text.trim() === '') continue;
    const tooLong = { error: `an event is a line of at most ${maxLine} characters` };
    const answered = isWhole ? await answerLine(engine, services, text) : tooLong;
    process.stdout.write(`${JSON.stringify(answered)}\n`);
  }
}

async function answerLine(engine: Engine, services: Services, line: string): Promise<object> {
  let event: Event;
  try {
    event = readLine(line);
  } catch (error) {
    if (!(error instanceof AdvisorError)) throw error;
    return { error: error.message };
  }
  // Such a line comes from a channel that turned noticing on.
  if (event.kind === 'overheard') await services.channels.setNoticing(event.workspace, event.channel, true);
  return outcomeJson(await engine.handle(event));
}

/** Reads one line of `chat --json`. @throws AdvisorError `usage` saying what is wrong with it. */
export function readLine(line: string): Event {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new AdvisorError('usage', 'not a line of JSON');
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    throw new AdvisorError(
      'usage',
      place === ''
        ? 'an event is a JSON object, such as {"person":"ana","text":"what is the GIL"}'
        : `${place}: ${issue?.message ?? 'not an event'}`,
    );
  }
  const { person, channel, thread, workspace, text, choose, submit, form, notice } = parsed.data;
  const by = { id: person.toLowerCase(), name: person };
  const where = {
    workspace,
    channel,
    thread,
    person: by,
    viewer: { kind: 'member', person: by, channels: [channel], outside: false },
    source: 'chat',
  } as const;
  if (choose !== undefined)
    return { ...where, kind: 'chose', choices: typeof choose === 'string' ? [choose] : choose };
  if (submit !== undefined) return { ...where, kind: 'submitted', form, fields: submit };
  if (text === undefined) throw new AdvisorError('usage', 'an event has "text", "choose" or "submit"');
  return { ...where, kind: notice ? 'overheard' : 'said', text };
}
