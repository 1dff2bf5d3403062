import { lines } from './start.ts';
/** One sentence of a message. */
export interface Sentence {
  readonly text: string;
  readonly isQuestion: boolean;
  /** Whether it ended by asking for consent, and its writer went on as if there was: "X, everybody happy? great". */
  readonly isAnswered: boolean;
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
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (const line of text.split('\n')) {
    for (const part of line.split(/(?<=[.!?…](?<!\b(?:e\.g|i\.e|vs|etc|approx|ca|incl)\.))[)"]?\s+/)) {
      const sentence = part.trim();
      if (sentence === '' || sentences.length === maxSentences) continue;
      sentences.push({
        text: sentence.replace(/[\s.!?…]+$/, ''),
        isQuestion: asks(sentence),
        isAnswered: false,
      });
    }
  }
  return sentences.map((sentence, index) => answered(sentence, sentences[index + 1]) ?? sentence);
}

const consent =
  /^(.{3,}?)(?:,| -| –)\s*(?:(?:is )?(?:everybody|everyone|every ?one|all|we all|you all|we'?re all|you guys|team)(?:'s|'re| is| are)? )?(?:happy|ok|okay|fine|good|on board|agreed?|in|cool|right|deal)(?: with (?:that|it|this))?$/i;
const goesOn =
  /^(?:ok(?:ay)?|great|good|perfect|cool|nice|awesome|excellent|super|done|settled|agreed|deal|yes|yep|yay|wonderful|lovely|sweet|sold|[\p{Extended_Pictographic} ]+)(?:[ ,:;!].*)?$/iu;

function answered(sentence: Sentence, next: Sentence | undefined): Sentence | undefined {
  if (!sentence.isQuestion || next === undefined || next.isQuestion || !goesOn.test(next.text))
    return undefined;
  const text = consent.exec(sentence.text)?.[1];
  return text === undefined || opensQuestion.test(text)
    ? undefined
    : { text, isQuestion: false, isAnswered: true };
}

const opensQuestion = lines(
  String.raw`
    ^(?!(?:i |we )?did (?:the|our) (?:numbers|maths?|calculations?|comparisons?|benchmarks?|homework|sums)\b)(?:(?:ok|okay|so|and|but|wait|hm+|hey|hi|guys|team|folks|all|well|also|then|quick question|
    q)[,:]? ){0,3}(?:(?:since |until |by )?(?:what|when|who|whom|whose|why|how|which|where)(?:'s|'re|s)?\b|
    (?:should|shall|would|could|can|may|do|does|did|is|isn't|isnt|are|aren't|was|were|have|has|had|will|
    won't|wouldn't|shouldn't|couldn't|don't|didn't|doesn't|haven't|any|anyone|anybody) (?:we|i|you|they|he|
    she|it|this|that|there|the|our|your|anyone|anybody|someone|somebody|everyone|everybody|people|one|
    \w+ (?:really )?(?:overkill|too|better|worth|ok|okay|against))\b|thoughts on\b|any (?:thoughts|
    objections|opinions|news|update)|anyone\b|anybody\b|remind me\b|wdyt\b|thoughts\b)
    `,
);

function asks(sentence: string): boolean {
  return /\?[\s!?)"\p{Extended_Pictographic}]*$/u.test(sentence) || opensQuestion.test(sentence);
}
