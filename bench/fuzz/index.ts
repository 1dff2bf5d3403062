// Gives the command line, the importer, both chat platforms, `chat --json` and the page what somebody could send them: no
// stack trace, nothing that throws, nothing that takes longer than two seconds. CASES and SEED choose how many and which.
import { commandTarget, processTarget } from './command-target.ts';
import { beginConversations } from './conversations.ts';
import { checkTarget, fileTarget } from './files.ts';
import { chatTarget } from './lines.ts';
import { discordTarget, slackTarget } from './platforms.ts';
import { postTarget } from './posts.ts';
import { runCases } from './run.ts';
import type { Target } from './target.ts';

const cases = Number(process.env.CASES ?? 100_000);
const processes = Number(process.env.PROCESSES ?? 100);
const seed = Number(process.env.SEED ?? 1);
const only = process.env.ONLY;
const from = Number(process.env.FROM ?? 0);
const print = (text: string) => process.stdout.write(`${text}\n`);

const conversations = await beginConversations();
const targets: readonly (() => Target | Promise<Target>)[] = [
  fileTarget,
  checkTarget,
  () => slackTarget(conversations),
  () => discordTarget(conversations),
  () => chatTarget(conversations),
  () => postTarget(conversations),
  commandTarget,
  processTarget,
];
process.on('unhandledRejection', (error) => {
  print(`unhandled: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 1;
});
let wrong = 0;
for (const begin of targets) {
  const target = await begin();
  if (only === undefined || target.name.startsWith(only)) {
    const count = target.share === 0 ? processes : Math.round((cases * target.share) / 100);
    const { slowestMs, problems } = await runCases(target, count, seed, { timed: target.share > 0, from });
    print(`${target.name}: ${count}, the slowest ${Math.round(slowestMs)} ms, ${problems.length} wrong`);
    for (const problem of problems.slice(0, 20)) print(`  ${problem}`);
    wrong += problems.length;
  }
  await target.close();
}
await conversations.close();
if (wrong > 0) process.exitCode = 1;
