import { whyNoRecord } from '../markdown/classify.ts';
import { parseRecord } from '../markdown/parse.ts';
import { type ReadingJob, recordName } from '../markdown/reading-job.ts';
import { readOutline } from '../markdown/tree.ts';
import { conflictLines } from './conflict-markers.ts';
import { factsOf } from './facts.ts';
import type { FileFacts } from './facts-job.ts';

/** Reads what the rules look at in a file's text. It may take for ever on a text that was made for that: see facts-reader.ts. */
export function readFacts({ text, path, isAlone, hasCompanions }: ReadingJob): FileFacts {
  const lines = conflictLines(text);
  if (lines.length > 0) return { kind: 'conflict', lines };
  const { file, parent, name } = recordName(path);
  const outline = readOutline(text);
  const why = isAlone === undefined ? undefined : whyNoRecord(file, outline, isAlone, parent, hasCompanions);
  if (why !== undefined) return { kind: 'no-record', why };
  const parsed = parseRecord(text, name, outline);
  return { kind: 'record', facts: factsOf(outline, parsed, name), traits: parsed.traits };
}
