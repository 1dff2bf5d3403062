const ours = /^<{7}(?: |$)/;
const parting = /^={7}$/;
const theirs = /^>{7}(?: |$)/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The lines on which a conflict begins that a merge left in a text. One that stands in a block of code from its first
 * line to its last is an example.
 */
export function conflictLines(text: string): number[] {
  const found: number[] = [];
  let open: string | undefined;
  let begun: { line: number; isParted: boolean; inCode: boolean } | undefined;
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const mark = fence.exec(raw)?.[1];
    if (mark !== undefined) {
      if (open === undefined) open = mark;
      else if (mark.startsWith(open)) open = undefined;
    }
    if (ours.test(raw)) begun = { line: at + 1, isParted: false, inCode: open !== undefined };
    else if (begun !== undefined && parting.test(raw)) begun.isParted = true;
    else if (begun?.isParted === true && theirs.test(raw)) {
      if (!(begun.inCode && open !== undefined)) found.push(begun.line);
      begun = undefined;
    }
  }
  return found;
}
