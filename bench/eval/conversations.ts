// How many turns of whole conversations come back right: the project's own and, where it is there, the shared sample.
// node bench/eval/conversations.ts [--wrong] [FILE...]
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { createEngine } from '../../src/conversation/engine.ts';
import { loadServices } from '../../src/conversation/load.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { openDatabase } from '../../src/database/connection.ts';

const conversationSchema = z.object({
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

const args = process.argv.slice(2);
const showsWrong = args.includes('--wrong');
const given = args.filter((arg) => !arg.startsWith('--'));
const files = (
  given.length > 0 ? given : ['bench/eval/conversations.jsonl', '../shared/eval/conversations.dev.jsonl']
).filter((file) => existsSync(file));

for (const file of files) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const counts = { turns: 0, right: 0, whole: 0 };
  const byAbout = new Map<string, { turns: number; right: number }>();
  for (const line of lines) {
    const conversation = conversationSchema.parse(JSON.parse(line));
    const database = await openDatabase('sqlite::memory:');
    const services = await loadServices(database, undefined);
    const engine = createEngine(services);
    let isWhole = true;
    for (const turn of conversation.turns) {
      const person = { id: turn.person, name: turn.person };
      const where = {
        workspace: 'local',
        channel: turn.channel,
        thread: turn.thread,
        person,
        viewer: { kind: 'member', person, channels: [turn.channel], outside: false },
        source: 'eval',
      } as const;
      if (turn.notice) await services.channels.setNoticing('local', turn.channel, true);
      const outcome = await engine.handle(
        turn.choose !== undefined
          ? { ...where, kind: 'chose', choices: [turn.choose] }
          : turn.submit !== undefined
            ? { ...where, kind: 'submitted', form: '', fields: turn.submit }
            : { ...where, kind: turn.notice ? 'overheard' : 'said', text: turn.text ?? '' },
      );
      const text = repliesMarkdown(outcome.replies);
      const { intent, must, any, not } = turn.expect;
      const matches = (pattern: string) => new RegExp(pattern, 'i').test(text);
      const wrong = [
        ...([intent].flat().includes(outcome.intent) ? [] : [`intent ${outcome.intent}, not ${intent}`]),
        ...must.filter((pattern) => !matches(pattern)).map((pattern) => `lacks ${pattern}`),
        ...(any.length > 0 && !any.some(matches) ? [`none of ${any.join(' ')}`] : []),
        ...not.filter(matches).map((pattern) => `has ${pattern}`),
      ];
      counts.turns++;
      const about = byAbout.get(conversation.about) ?? { turns: 0, right: 0 };
      about.turns++;
      if (wrong.length === 0) {
        counts.right++;
        about.right++;
      } else {
        isWhole = false;
        if (showsWrong) {
          process.stdout.write(
            `${conversation.id} ${JSON.stringify(turn.text ?? turn.choose ?? '')}\n    ${wrong.join('; ')}\n    ${text.slice(0, 300).replace(/\n/g, '\n    ')}\n`,
          );
        }
      }
      byAbout.set(conversation.about, about);
    }
    if (isWhole) counts.whole++;
    await database.close();
  }
  process.stdout.write(
    `${file}: ${counts.right} of ${counts.turns} turns right (${((100 * counts.right) / Math.max(1, counts.turns)).toFixed(1)} %), ${counts.whole} of ${lines.length} conversations whole\n`,
  );
  for (const [about, { turns, right }] of byAbout)
    process.stdout.write(`  ${about.padEnd(18)} ${right} of ${turns}\n`);
}
