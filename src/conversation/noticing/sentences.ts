import type { Phrases } from '../../reading/phrases.ts';

/** One sentence of a message. */
export interface Sentence {
  readonly text: string;
  /** Where it begins in the message. */
  readonly start: number;
  readonly isQuestion: boolean;
}

/** Longer messages are cut: nobody needs more words to decide, and time stays bounded. */
const maxCharacters = 2_000;
const maxSentences = 40;

/** A message with its code, quotations and markup taken out; what is left are its author's own words. */
export function ownWords(text: string): string {
  return text
    .slice(0, maxCharacters)
    .replace(/[‘’]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\p{Cf}|\p{Emoji_Modifier}|\uFE0F/gu, '')
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^[^\S\n]*(?:>|&gt;).*$/gm, '')
    .replace(/`([\w.@/+#-]{1,40}(?: [\w.@/+#-]{1,40})?)`/g, '$1')
    .replace(/`[^`\n]{0,400}`/g, ' … ')
    .replace(/<?https?:\/\/[^\s>]{1,500}>?/g, ' ')
    .replace(/"[^"\n]{0,400}"/g, ' "…" ')
    .replace(/(^|[\s(:])'(?=[^\s'])[^'\n]{3,200}(?:(?<=\w)'[a-z][^'\n]{0,200})?'(?=[\s).,!?:]|$)/g, '$1 "…" ')
    .replace(/(?<![\w*])[*_~]{1,3}(?=\S)|(?<=\S)[*~]{1,3}(?![\w*])/g, '')
    .replace(/^[^\S\n]*(?:[-•·]\s+|\d{1,2}[.)]\s+)/gm, '')
    .replace(/:[a-z0-9_+-]{2,30}:/g, ' ')
    .replace(/^.*(?<![\w.])\(?1[.)]\s.*\s\(?2[.)]\s.*$/gm, itemised)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** "1) this 2) that" in one line, as the lines of a list. */
function itemised(line: string): string {
  return line.replace(/[\s,;]*(?<![\w.])\(?\d[.)]\s+/g, '\n');
}

/** The sentences of a message; a version's or a file name's dot ends none. */
export function sentencesOf(text: string, phrases: Phrases): Sentence[] {
  const sentences: Sentence[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    let start = at;
    at += line.length + 1;
    for (const part of line.split(/(?<=[.!?…](?<!\b(?:e\.g|i\.e|vs|etc|approx|ca|incl)\.))(?=[)"]?\s)/)) {
      const own = start + part.length - part.trimStart().length;
      start += part.length;
      const sentence = part.trim();
      if (!/[^\s)"]/.test(sentence) || sentences.length === maxSentences) continue;
      sentences.push({
        text: sentence.replace(/[\s.!?…]+$/, ''),
        start: own,
        isQuestion: asks(sentence, phrases),
      });
    }
  }
  return sentences;
}

function asks(sentence: string, phrases: Phrases): boolean {
  return /\?[\s!?)"\p{Extended_Pictographic}]*$/u.test(sentence) || phrases.says('asking', sentence);
}
