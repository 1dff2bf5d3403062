import { contentSchema } from '../record.ts';
import { whyNoRecord } from './classify.ts';
import { parseRecord } from './parse.ts';
import { type Reading, type ReadingJob, recordName } from './reading-job.ts';
import { outlineOf } from './template-outline.ts';

/** So many links of a record are followed, and so many notes on it are told. */
const maxLinks = 200;
const maxWarnings = 20;

/** Reads a file's text as a record. It may take for ever on a text that was made for that: see record-reader.ts. */
export function readRecordText({ text, path, isAlone, hasCompanions, form }: ReadingJob): Reading {
  const { file, parent, name } = recordName(path);
  const outline = outlineOf(text, form);
  const reason =
    isAlone === undefined ? undefined : whyNoRecord(file, outline, isAlone, parent, hasCompanions);
  if (reason !== undefined) return { reason };
  const parsed = parseRecord(text, name, outline);
  const content = contentSchema.safeParse(parsed.content);
  if (!content.success) {
    const [issue] = content.error.issues;
    return { reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a record'}` };
  }
  const { links, warnings } = parsed;
  const left =
    links.length > maxLinks ? [`only the first ${maxLinks} of ${links.length} links are kept`] : [];
  return {
    parsed: {
      ...parsed,
      links: links.slice(0, maxLinks),
      warnings: [...left, ...warnings.slice(0, maxWarnings)],
    },
  };
}
