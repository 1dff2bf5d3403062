/** One row: the forms of a verb; a past only where it decides by itself: "we picked X", but "we dropped X" tells a story. */
export type Verb = readonly [base: string, ing: string, past?: string];

const goParticle = '(?:with|w/?|for|all[- ]in on)';
export const strongChoosing: readonly Verb[] = [
  [`go ${goParticle}`, `going ${goParticle}`, `(?:went|gone) ${goParticle}`],
  ['(?:be )?all[- ]in on', 'all[- ]in on'],
  ['adopt', 'adopting'],
  ['(?:consolidate|converge) on', '(?:consolidating|converging) on'],
  ['pick(?! up)', 'picking(?! up)', 'picked(?! up)'],
  ['choose', 'choosing', '(?:choo?se?n?|choosed)'],
  ['select', 'selecting', 'selected'],
  ['opt for', 'opting for', 'opted for'],
  ['settle (?:on|for|with)', 'settling (?:on|for|with)', 'settled (?:on|for|with)'],
  [
    'commit to(?! (?:main|master|trunk|\\w+ing)\\b)',
    'committing to(?! (?:main|master|trunk|\\w+ing)\\b)',
    'committed to(?! (?:main|master|trunk|\\w+ing)\\b)',
  ],
  ['standardi[sz]e on', 'standardi[sz]ing on', 'standardi[sz]ed on'],
  ['roll with', 'rolling with'],
  ['agree on', 'agreeing on', 'agreed (?:on|to use|upon)'],
  ['land on', 'landing on', 'landed on'],
  ['decide (?:on|for)', 'deciding (?:on|for)', 'decided (?:on|for|in favou?r of)'],
  ['approve', 'approving', 'approved'],
  ['sign off on', 'signing off on', 'signed off on'],
  ['vote for', 'voting for', 'voted for'],
  ['bet on', 'betting on'],
  ['double down on', 'doubling down on'],
  ['go back to', 'going back to'],
  ['revert(?: back)? to', 'reverting(?: back)? to'],
  ['return to', 'returning to'],
  ['(?:fully )?switch(?: over)? to', 'switching(?: over)? to'],
  ['move(?: over)? to', 'moving(?: over)? to'],
  ['migrate(?: over)? to', 'migrating(?: over)? to'],
];
/** Where somebody is said to take something, it is not described. */
export const taking: readonly Verb[] = [['take', 'taking']];
export const weakChoosing: readonly Verb[] = [
  [
    "(?:re)?(?:write|build|implement) (?:[\\w'-]+ ){1,5}?(?:in|with|on|on top of)",
    "(?:re)?(?:writing|building|implementing) (?:[\\w'-]+ ){1,5}?(?:in|with|on|on top of)",
  ],
  ['use', 'using'],
  ['go full', 'going(?: full)?'],
  ['do', 'doing'],
  ['run', 'running'],
  [
    'build (?:it |this |that |everything )?(?:on top of|on|with|in)',
    'building (?:it |this |that )?(?:on top of|on|with|in)',
    'built on',
  ],
  ['write (?:it|this|that) in', 'writing (?:it|this|that) in'],
  ['introduce', 'introducing'],
  ['start (?:using|with)', 'starting (?:to use|with)'],
  ['roll out', 'rolling out'],
  ['buy', 'buying'],
  ['licen[cs]e', 'licen[cs]ing'],
  ['have', 'having'],
  ['make', 'making'],
];
const routine =
  '(?! (?:(?:the|a|an|my|your|these|those|some|all|another|one|it|that) )?(?:[\\w-]+ )?(?:tests?|builds?|jobs?|migrations?|scripts?|fix|hotfix|quer(?:y|ies)|benchmarks?|deploys?|release|demo|backups?|again|load|check|standup|meeting)\\b)';
/** What is put somewhere stands between verb and technology; what is put there once is routine. */
export const placing: readonly Verb[] = [
  [
    `(?:host|deploy|run|store|serve|put|keep)${routine} (?:[\\w'-]+ ){1,4}?(?:on|in|at|with)`,
    `(?:hosting|deploying|running|storing|serving|keeping)${routine} (?:[\\w'-]+ ){1,4}?(?:on|in|at|with)`,
  ],
];
/** What is moved stands between verb and technology. */
export const moving: readonly Verb[] = [
  [
    "(?:move|migrate|port|switch) (?:[\\w'-]+ ){1,5}?(?:over )?to",
    "(?:moving|migrating|porting|switching) (?:[\\w'-]+ ){1,5}?(?:over )?to",
  ],
  [
    "(?:merge|consolidate|unify|fold) (?:[\\w'-]+ ){1,6}?into",
    "(?:merging|consolidating|unifying|folding) (?:[\\w'-]+ ){1,6}?into",
  ],
  ['standardi[sz]e (?:[\\w-]+ ){1,4}?on', 'standardi[sz]ing (?:[\\w-]+ ){1,4}?on'],
];
export const keeping: readonly Verb[] = [
  ['(?:stick|remain) (?:with|to|on|by)', '(?:sticking|remaining) (?:with|to|on|by)'],
  ['stay (?:with|on|at|in)', 'staying (?:with|on|at|in)'],
  ['keep(?: using| on using)?(?! \\w+ing\\b)', 'keeping'],
];
export const strongDropping: readonly Verb[] = [
  ['drop(?: support for| the support for)?', 'dropping(?: support for)?'],
  ['ditch', 'ditching'],
  ['cancel', 'cancell?ing'],
  ['call off', 'calling off'],
  ['pull the plug on', 'pulling the plug on'],
  ['retire', 'retiring'],
  ['abandon', 'abandoning'],
  ['undo', 'undoing'],
  ['sunset', 'sunsetting'],
  ['deprecate', 'deprecating'],
  ['scrap', 'scrapping'],
  ['axe', 'axing'],
  ['dump', 'dumping'],
  ['discontinue', 'discontinuing'],
  ['phase out', 'phasing out'],
  ['get rid of', 'getting rid of'],
  ['give up on', 'giving up on'],
  ['do away with', 'doing away with'],
  ['move (?:away from|off(?: of)?)', 'moving (?:away from|off(?: of)?)'],
  ['decommission', 'decommissioning'],
  ['shut down', 'shutting down'],
  [
    'stop(?: using| supporting| maintaining| with)?(?! (?:talk|discuss|argu|pretend|debat|complain|here|by|worry|whin|spam|ask|say))',
    'stopping(?! (?:talk|discuss|argu|pretend|debat|complain|here|by|worry|whin|spam|ask|say))',
  ],
  ['kill(?: off)?', 'killing(?: off)?'],
  ['rip out', 'ripping out'],
  ['throw out', 'throwing out'],
  ['say goodbye to', 'saying goodbye to', 'said goodbye to'],
  ['ban', 'banning'],
  ['forbid', 'forbidding'],
  ['shelve', 'shelving'],
  ['walk back (?:on )?', 'walking back (?:on )?'],
  [
    'revert (?:our|the) (?:choice|decision) (?:of|for|on|to use)',
    'reverting (?:our|the) (?:choice|decision) (?:of|for|on|to use)',
    'reverted (?:our|the) (?:choice|decision) (?:of|for|on)',
  ],
  ['back out of', 'backing out of'],
];
export const weakDropping: readonly Verb[] = [
  ['remove', 'removing'],
  ['leave', 'leaving(?! .{1,60} for (?:last|later|now|tomorrow|another|next))'],
  ['skip', 'skipping'],
  ['be done with', '(?:so |all )?(?:done|finished|through) with'],
  ['avoid', 'avoiding'],
];

const something = '[^,;:?]{1,80}?';
/** Both sides in one phrase; the verb stands in the form that its place asks for. */
export const replacing = {
  base: [
    `(?:replace|supersede) (?<old>${something}) (?:with|by) `,
    `(?:swap|trade|exchange|substitute|ditch|drop|dump|abandon|leave|retire|scrap|deprecate|phase out)(?: out)? (?!(?:the )?support\\b)(?<old>${something}) (?:for(?! (?:last|later|now|tomorrow)\\b)|in favou?r of) `,
    `(?:switch|move|migrate|change|port|convert|transition|go)(?: [\\w'-]+){0,4}? from (?<old>${something}) (?:over )?to `,
    `say goodbye to (?<old>${something}) and (?:hello|hi|welcome) to `,
    `(?:have|get) (?<old>${something}) replaced (?:with|by) `,
    `(?:move|migrate|get|be) (?:off|away from)(?: of)? (?<old>${something}) (?:and )?(?:on ?)?to `,
    `(?:migrate|port|convert) (?!everything|all |it |this |that |the rest)(?<old>${something}) to `,
  ],
  ing: [
    `(?:replacing|superseding) (?<old>${something}) (?:with|by) `,
    `(?:swapping|trading|exchanging|substituting|ditching|dropping|dumping|abandoning|leaving|retiring|scrapping|deprecating|phasing out)(?: out)? (?!(?:the )?support\\b)(?<old>${something}) (?:for(?! (?:last|later|now|tomorrow)\\b)|in favou?r of) `,
    `(?:switching|moving|migrating|changing|porting|converting|transitioning|going)(?: [\\w'-]+){0,4}? from (?<old>${something}) (?:over )?to `,
    `(?:moving|migrating|getting) (?:off|away from)(?: of)? (?<old>${something}) (?:and )?(?:on ?)?to `,
    `(?:migrating|porting|converting) (?!everything|all |it |this |that |the rest)(?<old>${something}) to `,
  ],
} as const;

/** The form of a verb that a place asks for. */
export type Form = 'base' | 'ing' | 'past';
const formAt = { base: 0, ing: 1, past: 2 } as const;

/** Any of the verbs in one form, as a pattern. */
export function forms(verbs: readonly Verb[], form: Form): string {
  return `(?:${verbs.flatMap((verb) => verb[formAt[form]] ?? []).join('|')})`;
}
