// Teaches what finding answers, reading briefs and telling intents and decisions learn, from the cards, the rubrics and knowledge/training:
// `npm run train`. The same files give the same weights. With --check nothing is written, and weights that are not those
// of knowledge/models are an error; where nothing has changed since they were learnt (learnt-from.ts) that is known at once,
// unless --anew asks for all of it. With --measure reading is measured on the briefs of authors who are left out (some
// minutes more).
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isMainThread, Worker } from 'node:worker_threads';
import { cardModelSchema, modelFile } from '../src/answers/cards/model.ts';
import { trainCards } from '../src/answers/cards/train.ts';
import { readTraining } from '../src/answers/cards/training-lines.ts';
import { loadAnswering } from '../src/answers/load.ts';
import { nameIndexOf } from '../src/answers/names.ts';
import { createLineReading } from '../src/conversation/noticing/line-reading.ts';
import { noticingModelFile, noticingModelSchema } from '../src/conversation/noticing/model.ts';
import { readOverheard, trainNoticing } from '../src/conversation/noticing/train.ts';
import { checkFolder, requireSound } from '../src/knowledge/folder.ts';
import { builtInFolder } from '../src/knowledge/load.ts';
import { briefModelFile, briefModelSchema } from '../src/reading/briefs/model.ts';
import { packedOptionsSchema } from '../src/reading/briefs/packed-options.ts';
import { readLeftOut, recallAt, trainBriefs } from '../src/reading/briefs/train.ts';
import { learnRoles } from '../src/reading/briefs/train-roles.ts';
import { readBriefTraining } from '../src/reading/briefs/training-lines.ts';
import { intentModelFile } from '../src/reading/intents/model.ts';
import { readUtterances, trainIntents } from '../src/reading/intents/train.ts';
import { isAsLearnt, noteLearnt } from './learnt-from.ts';

const log = (line: string) => void process.stdout.write(`${line}\n`);
const [checks, measures, anew] = ['--check', '--measure', '--anew'].map((option) =>
  process.argv.includes(option),
);
if (isMainThread && checks === true && anew !== true && isAsLearnt()) {
  log('the weights are those that were learnt: nothing has changed since');
  process.exit();
}
const knowledge = requireSound(checkFolder(builtInFolder));

// Reading briefs takes as long as all else: it is learnt in a thread of its own.
if (isMainThread) {
  const briefs = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  const ended = once(briefs, 'exit');
  keep(modelFile, cardModelSchema.parse(trainCards(knowledge, readTraining(), log)));
  const { understand } = await loadAnswering(knowledge);
  const reading = { names: nameIndexOf(knowledge), understand };
  keep(intentModelFile, packedOptionsSchema.parse(trainIntents(readUtterances(), reading)));
  const learnt = trainNoticing(readOverheard(), createLineReading(knowledge));
  keep(noticingModelFile, noticingModelSchema.parse(learnt));
  const [code] = await ended;
  if (code !== 0) process.exitCode = 1;
  if (checks !== true) noteLearnt();
  else if (process.exitCode === undefined && anew !== true)
    log(
      'the weights are right, but were learnt from other files: npm run train notes it, and the next check is short',
    );
} else {
  const training = readBriefTraining();
  const reading = trainBriefs(knowledge, training, log);
  keep(briefModelFile, briefModelSchema.parse({ ...reading, roles: learnRoles(knowledge, training.roles) }));
  if (measures === true) {
    const read = readLeftOut(knowledge, training);
    for (const precision of [0.95, 0.9, 0.85, 0.8])
      log(`of left-out authors' options ${recallAt(precision, read)} are read where ${precision} are right`);
  }
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
