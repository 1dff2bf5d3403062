// Teaches what finding answers learns, from the cards and from knowledge/training: `npm run train`. The same files give the
// same weights; with --check nothing is written, and weights that are not those of knowledge/models are an error.
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { cardModelSchema, loadCardModel, modelFile } from '../src/answers/cards/model.ts';
import { trainCards } from '../src/answers/cards/train.ts';
import { readTraining } from '../src/answers/cards/training-lines.ts';
import { checkFolder, requireSound } from '../src/knowledge/folder.ts';
import { builtInFolder } from '../src/knowledge/load.ts';

const log = (line: string) => void process.stdout.write(`${line}\n`);
const model = trainCards(requireSound(checkFolder(builtInFolder)), readTraining(), log);
if (!process.argv.includes('--check')) {
  writeFileSync(modelFile, `${JSON.stringify(cardModelSchema.parse(model))}\n`);
  log(`${modelFile}: ${Math.round(readFileSync(modelFile).length / 1000)} kB`);
} else if (!isDeepStrictEqual(loadCardModel(), JSON.parse(JSON.stringify(model)))) {
  log('knowledge/models is not what the knowledge teaches: npm run train');
  process.exitCode = 1;
}
