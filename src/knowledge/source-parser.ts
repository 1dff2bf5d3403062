import { extname } from 'node:path';
import { BoundedWorker } from '../bounded/worker.ts';
import type { ParsedSource, SourceFile } from './read-folder.ts';

/** The longest that one file may take, in milliseconds. */
const fileMs = 1_200;
const heapMb = 512;

/** Parses files of somebody's own knowledge, each within a bound of time, memory and depth. */
export async function parseSources(sources: readonly SourceFile[]): Promise<readonly ParsedSource[]> {
  const file = new URL(`./parsing-worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new BoundedWorker<SourceFile, ParsedSource>(file, { jobMs: fileMs, heapMb, isResult });
  const parsed: ParsedSource[] = [];
  try {
    for (const source of sources) {
      const outcome = await worker.run(source);
      const expected = outcome.kind === 'failed' ? `a file that can be read in time (${outcome.reason})` : '';
      parsed.push(
        outcome.kind === 'done' ? outcome.result : { faults: [{ file: source.file, path: '', expected }] },
      );
    }
  } finally {
    await worker.close();
  }
  return parsed;
}

/** Whether a message is a file to parse; only this program's own processes send any. */
export function isSource(message: unknown): message is SourceFile {
  return typeof message === 'object' && message !== null && 'file' in message && 'text' in message;
}

function isResult(message: unknown): message is ParsedSource {
  return typeof message === 'object' && message !== null && 'faults' in message;
}
