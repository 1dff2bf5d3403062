// Gives every chat line to the noticer and prints how many of its offers are decisions (precision), how many of the
// decisions it notices (recall), and how many of these have the chosen and the rejected right. Files may be given;
// `--wrong` lists what is wrong.
import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createNoticer } from '../../src/conversation/noticing/notice.ts';
import { loadBuiltIn } from '../../src/knowledge/load.ts';
import { isRightAbout, measureLines, readLines } from './chatlines-score.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
const showWrong = process.argv.includes('--wrong');
const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const files =
  given.length > 0
    ? given.map((path) => pathToFileURL(path))
    : ['./chatlines.jsonl', '../../../shared/eval/chatlines.dev.jsonl'].map(
        (path) => new URL(path, import.meta.url),
      );

const notice = createNoticer(await loadBuiltIn());
for (const file of files) {
  if (existsSync(file)) report(file.pathname.split('/').at(-1) ?? '', file);
  else print(`${file.pathname}: not there, left out`);
}

function report(name: string, file: URL): void {
  const results = measureLines(readLines(readFileSync(file, 'utf8')), notice);
  const { precision, recall, offers, hits, decisions } = results;
  const right = hits.filter(({ line, noticed }) => isRightAbout(line, noticed));
  print(
    `${name}: precision ${percent(hits.length, offers.length)} (${offers.length} offers), recall ${percent(hits.length, decisions.length)} (${decisions.length} decisions), sides right ${right.length} of ${hits.length}`,
  );
  if (!showWrong) return;
  if (precision < 1) print('  offered, but no decision:');
  for (const { line, noticed } of offers.filter((offer) => !offer.line.decision)) {
    print(`    ${line.id} [${line.kind}] ${line.text}\n      -> ${noticed.title}`);
  }
  if (recall < 1) print('  missed:');
  const seen = new Set(hits.map(({ line }) => line));
  for (const line of decisions.filter((one) => !seen.has(one)))
    print(`    ${line.id} [${line.kind}] ${line.text}`);
  if (right.length < hits.length) print('  other sides:');
  for (const { line, noticed } of hits.filter((hit) => !right.includes(hit))) {
    print(
      `    ${line.id} ${line.text}\n      wants +[${line.chosen}] -[${line.rejected}], got +[${noticed.chosen}] -[${noticed.rejected}]`,
    );
  }
}
