// Teaches what finding answers and reading briefs learn, from the cards, the rubrics and knowledge/training:
// `npm run train`. The same files give the same weights. With --check nothing is written, and weights that are not those
// of knowledge/models are an error; with --measure the thresholds of reading are measured anew (some ten minutes).
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';
import { cardModelSchema, modelFile } from '../src/answers/cards/model.ts';
import { trainCards } from '../src/answers/cards/train.ts';
import { readTraining } from '../src/answers/cards/training-lines.ts';
import { checkFolder, requireSound } from '../src/knowledge/folder.ts';
import { builtInFolder } from '../src/knowledge/load.ts';
import { briefModelFile, briefModelSchema, loadBriefModel } from '../src/reading/briefs/model.ts';
import { measureOptions, trainBriefs } from '../src/reading/briefs/train.ts';
import { readBriefTraining } from '../src/reading/briefs/training-lines.ts';

const log = (line: string) => void process.stdout.write(`${line}\n`);
const [checks, measures] = ['--check', '--measure'].map((option) => process.argv.includes(option));
const knowledge = requireSound(checkFolder(builtInFolder));

// The two models have nothing to do with each other: each is learnt in a thread of its own.
if (isMainThread) {
  const briefs = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  const ended = once(briefs, 'exit');
  keep(modelFile, cardModelSchema.parse(trainCards(knowledge, readTraining(), log)));
  const [code] = await ended;
  if (code !== 0) process.exitCode = 1;
} else {
  const training = readBriefTraining();
  const learnt = trainBriefs(knowledge, training, log);
  keep(briefModelFile, briefModelSchema.parse({ ...learnt, thresholds: thresholds(training) }));
}

/** Measured only when it is asked for: it learns everything once for each author who is left out. */
function thresholds(training: ReturnType<typeof readBriefTraining>): Record<string, number> {
  if (measures !== true) return existsSync(briefModelFile) ? loadBriefModel().thresholds : {};
  const measured = measureOptions(knowledge, training);
  for (const one of measured) log(JSON.stringify(one));
  return Object.fromEntries(measured.map(({ question, threshold }) => [question, threshold]));
}

function keep(file: string, model: unknown): void {
  const text = JSON.stringify(model);
  if (checks !== true) {
    writeFileSync(file, `${text}\n`);
    log(`${file}: ${Math.round(text.length / 1000)} kB`);
  } else if (!isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(text))) {
    log(`${file} is not what the knowledge teaches: npm run train`);
    process.exitCode = 1;
  }
}
