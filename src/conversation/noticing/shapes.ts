import type { Act, Deciding } from './deciding.ts';
import { anyOf, emoji, matchStart, sticky } from './start.ts';

const name = '[^\\s,;:?!][^,;:?!]{0,50}?';
/** Where a phrase may end: the sentence does, or what follows only adds to it. */
const stop =
  '(?=$|[,;:.!]| (?:in|with|as|step|next|for|and|but|because|since|so|soon|from (?:now|next|v?\\d))\\b)';
const becomes = anyOf('is|are|gets?|will be|is being|are being|is getting');
/** What becomes of something that nobody wants any longer. */
const ended = anyOf(
  'dropped|removed|retired|scrapped|cancelled|canceled|deleted|decommissioned|ditched|banned|forbidden',
  'phased out|shut down|switched off|killed(?: off)?|abandoned|thrown out|ripped out|axed',
);
/** What there is no more of may be an annoyance that has gone: "no more timeouts". */
const lasting = `(?!.*\\b${anyOf('errors?|bugs?|crash\\w*|flak\\w+|fail\\w+|timeouts?|alerts?|incidents?|disk|memory|space|logs?|issues?|tickets?|outages?|retries|todos?|news|info|data|time|today|tonight|this week|capacity|budget|in (?:the|our)')}\\b)`;
/** What is no person: "new endpoints", "the dashboards". */
const things = '(?:(?!(?:i|we|you|it|they|he|she|that|this|there|who|what)\\b)[\\w/-]+ ){1,4}?';

interface Shape {
  readonly pattern: RegExp;
  readonly act: Act;
  readonly isStrong: boolean;
  /** Whether the shape may as well describe. */
  readonly needsSupport?: boolean;
}

/** Phrases whose shape decides, with no verb of deciding. */
const shapes: readonly Shape[] = [
  {
    pattern: sticky(
      `(?<old>${name}) ${becomes} (?:\\w+ly |now )?${ended} in favou?r of (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(`(?<old>${name}) ${becomes} (?:\\w+ly |now )?${ended}${stop}`),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(`(?<old>${name}) (?:goes(?: away| out)?|is going away|has to go|must go)${stop}`),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(`(?<old>${name}) (?:is|are) (?:dead|gone|legacy|history)(?: now)?${stop}`),
    act: 'drop',
    isStrong: false,
    needsSupport: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:stays?|remains?|is here to stay)(?=$|[,;:.!]| (?:for|and|but|as our)\\b)`,
    ),
    act: 'keep',
    isStrong: false,
  },
  {
    pattern: sticky(`no (?<old>${lasting}[^,;:?!]{1,60}?) (?:any ?more|any longer)${stop}`),
    act: 'drop',
    isStrong: true,
  },
  {
    pattern: sticky(`(?<old>${name}) (?:is|are) (?:not|no longer) (?:allowed|permitted|accepted)`),
    act: 'drop',
    isStrong: true,
    needsSupport: true,
  },
  {
    pattern: sticky(
      '(?:the |our )?(?:choice|pick|decision|vote) (?:fell on|falls on|goes to|went to|is for) (?<new>[^,;:?!]{1,80})',
    ),
    act: 'choose',
    isStrong: true,
  },
  {
    pattern: sticky(
      "it'?s (?!an? |the |all )(?<new>[^,;:?!]{1,40}? for (?!sure|me|now|real|free|example)[^,;:?!]{1,60})",
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(`${things}(?:is|are) (?<new>${name}) now(?=$|[,;:.!])`),
    act: 'choose',
    isStrong: false,
    needsSupport: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:does|handles|covers|takes over|runs)(?= [^,;:?!]{1,60}\\b(?:now|from)\\b)`,
    ),
    act: 'choose',
    isStrong: false,
    needsSupport: true,
  },
  {
    pattern: sticky(
      `${things}(?:go|goes|lives?|runs?|(?:is|are|gets?) (?:written|built|stored|kept|signed|deployed|done|generated|managed)) (?:to|in|into|on|with|through|via) (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
    needsSupport: true,
  },
  {
    pattern: sticky("(?:it'?s|it is) (?:gonna|going to) be (?<new>[^,;:?!]{1,80})"),
    act: 'choose',
    isStrong: false,
    needsSupport: true,
  },
  {
    pattern: sticky(
      `(?<new>${name})(?= (?:for (?!now\\b|me\\b)\\w+|everywhere|only|exclusively|on \\w+|across)\\b)`,
    ),
    act: 'choose',
    isStrong: false,
    needsSupport: true,
  },
  { pattern: sticky(`(?<new>${name}) is it(?=$|[,;:.!])`), act: 'choose', isStrong: false },
  {
    pattern: sticky(`(?<new>${name}) (?:has )?won,? (?:and )?(?<old>${name}) (?:has )?lost(?=$|[,;:.!])`),
    act: 'replace',
    isStrong: true,
  },
  { pattern: sticky(`it'?s a (?:yes|go) (?:for|to) (?<new>[^,;:?!]{1,80})`), act: 'choose', isStrong: false },
  {
    pattern: sticky(
      `(?:our|the) (?:final )?(?:pick|choice|winner|result|outcome) is (?!an? )(?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?:the|our) (?:[\\w-]+ ){0,3}(?:broker|gateway|database|db|queue|cache|orm|framework|language|front-?end|back-?end|ci|runner|linter|formatter|store|storage|datastore|engine|stack|default|library|tool|runtime|provider|cloud|idp|proxy|bus|vendor|bundler)(?: for [\\w -]{1,30}?)? (?:will be|is going to be) (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:is|becomes) (?:now )?our (?:[\\w-]+ ){1,4}(?:now|from now on)(?=$|[,;:.!]| (?:as|because|since)\\b)`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(`then,? it'?s (?<new>${name})(?=$|[,;:.!]| ${emoji})`),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:wins|has won|won the [\\w-]+|won \\d+ ?(?:to|:|-) ?\\d+|got (?:picked|chosen|selected|the vote))(?<scope>(?: (?:for|as) [^,;:?!]{1,80})?)(?=$|[,;:.!])`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?:every|all|any) new [^,;:?!]{1,40} (?:is|are|gets?|will be) (?:written|built|done|developed|started) (?:in|with|on) (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<old>${name}) (?:is|are) (?:now |officially )?(?:eol|dead|deprecated|gone|history|legacy|over|done) (?:for|with|to) us(?=$|[,;:.!])`,
    ),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?:the|our) (?:[\\w-]+ )?(?:decision|choice|call|plan) (?:for|to use|to go with|on|of|about) (?<old>${name}) (?:is|was|has been) (?:hereby |now )?(?:withdrawn|void|revoked|reversed|overturned|reverted|off|cancelled|obsolete)`,
    ),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(`(?:so long|adios|ciao|farewell|goodbye|bye bye) (?<old>${name})(?=$|[,;:.!])`),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(`(?:we'?re|we are) back (?:on|to|with|at) (?<new>[^,;:?!]{1,80})`),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(`forget what (?:we|i) said about (?<old>${name})(?=$|[,;:.!])`),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(
      "(?<new>that)(?:'s| is) (?:what|the one) (?:we|we'll|we will|we're|we are)(?: going to| gonna)? (?:use|using|take|taking|go with|going with|do|doing)\\b",
    ),
    act: 'choose',
    isStrong: true,
  },
  {
    pattern: sticky(`no more (?<old>${lasting}[^,;:?!]{1,100})`),
    act: 'drop',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<old>${name}) (?:is |are )?out,? (?:and )?(?<new>${name}) (?:is |are )?in(?= *(?:$|[,;:.!)]|for |now|from |everywhere|${emoji}))`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:is |are )?in,? (?:and )?(?<old>${name}) (?:is |are )?out(?= *(?:$|[,;:.!)]|for |now|from |everywhere))`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?:good)?bye(?: bye)? (?<old>${name}),? (?:and )?(?:hello|welcome|hi) (?<new>[^,;:?!]{1,60})`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<old>${name}) (?:is|are|gets?|will be|is being|are being|has been|have been|is getting) (?:now |officially |hereby |finally |gradually )?(?:replaced|superseded|swapped out|swapped)(?: everywhere| now)? (?:with|by|for) (?<new>[^,;:?!]{1,100})`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:replaces|supersedes|takes over from|takes the place of) (?<old>(?!the (?:\\w+ )?(?:paths?|files?|strings?|values?|texts?|urls?|hosts?|headers?|variables?|placeholders?|images?|tags?|tokens?|lines?|words?|keys?|prefix|names?|nodes?|pods?)\\b)[^,;:?!]{1,80})`,
    ),
    act: 'replace',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?<!\\bof |\\bas |\\bthat |\\bwhat |\\bwhere |\\bhow |\\bwhat )(?:it is|it will be|it'll be)(?= (?:then|folks|everyone|team|now|for|in|on|as|from|across|and|because|since|so|after)\\b|$|\\s*[^\\w\\s])(?<scope>(?: then| folks| everyone| team| now)?(?: (?:for|in|on|as|from|across) [^,;:?!]{1,80})?)`,
    ),
    act: 'choose',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?:it'?s|it is|it'll be|it will be|that makes it) (?:gonna be |going to be |officially |now |settled )?(?<new>${name})(?: then| after all| from (?:now|here|today)(?: on)?| as of [^,;:?!]{1,30})(?=$|[,;:.!])`,
    ),
    act: 'choose',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:is|becomes|will be|are|is now|is officially) (?:now |officially |hereby )?(?:our|the) (?:new )?(?:official |one and only )?(?:default|standard|choice|pick|winner|go-to)(?<scope>(?: \\w+){0,2}(?: (?:for|in|on|across|of) [^,;:?!]{1,80})?)`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:gets the nod|won the vote|wins the vote|has won the vote|wins the bake-?off|won the bake-?off|got the most votes|got the green light|has been (?:approved|chosen|selected|picked)|is approved|was approved|got approved|is a go|is a yes|has the green light|carried the vote)(?<scope>(?: (?:for|in|on|as|by|over) [^,;:?!]{1,80})?)`,
    ),
    act: 'choose',
    isStrong: true,
  },
  {
    pattern: sticky(
      `(?:green light|go|thumbs up|approval|approved|sign-?off|all clear)(?: (?:from|by) [^,;:?!]{1,40})? for (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<old>${name}) (?:is|are) (?:now |hereby |officially |finally ){1,2}(?:dead|deprecated|retired|history|gone|dropped|banned|out|over|forbidden|unsupported|sunset|abandoned)(?: (?:here|for us|for new (?:code|services|projects)|at our place|everywhere|in all [^,;:?!]{1,30}|in our [^,;:?!]{1,30}))?(?=$|[,;:.!])`,
    ),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<old>${name}) (?:is|are|has been|was) (?:off the table|ruled out|a no|a no-go|rejected|voted down|out of the race|vetoed|banned)(?: (?:for|by|from|as of|here|now)\\b[^,;:?!]{0,60})?(?=$|[,;:.!(])`,
    ),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?:u-?turn|change of plan|correction|scratch that|change of heart|we changed our minds?|we've changed our minds?) (?:on|about|regarding) (?<old>${name})(?: [-–—])? ?(?=$|[,;:.!])`,
    ),
    act: 'drop',
    isStrong: false,
  },
  { pattern: sticky(`back to (?<new>[^,;:?!]{1,80})`), act: 'choose', isStrong: false },
  {
    pattern: sticky(
      `(?:no more|never again|forget(?: about)?|scratch|farewell|goodbye|bye bye) (?<old>[^,;:?!]{1,100})`,
    ),
    act: 'drop',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?:all |every |each |the |our |remaining |old |new |existing )[^,;:?!]{1,60} (?:will be|is being|are being|gets?|is|are) (?:\\w+ly )?(?:ported|migrated|moved|rewritten|converted|switched)(?: over)? (?:to|in) (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
];

/** Shapes that decide only where something has announced a decision. */
const announcedShapes: readonly Shape[] = [
  { pattern: sticky(`${things}becomes? (?<new>[^,;:?!]{1,80})`), act: 'choose', isStrong: false },
  { pattern: sticky(`(?<new>${name}) replace (?<old>[^,;:?!]{1,80})`), act: 'replace', isStrong: true },
  { pattern: sticky(`not (?<old>${name}) but (?<new>[^,;:?!]{1,80})`), act: 'replace', isStrong: true },
  {
    pattern: sticky(`it(?:'s| is|s) (?:going to be |gonna be )?(?<new>[^,;:?!]{1,80})`),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(`(?<new>${name}) (?:handles|owns|takes over|covers|serves|drives|powers)(?= \\S)`),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:stays|stay|remains|is kept)(?<scope>(?: (?:for|in|on|as) [^,;:?!]{1,80})?)`,
    ),
    act: 'keep',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:wins?|beats|beat|won) (?:(?:over|against|out over) )?(?<old>${name})(?= for | in | on |$|[,;:.!])`,
    ),
    act: 'replace',
    isStrong: true,
  },
  { pattern: sticky(`(?<new>${name}) (?:wins|won)`), act: 'choose', isStrong: false },
  {
    pattern: sticky(
      `(?:everything(?: else)?|all(?: of (?:it|that))?|it all|that|the rest) (?:goes|moves|lives|runs|will go|will live|will run|lands) (?:in|into|to|on|onto) (?<new>[^,;:?!]{1,80})`,
    ),
    act: 'choose',
    isStrong: false,
  },
  {
    pattern: sticky(
      `(?<new>${name}) (?:does|handles|covers|can do|takes over|will do|will handle|takes care of)(?: for)? (?:both|it all|that|everything|all of)`,
    ),
    act: 'choose',
    isStrong: false,
  },
  { pattern: sticky(`(?<new>${name}) to be (?:exact|precise|specific)`), act: 'choose', isStrong: false },
];

const notNames =
  /^(?:ok|okay|so|then|and|but|well|al?right|yes|yep|yeah|once|when|until|unless|if|because|since|after|before)\b|\sso\s|\s(?:->|→|=>)\s/i;

/** What the shapes of a clause may decide: "X out, Y in", "X it is". */
export function* readShapes(clause: string, isAnnounced = false): Generator<Deciding> {
  for (const { pattern, act, isStrong, needsSupport = false } of isAnnounced
    ? [...announcedShapes, ...shapes]
    : shapes) {
    // What was announced needs no support, and is more than such shapes tell.
    if (isAnnounced && needsSupport) continue;
    const match = matchStart(pattern, clause);
    if (match === undefined) continue;
    const { new: chosen, old, scope } = match.groups;
    // No name begins with "ok" or "once", or goes on after "so": there another clause begins.
    if (notNames.test(chosen ?? old ?? '')) continue;
    const object =
      chosen === undefined
        ? (old ?? '')
        : `${chosen}${(scope ?? '').replace(/^ (?:then|now|folks|everyone|team)\b/, '')}`;
    const rest = match.rest.replace(/^ (?=(?:and|but|so)\b)/, ', ');
    yield { act, object: object + rest, old: act === 'replace' ? old : undefined, isStrong, needsSupport };
  }
}
