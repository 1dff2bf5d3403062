// How much of what governs a change, and of what an approach goes against, comes back right, in written cases of several hands.
// node bench/eval/governing.ts [--wrong] [FILE...]
import { scoreGoverning } from './governing-score.ts';

const args = process.argv.slice(2);
const given = args.filter((arg) => !arg.startsWith('--'));
const score = await scoreGoverning(given.length > 0 ? given : ['bench/eval/governing.jsonl']);
for (const [name, tally] of Object.entries(score)) {
  process.stdout.write(`${name}: ${tally}\n`);
  if (args.includes('--wrong')) for (const miss of tally.misses) process.stdout.write(`  ${miss}\n`);
}
