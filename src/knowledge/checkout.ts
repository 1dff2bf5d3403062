import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Installed, this file is `dist/src/knowledge/checkout.js`; in a checkout it is `src/knowledge/checkout.ts`. */
export const isBuilt = import.meta.url.endsWith('.js');

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), isBuilt ? '../../..' : '../..');

/** What the knowledge and everything derived from it depend on. */
const sourceFolders = ['knowledge', 'src/knowledge', 'src/answers', 'src/reading', 'src/governing'];
/** What is learnt from these lines lies beside them, in the models. */
const trainingLines = `training${sep}`;

let key: string | undefined;

/** A hash of the knowledge files and of the code that reads them: what was derived by other code is not reused. */
export function contentKey(): string {
  if (key === undefined) {
    const hash = createHash('sha256');
    for (const folder of sourceFolders) {
      const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
      for (const name of names) {
        if (/\.(?:ya?ml|jsonl?|ts)$/.test(name) && !name.startsWith(trainingLines))
          hash.update(`\0${name}\0`).update(readFileSync(join(root, folder, name)));
      }
    }
    key = hash.digest('hex').slice(0, 32);
  }
  return key;
}
