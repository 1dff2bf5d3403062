/** Whether words approve what is at hand and say nothing else: "lgtm", "sounds good to me". */
export function isApproval(line: string): boolean {
  return bare.test(line) && !onlyConsents.test(line);
}

/** "+1, approved. Foreign keys alone are worth it": what is said beside an approval; undefined where none is. */
export function commentOfApproval(line: string): string | undefined {
  return commented.exec(line)?.[1];
}

/** Whether a comment approves in what it says first: "yes, but watch the memory". */
export function approvesFirst(comment: string): boolean {
  return first.test(comment.replace(/^\+1/, '+1 '));
}

const bare =
  /^(?:lgtm|\+1|👍|:\+1:|:thumbsup:|ship it|(?:i |we )?(?:accept|approve|agree)(?:d|s)?|accepted|yes,? (?:accept|approve)|looks good|sounds good|fine|ok(?:ay)?|good|works|same|yes|aye|me too|count me in|i'?m (?:in|ok with (?:it|that|this)|fine with (?:it|that|this)))(?: it| that| this| too| as well| here)*(?:,? (?:to|for|by|from|with) me)?(?: too| as well)?[\s.!]*$/iu;

/** "Ok" alone consents to what was said, not to a record. */
const onlyConsents = /^(?:ok(?:ay)?|fine|good|yes|same|works|aye)[\s.!]*$/i;

const commented =
  /^(?:\+1|👍|lgtm|approved?|accepted|ship it)(?:[\s,.;:!–-]+(?:\+1|lgtm|approved?|accepted|from me|for me|from my side|here))*[\s]*[,.;:!–-]\s*(?!.*\?\s*$)(?!(?:not|no|but not)\b)(.{3,1000})$/isu;

const first =
  /^(?:\+1 |lgtm\b|(?:i |we )?(?:accept|approve|agree(?: with)?)\b|(?:approved|accepted|ok(?:ay)?|yes|fine)\b)(?!.{0,40}\b(?:not|never|no good|disagree)\b)/i;
