import type { Sentence } from './message.ts';
import { joined, lines } from './start.ts';

const botNames = joined(`
    github|gitlab|bitbucket|gitea|jira|linear|trello|asana|notion|confluence|polly|slackbot|geekbot|donut|
    zapier|ifttt|jenkins|circleci|travis(?: ci)?|buildkite|teamcity|argo ?cd|dependabot|renovate|snyk|
    sonar(?:qube|cloud)?|codecov|sentry|datadog|grafana|prometheus|alertmanager|pagerduty|opsgenie|
    statuspage|uptime ?robot|pingdom|new relic|google calendar|outlook|calendar|google drive|figma|zoom|
    loom|clickup|monday|shortcut|youtrack|reminder|rss|hacker ?news|vercel|netlify|heroku|terraform cloud|
    spacelift|ci|cd|build|deploy(?:ment)?|release ?bot|standup|todoist|simple poll|poll|survey|airtable|
    hubspot|intercom|zendesk|workflow|automation
  `);

/** What a program writes into a channel. */
const bot = new RegExp(
  [
    `^\\s*\\[?(?:${botNames})(?: (?:app|bot|alert|notification))?\\]?\\s*(?::|\\||APP\\b|-\\s|—)`,
    '^\\s*@?[\\w .-]{0,30}bot\\b(?:\\]|\\[bot\\])?\\s*(?::|\\||-|\\w+ed\\b)',
    '^\\s*[\\w-]{1,30}\\[bot\\]',
    '^\\s*\\[[\\w ./#-]{1,40}\\]\\s',
    '\\b(?:merged|opened|closed|approved|reviewed|created|commented on) (?:a |the )?(?:pull request|merge request|issue|pr|mr)\\b',
    '\\bpull request #\\d|\\bissue #\\d+ (?:was|has)',
    '^\\s*(?:reminder|bump|build|pipeline|job)\\b.{0,40}(?::|#\\d|\\bfrom v?\\d)',
    '^\\s*(?:feat|fix|chore|refactor|docs|test|perf|style|build|ci|revert)(?:\\([\\w./-]{1,40}\\))?!?: ',
  ].join('|'),
  'i',
);

const log = lines(
  String.raw`
    ^[^\S\n]*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[?\d\d:\d\d:\d\d|\[?(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|
    FATAL|NOTICE)\b[\]: ]|level=|time=|at \S+ \(|Traceback|Exception\b|npm (?:ERR|WARN)|panic:)
    `,
  'm',
);

const code = lines(
  String.raw`
    ^[^\S\n]*(?:[$%#]\s*\w+|[+-]\s?(?:[\w"'-]+:\s|import |use |const |let )|(?:const|let|var|import|export|
    from|def|class|func|fn|public|private|package|return|#include|using namespace)\s+[\w{*(.]+.{0,80}[=;{(]|
    (?:SELECT|INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|TRUNCATE|GRANT)\s+(?:TABLE|INDEX|DATABASE|COLUMN|INTO|
    FROM|\*|\w+\s+SET)\b|(?:npm|pnpm|yarn|npx|pip|uv|poetry|cargo|go|docker|podman|kubectl|helm|terraform|
    git|brew|apt|apt-get|make|cd|curl|ssh|sudo|psql|redis-cli|aws|gcloud|az)\s+(?:install|uninstall|i|add|
    remove|run|up|down|compose|exec|apply|get|delete|push|pull|commit|checkout|rebase|reset|clone|init|
    upgrade|build|test|mod|-\w+)\b|\/\/|\/\*|#!|@\w+\(|\{|<\/?[a-z]+[ >])|;\s*$|=>\s*\{|\w\(\)\s*[;{.]
    `,
  'm',
);

/** Settings: "use_postgres: true  # decided in #42". */
const setting = lines(
  String.raw`
    ^[^\S\n]*(?:export |set )?(?:[a-z\d-]+(?:[_.]+[a-z\d-]+)+\s*(?:=|:\s)\s*\S|[a-z][a-z\d_]+=\S|[\w.-]+\s*(?:=|:\s)\s*[\w.:/"'@-]+\s+(?:#|\/\/)(?=\s)|
    ["']?[\w.-]+["']?:\s*(?:true|false|null)\s*,?\s*(?:$|#|\/\/))
    `,
  'im',
);

/** What shows that its writer is not serious, wherever it stands. */
const joke = lines(
  String.raw`
    (?:^|\s)\/(?:s|j|jk|sarcasm|joke)\b|[🙄🤡🙃🤪🥴🤭🤥🫠💀]|(?:^|[^\w])(?:jk|just kidding|kidding|joking|sarcasm|
    yeah totally|yeah right|oh sure|suuu*re|as if|breaking news|april fools?|first of april|asking for a friend|
    not really|obviously not|what could (?:possibly )?go wrong|because why not|yolo|trust me bro|profit!*|
    in (?:brainfuck|cobol|assembly|excel|minecraft)|brainf\w+|carrier pigeons?|fax(?:es)?|punch ?cards?|
    abacus|floppy disks?|blockchain|quill|typewriters?|stone tablets?|papyrus|hamsters?|crystal ball|dice|
    horoscopes?|ouija|magic 8|ms access|microsoft access|post-?its?|napkins?|clippy|
    smoke signals|pen and paper|quantum|wedding|my (?:cat|dog|fridge|toaster|grandma|grandmother))(?![\w])
    `,
  'iu',
);
const laughing = '(?:lo+l|lmao+|rofl|ro?flmao|(?:ha){2,}h?|(?:he){2,}h?|xd+)';
const laugh = new RegExp(`(?:^|[^\\w])${laughing}(?!\\w)|[😂🤣😹😜😝😛😏]|[:;]-?P\\b`, 'iu');
/** Laughter that opens or runs through a sentence, instead of closing it or going with an "ok". */
const laughedAt = new RegExp(
  `(?:^|[^\\w])${laughing}(?!\\w)(?!,? (?:ok+|okay|k|you|alright|fine|yes|yeah|agreed)\\b|\\s*(?:$|[\\n.,;:!?)\\p{Extended_Pictographic}]))|^\\s*[😂🤣😹😜😝😛😏]`,
  'iu',
);
const absurdChoice =
  /\b(?:excel|powerpoint|notepad|word|spreadsheets?|google sheets|cobol|vba)\b(?! (?:import|export|file|plugin|template|report|download))/i;

/** Whether a message comes from a program, or is one. */
export function isMachineMade(text: string): boolean {
  const own = text.replace(/```[\s\S]*?(?:```|$)/g, '');
  return bot.test(text) || log.test(text) || code.test(own) || setting.test(own);
}

/** Whether a message is not meant. */
export function isJoke(text: string): boolean {
  return joke.test(text) || laughedAt.test(text);
}

const laughedLast = new RegExp(
  `(?:[\\s,.-]+(?:${laughing}|who cares|[:;]-?[PD)])(?!\\w)|[\\s,]*[😂🤣😹😜😝😛😏😅😆😄])+[\\s.!]*$`,
  'gimu',
);

/** A message without the laughter that closes its lines. */
export function withoutLaughter(text: string): string {
  return text.replace(laughedLast, '');
}

/** Whether a message laughs, which alone is no joke: "k, flask it is, it's 2 endpoints lol". */
export function isLaughing(text: string): boolean {
  return laugh.test(text);
}

const jested = /\b(?:let'?s|let us|gonna|rewrit\w+|everything|imagine|all of (?:it|them))\b/i;

/** Whether deciding words are often laughed with: "let's rewrite it in Rust lol". */
export function isOftenJested(deed: string): boolean {
  return jested.test(deed);
}

const damned = lines(
  String.raw`
    ^(?:the|a|an|that|yet another|another|some)\s+(?:[\w-]+\s+){0,3}?(?:(?:that|which|who)\b|nobody|no ?one|
    everyone|everybody|whose)|\b(?:that|which|who) (?:just |only |always |constantly )?(?:was|is|has been|went|goes|
    keeps|kept|loses|lost|breaks|broke|crashe[sd]|fail(?:s|ed)|died|dies)\b(?! (?:easy|easier|free|cheap|cheaper|fast|
    faster|simple|simpler|good|better|fine|already|ours|open))
    `,
);

/** Whether what is chosen is what people only choose in jest: "the tool that was down three times". */
export function isAbsurd(words: string): boolean {
  return absurdChoice.test(words) || damned.test(words.trim());
}

const told = lines(
  String.raw`
    \b(?:years? ago|(?:months|weeks) ago|a while ago|long ago|back then|back in|back when|at the time|
    in those days|in the past|used to (?:be|use|run|have|do|go|deploy|write|host|work)|once (?:decided|
    chose|picked|went|moved|switched|used|dropped|replaced|had|tried|wrote|built)|ancient history|last year|
    (?:in|since|around) (?:19|20)\d\d|at (?:my|our|his|her) (?:last|old|previous|former|ex)|(?:my|our|the|
    his|her) (?:old|previous|former|ex|last|first)[- ](?:team|lead|boss|job|company|cto|employer|startup|
    gig|manager|workplace|colleagues|place|client|project|shop)|previous (?:team|job|company|lead|cto)|
    former (?:team|job|company|lead|cto)|in my previous|when i (?:joined|started|was)|before (?:i (?:joined|
    came|started|was)|my time|the acquisition)|regretted|never looked back|originally|historically|
    the good old days|remember when|i remember|in a former life|predecessors?|for (?:two|three|four|five|
    ten|many|several|\d+) years now|turned out to be a mistake)\b
    `,
);

const reported = lines(
  String.raw`
    \b(?:said(?! (?:goodbye|yes|ok|okay)\b)|says|saying|told|tells|wrote|writes|claims?|claimed|according to|rumou?rs?|
    rumou?red|apparently|supposedly|allegedly|thinks?|believes?|article|blog ?post|podcast|hn thread|
    hacker news|reddit|twitter|keynote|the book|insists?|suggests|argues?|quotes?|quoting|proposes|pretend|
    imagine|thought experiment|hypothetical(?:ly)?|devil's advocate|quiz|wild idea|crazy idea|wish(?:es)?|
    wonder(?:s|ing)?|as if|like when|template|(?:in|for|at) (?:the|a|my|our|this) (?:\w+ )?(?:demo|workshop|
    tutorial|exercise|talk|conference|hackathon|interview|training))\b
    `,
);

const opinion = lines(
  String.raw`
    \b(?:i think|i guess|i believe|i feel|i'?d|i would|i'm (?:in favou?r|leaning|for|thinking|tempted|not|
    biased|afraid|wondering)|i am (?:in favou?r|leaning|for|thinking|tempted)|im leaning|
    i (?:really )?(?:like|love|prefer|vote|suggest|propose|recommend|want|wish|hope|doubt|wonder|still|hate|
    never|don't|vote for)|imo|imho|in my (?:humble )?opinion|my (?:vote|preference|take|gut|two cents|
    2 cents|favou?rite|hunch|suggestion|proposal|money|opinion|view|idea|personal)|personally|if you ask me|
    hot take|unpopular opinion|for me it|from my side|vote:|we should|you should|they should|should we|
    ought to|we need to (?:talk|think|discuss|decide)|the sensible thing|the obvious|best option|proposal:|
    suggestion:|idea:|rfc:|wish ?list|dream|one day|some ?day|at some point|eventually|sooner or later|
    tempted to|leaning towards?|thinking (?:of|about)|toying with|in favou?r of (?:switching|moving|using|
    dropping|replacing))\b
    `,
);

const conditional = lines(
  String.raw`
    \b(?:if|unless|suppose|supposing|assuming|assume|provided(?: that)?|whether|in case|depending|depends|
    as soon as|only when|otherwise|hypothetically|theoretically|in theory|what about|how about|say we|
    let's say|pretend|subject to|pending|contingent|until we know|once (?:\w+ (?:is|are|has|have|gets)|legal|finance|security|the budget|
    we (?:get|have)|they|it|approved|everybody|everyone))\b
    `,
);

const modal = lines(
  String.raw`
    \b(?:would|could|might|may|should|maybe|perhaps|probably|prob|possibly|likely|ideally|hopefully|
    potentially|considering|consider|tempted|thinking|wanna|wish|want|currently|still|right now|
    at the moment|in the middle of|halfway|not sure|unsure|dunno|someday|eventually|at some point|one day|
    try|trying|try out|evaluat\w+|investigat\w+|explore|exploring|look into|looking into|experimenting|
    (?:for|as|in|during|at|to) (?:(?:the|an?|this|our|my|next) )?(?:\w+ )?(?:spikes?|experiments?|poc|
    proof of concept|prototypes?|hackathon|demos?|workshops?|conference|tutorial|talk|benchmarks?|trial|
    exercise|interview|meetup|training)|to benchmark|benchmarking|todo|discuss|debate|locally|on my|
    to see (?:how|if|whether)|for fun|just to get a feel|undecided|postponed|deferred|delayed|tbd|
    to be (?:decided|discussed|confirmed)|pending|still open|up in the air|parked|on hold|next week's|
    blocked|inconclusive|no (?:decision|consensus|clear winner)|or not|for now undecided)\b|'d\b|\byet$
    `,
);

const undecided = lines(
  String.raw`
    \b(?:(?:not|n't|never|nothing|nobody|no one|none|hardly|without|yet to|still have to|have to|need to|
    needs to|to be|being|can(?:'t|not)|couldn't|failed to|no) (?:\w+ ){0,4}?(?:decided?|decision|agree[ds]?|
    agreement|consensus|settled?|settle on|final|finali[sz]ed|verdict|official|confirmed|committed|
    concluded|conclusion)|undecided|open question|still (?:open|debating|discussing|deciding|arguing|
    considering)|jury is (?:still )?out|postponed|up for debate|(?:decision|vote|verdict|outcome|
    call) (?:\w+ ){0,5}?(?:is |was |got |gets |has been )?(?:still |again )?(?:open|pending|postponed|
    deferred|delayed|moved to|goes to|due|tbd|next week|tomorrow|needed|outstanding)|(?:doesn't|does not|
    didn't|did not|don't|do not|isn't|is not|aren't|are not|wasn't|not) (?:mean|saying|imply|write|say|
    official)|nobody ever|contrary to)\b
    `,
);

/** Whether a sentence speaks against there being a decision. */
export function isUndecided(sentence: string): boolean {
  return undecided.test(sentence);
}

/** Whether words tell of other times. */
export function tellsOfPast(words: string): boolean {
  return told.test(words);
}

/** "not my favourite but" and "scrap what I said" take nothing back. */
const conceded = lines(
  String.raw`
    \b(?:not (?:quite |exactly |really )?(?:my|what i)\b|(?:i'?d|i would) have (?:preferred|liked|picked|chosen|voted)|
    i (?:voted|was) (?:for|against)|(?:scrap|forget|ignore|scratch|never ?mind|disregard) (?:what|everything|all) (?:i|we) \w+)
    [^,;:]{0,40}(?=[,;:]|\sbut\s|$)
    `,
  'gi',
);

/** Whether the words before a clause make it somebody's report, an opinion or a condition. */
export function takesBack(before: string): boolean {
  const words = before.replace(conceded, '');
  return (
    conditional.test(words) ||
    reported.test(words) ||
    opinion.test(words) ||
    /^(?:should|would|could|might)\b/i.test(words)
  );
}

/** Whether the deciding words themselves are hedged: a wish, a trial, a condition, a plan. */
export function isHedged(words: string): boolean {
  return conditional.test(words) || opinion.test(words) || modal.test(words);
}

const trial =
  /\b(?:spikes?|experiments?|poc|proof of concept|prototypes?|hackathon|demos?|trials?|mocks?|stubs?|mvp|playground|side project|toy)\b/i;

/** Whether what is done is only tried: "write a poc with X". */
export function isTrial(deed: string): boolean {
  return trial.test(deed);
}

const conditionAfter = lines(
  String.raw`
    (?:^|,\s|\s)(?:unless|provided|assuming|subject to|pending|depending on|in case|if (?:we|it|the|they|
    nobody|no one|everyone|that|legal|finance|there|anyone)|once (?:the budget|legal|finance|it's approved|
    approved)|but (?:not yet|let's (?:wait|see|discuss)|i'm not sure|nothing is|no decision)|or (?:is it|
    not|maybe|should|do we|are we))\b
    `,
);

/** Whether what follows the deciding words makes them conditional again. */
export function isConditionalAfter(rest: string): boolean {
  return conditionAfter.test(rest);
}

const asksBack = lines(
  String.raw`
    \b(?:thoughts|objections?|ok|okay|right|agreed?|sounds? (?:good|ok|fine)|opinions?|what do you (?:think|
    all think)|makes? sense|any(?:one|body) (?:against|disagree|opposed|object)|or (?:not|no)|yes|wdyt|deal|
    correct|no|is that|did i|fair|are we|is it (?:true|final)|really|seriously|comments|feedback|vetoes|
    concerns|fine with|good with)\b
    `,
);

/** Whether a later sentence asks for agreement: what came before was a proposal. */
export function asksForAgreement(later: readonly Sentence[]): boolean {
  const [next] = later;
  return next?.isQuestion === true && next.text.split(' ').length <= 9 && asksBack.test(next.text);
}
