const ofOurs =
  '(?: (?:(?:in|between|among|of|within) )?(?:the|our|all|these|those)? ?(?:decision )?(?:logs?|decisions?|records?|adrs?|team))?';
/** "What contradicts?", "do any of our decisions contradict each other?", "any conflicts in the log?" */
const contradicting = [
  new RegExp(
    `^(?:what|which(?: of)?|does|do|is|are|anything|something)\\b(?: (?:anything|something|any|some|all|there|here|of|the|our|decisions?|records?|adrs?|two|ones?))* (?:contradict(?:s|ing|ory)?|(?:in |at )?(?:conflict(?:s|ing)?|odds)|clash(?:es|ing)?)(?: (?:with )?(?:each other|one another|another|anything(?: else)?|something(?: else)?))?${ofOurs}[\\s?.!]*$`,
    'i',
  ),
  new RegExp(
    `^(?:(?:are there|is there|do we have|have we(?: got)?|got|show(?: me)?|list|check for|what are|which are)\\s+)?(?:(?:any|all|the|our|some)\\s+)*(?:contradictions?|conflicts|conflicting (?:decisions|records|adrs))${ofOurs}[\\s?.!]*$`,
    'i',
  ),
];

const contradiction =
  '(?:contradicts?|(?:in )?conflicts?(?: with)?|(?:goes? )?against|clash(?:es)?(?: with)?|at odds with|compatible(?: with)?)';
const aRecord = '(?:(?:adr|record|decision|number|no\\.?)[\\s-]?)?#?0{0,4}(\\d{1,6})';
/** "What contradicts 3?" */
const contradictingOne = new RegExp(
  `^(?:what|which|does|do|is|are|anything|something)\\b(?: (?:there|anything|something|any|other|that|ones?|is|are|goes|decisions?|records?|adrs?))* ${contradiction}(?: with)? ${aRecord}[\\s?.!]*$`,
  'i',
);
/** "Does 3 contradict 5?", "do 3 and 5 clash?" */
const contradictingTwo = new RegExp(
  `^(?:do|does|is|are|don't|doesn't|isn't|aren't) ${aRecord}(?: and ${aRecord} ${contradiction}(?: each other)?| ${contradiction} ${aRecord})[\\s?.!]*$`,
  'i',
);

/** Whether what contradicts is asked for: the records that it is asked of, none for all; undefined where it is not asked. */
export function readConflictAsk(line: string): number[] | undefined {
  const named = contradictingOne.exec(line) ?? contradictingTwo.exec(line);
  if (named !== null)
    return named.slice(1).flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
  return contradicting.some((pattern) => pattern.test(line)) ? [] : undefined;
}
