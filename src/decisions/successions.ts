import { posix } from 'node:path';
import type { Conflict } from './conflict.ts';
import { saysInPart } from './markdown/in-part.ts';
import { readStatus } from './markdown/status.ts';
import type { HeadLink, Outline, RecordHead } from './outline.ts';
import type { Reader } from './reader.ts';
import type { Look } from './record-queries.ts';
import { canTakePlace } from './successors.ts';

/** What is wrong with who took whose place, apart from what only a file's text can tell. */
type Broken = Extract<
  Conflict,
  { kind: 'still-in-force' | 'successor-not-in-force' | 'no-successor' | 'circle' }
>;

/** Supersessions of which one side alone tells, that lead nowhere or in a circle. */
export function brokenSuccessions({ records, links }: Outline): Broken[] {
  const whole = links.filter(({ kind, partial }) => kind === 'supersedes' && !partial);
  const circles = circlesOf(whole);
  const round = new Set(circles.flat());
  const successors = Map.groupBy(whole, ({ older }) => older);
  const partly = new Set(links.flatMap(({ kind, older }) => (kind === 'supersedes' ? [older] : [])));
  const broken = records
    .filter((record) => !round.has(record))
    .flatMap((older): Broken[] => {
      const newer = (successors.get(older) ?? []).map((link) => link.newer);
      if (older.status === 'accepted') {
        const [ending] = newer.filter(({ status }) => status === 'accepted');
        if (ending !== undefined) return [{ kind: 'still-in-force', older, newer: ending }];
      }
      const { successors: all, statusRaw } = older;
      const says = older.status === 'superseded' || (saysSuperseded(older) && !partly.has(older));
      if (!says || isInPart(older) || newer.some(({ status }) => canTakePlace(status))) return [];
      if (all === 0) return [{ kind: 'no-successor', older, stated: statusRaw }];
      // One that may not be seen may be in force.
      const [shown] = newer.toReversed();
      return shown === undefined || all > newer.length
        ? []
        : [{ kind: 'successor-not-in-force', older, newer: shown }];
    });
  return [...broken, ...circles.map((own): Broken => ({ kind: 'circle', records: own }))];
}

/** "Accepted, superseded by ADR-9": what its file says beside the status, where nothing was decided here since. */
function saysSuperseded({ status, statusRaw, decidedAt }: RecordHead): boolean {
  if (statusRaw === null || decidedAt !== null || !['accepted', 'none', 'other'].includes(status))
    return false;
  return /\b(?:superseded|replaced) by\b/i.test(statusRaw);
}

/** "Partly superseded": the rest of it stands. */
function isInPart({ statusRaw, decidedAt }: RecordHead): boolean {
  return decidedAt === null && saysInPart(statusRaw ?? '');
}

/** Records that supersede each other in a circle, by the circle. */
function circlesOf(links: readonly HeadLink[]): RecordHead[][] {
  // Who supersedes none or is superseded by none is in no circle, nor is who is left so without these.
  let left = links;
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const [newer, older] = [new Set(left.map((link) => link.newer)), new Set(left.map((link) => link.older))];
    left = left.filter((link) => older.has(link.newer) && newer.has(link.older));
  }
  const circles: Set<RecordHead>[] = [];
  for (const { newer, older } of left) {
    const own = circles.filter((circle) => circle.has(newer) || circle.has(older));
    const joined = new Set([newer, older, ...own.flatMap((circle) => [...circle])]);
    for (const circle of own) circles.splice(circles.indexOf(circle), 1);
    circles.push(joined);
  }
  return circles.map((circle) => [...circle].sort((a, b) => a.number - b.number));
}

/** So many files are read for what they say of the records whose place they take. */
const mostRead = 100;

/** Records that are superseded by their file's word, while the successor's file does not name them. */
export async function unsaidIn(
  reader: Pick<Reader, 'get'>,
  look: Look,
  { links }: Outline,
): Promise<Extract<Conflict, { kind: 'unsaid' }>[]> {
  const told = links.filter(
    ({ kind, partial, newer, older }) =>
      kind === 'supersedes' &&
      !partial &&
      older.status === 'superseded' &&
      canTakePlace(newer.status) &&
      newer.file !== null &&
      older.file !== null &&
      readStatus(older.statusRaw) === 'superseded',
  );
  const found: Extract<Conflict, { kind: 'unsaid' }>[] = [];
  const byNewer = [...Map.groupBy(told, ({ newer }) => newer)].slice(-mostRead);
  for (const [newer, own] of byNewer) {
    const { body } = await reader.get({ ...look, log: newer.log }, newer.number);
    const olders = own.map(({ older }) => older).filter((older) => !names(body, older));
    if (olders.length > 0) found.push({ kind: 'unsaid', newer, olders });
  }
  return found;
}

/** Whether a text names a record, be it by its number, its file or its title. */
function names(text: string, { number, title, file }: RecordHead): boolean {
  return (
    new RegExp(`(?<!\\d)0*${number}(?!\\d)`).test(text) ||
    text.includes(posix.basename(file ?? title)) ||
    text.toLowerCase().includes(title.toLowerCase())
  );
}
