import { isBlank } from '../../src/visible.ts';

const lineEnds = /\r\n?|\v|\f|\u0085|\u2028|\u2029/g;
const lonelySurrogates = /\p{Cs}/gu;
/** Controls, marks of direction, soft hyphens, tags: not seen, but they hide or turn the text around them. */
const unseen = /[[\p{Cc}\p{Cf}]--[\n\u200c\u200d\u0600-\u0605\u06dd]]/gv;
/** Joiners hold emoji and some scripts' letters together; anywhere else they only hide something. */
const idleJoiners =
  /(?<=^|\p{ASCII}|[^\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?:\u200c|\u200d)|(?:\u200c|\u200d)(?=$|\p{ASCII}|[^\p{L}\p{M}\p{Extended_Pictographic}])/gv;

/** Text without what could not be seen; its lines are kept. */
export function clean(text: string): string {
  return text
    .replace(lineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(lonelySurrogates, '\ufffd')
    .replace(unseen, '')
    .replace(idleJoiners, '');
}

/** Text without what could not be seen, in one line; empty where all of it is such. */
export function oneLine(text: string): string {
  const line = clean(text).replace(/\s+/gu, ' ').trim();
  return isBlank(line) ? '' : line;
}
