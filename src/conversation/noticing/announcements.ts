import { anyOf, joined, matchStart, sticky, we } from './start.ts';
import { tellsAgreement } from './support.ts';

const matter = joined(String.raw`
    (?: (?:from|of|by|in|with|after|on|for|at|the|reached|made|today|now|then|here|this|about|regarding|is|
    was|has|have|been|just|finally|is in|so|later|yesterday|folks|team|all|everyone|everybody|guys|people|(?:#?\d+))(?: (?!\b(?:not|open|pending|
    postponed)\b)[^\s:,.;!?]{1,30}){0,8}?)?
  `);
const label = joined(String.raw`
    (?:(?:it'?s|that'?s|it is|that is|this is|consider it|i'?m|i am|we have(?: now)?(?: an?)?|we've|we|i've|
    i have|i) )?(?:(?:the|our|a|an|final|official|officially|hereby|joint|team|today'?s|quick|unanimous|new|
    latest|short|small|slight|little|one more|architecture|tech|arch) ){0,4}(?:decision(?: log)?|decided|decisions|verdict|
    outcome|resolution|resolved|conclusion|consensus|agreement|agreed|settled|approved|accepted|confirmed|
    final(?:i[sz]ed)?(?: (?:answer|call|word|decision|choice))?|official|sold|done deal|deal|ruling|rule|
    policy|standard|default|signed off|locked(?: it)? in|locking (?:it|this) in|calling it|making the call|
    call|that settles it|so be it|chosen|selected|choice|pick|(?:short |end )result|jury has spoken|
    (?:we'?re |we are )?doing it|(?:we'?re |we are )?(?:all )?convinced|(?:fine,? )?you (?:convinced|
    got) me|you win|overturned|reversed|revised|change of plans?|made (?:the|a) (?:call|decision)|
    made up our minds?|the call is made|(?:let'?s )?(?:make|making|made) it official|
    (?:the )?plan is (?:final|set)|for the record|for the decision log|adr[- ]?\d*|result of the vote|
    vote result|the vote is in|closed|winner|minuted?s?|takeaway|tl;?dr)
  `);
/** What a discussion was, and how it may end. */
const talk = anyOf(
  'threads?|discussions?|topics?|debates?|questions?|matters?|points?|arguments?|back and forth|back-and-forth',
  'arguing|debating|discussing|comparing|comparisons?|weighing|testing|benchmarking|benchmarks|evaluating|evaluations?',
  'thinking|bikeshedding|research|trials?|talks?|meetings?|going in circles|deliberation|spreadsheets?',
);
const people = anyOf(
  'team|majority|people|jury|group|council|guild|board|crowd|numbers?|data|benchmarks?|votes?|results?|figures|maths?',
);
/** What comes just before the outcome, with nothing said of it yet. */
const leadIn = `(?:${[
  `(?:the |our )?${people} (?:has|have|had) spoken`,
  "(?:(?:i|we)(?:'ve| have)? )?(?:just )?(?:flipped|tossed|threw) (?:a|the|that) coin",
  `after (?:[\\w-]+ ){0,4}?(?:of |in )?(?:[\\w-]+ (?:and )?){0,2}?${talk}(?: (?:and|of|with|about|on|in) [^\\s,:;.!?]+(?: [^\\s,:;.!?]+)?){0,2}`,
  "(?:and |so |now )?(?:it'?s|it is) (?:pretty |quite |very |now )?(?:clear|obvious|a no-?brainer|unambiguous)(?: now)?",
  "(?:(?:we're|we are) )?(?:done|finished|enough) (?:discussing|arguing|debating|bikeshedding)",
  `(?:just )?to (?:close|end|wrap up|settle|finish|conclude|sum up|wrap) (?:off )?(?:this|the|that|our)(?: [\\w-]+){0,3}?(?: ${talk}| up)?`,
  `(?:closing|ending|settling) (?:this|the|that|our) (?:[\\w-]+ )?${talk}`,
  `(?:to answer |answering |answer to )(?:the|this|that|our) (?:[\\w-]+ )?question[^,:;.!?]{0,40}`,
  '(?:scrap|forget|ignore|scratch|never ?mind|disregard) (?:what|everything|all) (?:i|we) \\w+(?: [^\\s,:;.!?]+){0,4}',
  '(?:both|all(?: of them)?|either)(?: one)? (?:work|fine|good|ok|okay|do)s?(?: for us)?, rolled with [\\w ]{1,30}',
  `rolled with the \\w+(?: one| option)?`,
].join('|')})`;
const recapping = joined(String.raw`
  (?:to (?:summari[sz]e|sum up|recap)|in summary|(?:(?:a|the|my|our|quick|short|brief|small|little|meeting|call|friday|
  weekly) ){0,4}(?:summary|sum-?up|recap|wrap-?up|minutes|notes))(?:(?! (?:options?|open|questions?|arguments?|
  proposals?|candidates?|incident|outage|status|alternatives|pros|ideas|choices|problems?|issues?|post-?mortem|so far))
  (?: |, )[^\s,:;.!?]+){0,10}?
`);

/** What stands before "decision:" where there is none yet, or where it only says why. */
const undecided =
  'no|not|any|my|your|pending|awaiting|waiting|reasons?|context|background|input|agenda|needs?|before|until|without|about|for';
const announcing: readonly { readonly pattern: RegExp; readonly isFirm: boolean }[] = [
  {
    pattern: sticky(
      joined(String.raw`
    (?!(?:[\w'-]+ ){0,6}(?:${undecided}) )(?:[\w'-]+ ){0,6}(?:decision|verdict|outcome|resolution|
    conclusion|ruling|consensus|choice|pick|rule|policy|(?:review|vote|meeting|discussion|session|board|
    evaluation) results?|results? of (?:the|our|today'?s|yesterday'?s|this) (?:\w+ ){0,2}(?:vote|review|meeting|discussion|
    session|evaluation|call|sync|poll|retro|bake-?off))(?: [\w'-]+){0,5}\s*(?::|->|→|=>)\s*(?=\S)
  `),
    ),
    isFirm: true,
  },
  {
    pattern: sticky(
      `(?:${we}(?:'ve| have| has|'s)? )?(?:just |now |all |finally )?(?:decided|agreed|voted|resolved|committed)(?: unanimously| today| yesterday| together| now| finally)? (?=to )`,
    ),
    isFirm: true,
  },
  { pattern: sticky(`${label}${matter}\\s*(?::|->|→|=>|\\s-{1,2}|\\s[–—])\\s*(?=\\S)`), isFirm: true },
  {
    pattern: sticky(
      `(?:and |so |then )?(?:we|i|the team) hereby (?:\\w+ )?(?:declare|decree|decide|announce)(?: that)? `,
    ),
    isFirm: true,
  },
  {
    pattern: sticky(
      joined(String.raw`
    (?:${we}|all|everyone|everybody)(?:'ve| have| has)? (?:just |now |all |finally |unanimously |today )?(?:decided|agreed|concluded|
    resolved|
    voted)(?: today| yesterday| unanimously| in the [\w ]{1,30}| with [\w ]{1,30}| as a team)?(?: that|:|
    ,| -)+ (?:from now on,? )?
  `),
    ),
    isFirm: true,
  },
  {
    pattern: sticky(
      `(?:it'?s|it is|it has been|it was|that'?s) (?:now |been |finally |officially )?(?:decided|agreed|settled|official|final)(?: that|:|,| then,?| -)+ `,
    ),
    isFirm: true,
  },
  {
    pattern: sticky(
      `(?:\\+1|thumbs up|yes|votes?|ok) (?:all around|all round|from (?:everybody|everyone|all|the (?:whole )?team|\\w+ and \\w+)(?: of you)?)[\\s,:.!-]*(?:so|then|->|→)?\\s*`,
    ),
    isFirm: false,
  },
  {
    pattern: sticky(
      joined(String.raw`
    (?:no(?:body| ?one)? (?:more |further |other |last |has |had |any )*(?:objections?|objected|objects|
    complaints?|complained|vetoe?s|vetoed|disagreed|disagreement)|no objections?|
    everyone(?:'s| is| was)? (?:agrees|agreed|ok|okay|fine|happy|on board|in favou?r)|
    everybody(?:'s| is| was)? (?:agrees|agreed|ok|okay|fine|happy|on board|in favou?r)|all (?:agree|agreed|
    in favou?r|ok|on board)|we all agree|we'?re all (?:agreed|aligned|on board|set)|by (?:unanimous|
    majority|team) vote|unanimous(?:ly)?|consensus(?: reached)?|majority (?:says|wins|voted)|\d{1,2} ?(?:-|
    :|to|vs\.?) ?\d{1,2}(?: votes?)?|silence means consent)(?: (?:with|on|about|from|noted|raised|for|vote|
    until|by|since|after|in the \w+)(?: [^\s,:.;!?]{1,20}){0,4}?)?\s*(?:[,:.!;]|->|→|\s-+|\s[–—]|\sso\b|
    \sthen\b)+\s*(?:so |then )?
  `),
    ),
    isFirm: false,
  },
  { pattern: sticky(`${label}${matter}\\s*[,.!]+\\s*(?=\\S)`), isFirm: false },
  {
    pattern: sticky('(?:bottom line|long story short|in short)\\s*[:,]\\s*(?=\\S)'),
    isFirm: false,
  },
  { pattern: sticky(`${recapping}\\s*[:,]\\s*(?=\\S)`), isFirm: false },
  { pattern: sticky(`${leadIn}\\s*(?:[:,]|->|→|=>|\\s-{1,2}|\\s[–—])\\s*(?=\\S)`), isFirm: false },
  {
    pattern: sticky(
      `(?:(?:\\+1|lgtm|ok|okay|yes|thumbs up|green light|go|votes?|approvals?)s? )?from (?:(?:the )?[\\w@-]+(?: team)?(?:, | and | & |, and )){1,5}(?:the )?[\\w@-]+(?: team| too| as well)?\\s*[,:.!-]+>?\\s*(?:so |then )?`,
    ),
    isFirm: false,
  },
  { pattern: sticky('\\d{1,2} ?(?:-|:|to|vs\\.?) ?\\d{1,2}(?: votes?)? for (?=\\S)'), isFirm: false },
];

/** Words that announce a decision; `rest` is what they announce, firm ones announce anything. */
export function readAnnouncement(clause: string): { rest: string; isFirm: boolean } | undefined {
  for (const { pattern, isFirm } of announcing) {
    const match = matchStart(pattern, clause);
    if (match !== undefined) return { rest: match.rest, isFirm };
  }
  return undefined;
}

/** "mongo is out" opens the way for "postgres instead"; "Node 24 is out" is a release. */
const ruledOut =
  /^(?:(?:ok|okay|so|well|alright|right)[, ]+)?[a-z][a-z.+#-]{1,30} (?:is|are) (?:out|a no|a no-go|off the table)$/i;

const bareLabel = new RegExp(
  `^(?:(?:ok|okay|so|and|well|then|alright|right|cool|great|yep|yes|good)[, ]+){0,3}${label}${matter}$`,
  'i',
);

const closes =
  /^(?:final|decided|agreed|settled|done|done deal|period|case closed|end of (?:story|discussion|debate)|discussion closed|decision made|approved|(?:and )?(?:that'?s|this is|it'?s|that is|it is) (?:final|decided|settled|official|it|the decision|a decision|not up for (?:debate|discussion)|non-negotiable))$/i;

/** Whether a sentence closes the discussion before it: "X over Y. Final." */
export function closesDiscussion(sentence: string): boolean {
  return closes.test(sentence) || (sentence.length < 60 && tellsAgreement(sentence));
}

const bareLeadIn = new RegExp(
  `^(?:.{0,80}(?:[,;:] |\\b(?:and|but|so) ))??(?:${leadIn}|(?:the )?(?:vote|verdict|decision) is (?:in|made|final|taken))$`,
  'i',
);
const bareRecap = new RegExp(`^(?:(?:ok|okay|so|and|well|then|alright)[, ]+)?${recapping}$`, 'i');

/** Whether a sentence does nothing but announce: "so it's settled then". */
export function onlyAnnounces(sentence: string): boolean {
  return (
    sentence.length <= 120 &&
    (bareLabel.test(sentence) || ruledOut.test(sentence) || bareLeadIn.test(sentence))
  );
}

/** Whether a sentence does nothing but begin a summary, which may be one of anything. */
export function onlyRecaps(sentence: string): boolean {
  return sentence.length <= 120 && bareRecap.test(sentence);
}
