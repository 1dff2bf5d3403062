import { z } from 'zod';
import type { Noticed } from '../../src/conversation/noticing/notice.ts';

const lineSchema = z.object({
  id: z.string(),
  text: z.string(),
  decision: z.boolean(),
  chosen: z.array(z.string()),
  rejected: z.array(z.string()),
  kind: z.string(),
});

/** A line of chat with what it decides, if it does. */
export type ChatLine = z.infer<typeof lineSchema>;

/** An offer that was made, for a line. */
export interface Offer {
  readonly line: ChatLine;
  readonly noticed: Noticed;
}

/** The lines of a JSON-lines file. */
export function readLines(text: string): ChatLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** What is offered for lines, and how much of it is right. */
export function measureLines(lines: readonly ChatLine[], notice: (text: string) => Noticed | undefined) {
  const offers = lines.flatMap((line): Offer[] => {
    const noticed = notice(line.text);
    return noticed === undefined ? [] : [{ line, noticed }];
  });
  const hits = offers.filter(({ line }) => line.decision);
  const decisions = lines.filter(({ decision }) => decision);
  return {
    offers,
    hits,
    decisions,
    precision: hits.length / Math.max(1, offers.length),
    recall: hits.length / Math.max(1, decisions.length),
  };
}

/** Whether an offer names what the line chooses and rejects, however it is spelt, and nothing else. */
export function isRightAbout(line: ChatLine, noticed: Noticed): boolean {
  return areSame(line.chosen, noticed.chosen) && areSame(line.rejected, noticed.rejected);
}

function areSame(wanted: readonly string[], got: readonly string[]): boolean {
  const key = (name: string) => name.toLowerCase().replace(/[^a-z0-9+#]/g, '');
  const one = wanted.map(key).sort();
  const other = got.map(key).sort();
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
