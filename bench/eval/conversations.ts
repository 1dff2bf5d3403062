// How many turns of whole conversations come back right: the project's own and, where it is there, the shared sample.
// node bench/eval/conversations.ts [--wrong] [FILE...]
import { existsSync, readFileSync } from 'node:fs';
import { conversationSchema, play } from './conversations-score.ts';

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
    const played = await play(conversation);
    const right = played.filter(({ wrong }) => wrong.length === 0).length;
    counts.turns += played.length;
    counts.right += right;
    if (right === played.length) counts.whole++;
    const about = byAbout.get(conversation.about) ?? { turns: 0, right: 0 };
    byAbout.set(conversation.about, { turns: about.turns + played.length, right: about.right + right });
    for (const { said, text, wrong } of showsWrong ? played : []) {
      if (wrong.length === 0) continue;
      const shown = text.slice(0, 300).replace(/\n/g, '\n    ');
      process.stdout.write(
        `${conversation.id} ${JSON.stringify(said)}\n    ${wrong.join('; ')}\n    ${shown}\n`,
      );
    }
  }
  const share = ((100 * counts.right) / Math.max(1, counts.turns)).toFixed(1);
  process.stdout.write(
    `${file}: ${counts.right} of ${counts.turns} turns right (${share} %), ${counts.whole} of ${lines.length} conversations whole\n`,
  );
  for (const [about, { turns, right }] of byAbout)
    process.stdout.write(`  ${about.padEnd(18)} ${right} of ${turns}\n`);
}
