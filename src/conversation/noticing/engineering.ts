import { lines } from './start.ts';

/** Words of the trade: a decision without a technology has to speak of one of these. */
const trade = lines(
  String.raw`
    \b(?:(?:re)?deploy(?:s|ed|ing|ments?)?|releas(?:e|es|ed|ing)|rollbacks?|rollouts?|hot-?fix(?:es)?|
    branch(?:es)?|merg(?:e|es|ed|ing)|rebas(?:e|ed|ing)|squash(?:ed|ing)?|commits?|reviews?|reviewers?|
    code ?owners?|pull requests?|merge requests?|prs?|mrs?|force[- ]push(?:es|ing)?|push(?:es)? to main|
    main|master|trunk|repo(?:s|sitor(?:y|ies))?|monorepo|endpoints?|apis?|sdks?|services?|microservices?|
    databases?|db|schemas?|migrations?|tables?|columns?|queries|query|primary keys?|foreign keys?|uuids?|
    ulids?|ids|index(?:es)?|transactions?|caches?|caching|queues?|brokers?|topics?|events?|payloads?|json|
    yaml|xml|csv|protobufs?|headers?|status codes?|pagination|cursors?|tests?|testing|coverage|e2e|ci|cd|
    pipelines?|builds?|linters?|lint(?:ing)?|formatters?|formatting|type[- ]?checks?|types|typed|
    strict mode|code|codebase|packages?|dependenc(?:y|ies)|librar(?:y|ies)|frameworks?|back-?ends?|
    front-?ends?|ui|clients?|servers?|serverless|auth|tokens?|jwts?|passwords?|hashing|secrets?|env vars?|
    environments?|staging|prod(?:uction)?|clusters?|nodes?|containers?|images?|vms?|instances?|cloud|
    regions?|infra(?:structure)?|dns|tls|https?|backups?|logs?|logging|metrics?|traces?|tracing|alerts?|
    alerting|monitoring|on-?call|incidents?|post-?mortems?|runbooks?|feature flags?|flags?|toggles?|
    timestamps?|utc|iso[- ]?8601|timezones?|naming|snake_case|camelcase|kebab-case|versioning|versions?|
    semver|adrs?|rfcs?|tickets?|bugs?|tech debt|refactor(?:ings?)?|rewrites?|rewrit(?:e|ten)|modules?|
    monolith|architecture|patterns?|orms?|sql|nosql|cron(?: ?jobs?)?|jobs?|workers?|webhooks?|sockets?|
    admin|self-host(?:ed|ing)?|open[- ]source|software|browsers?|support|error(?:s| handling)?|retries|
    timeouts?|rate limits?|data ?base|data|hosting|storage|bucket|gateways?|proxy|vpn|ssh|sso|2fa|mfa|
    encrypt(?:ed|ion)?|changelogs?|docs|documentation|comments|todos?|squads?|sprints?|standards?|back-?office|esm|cjs|commonjs|tools?|
    tooling|plugins?|vendors?|micro-?front-?ends?|splits?|specs?|contracts?|app|apps|website|page|pages|
    portal|dashboard|code freeze|freeze|subscriptions|stylesheets?|components?|design system|scripts?|
    functions?|classes|interfaces?|inheritance|exceptions|nulls?|enums?|any|tabs|spaces|approvals|
    indentation|semicolons|plural nouns|hosts?)\b
    `,
);

/** Matters of daily life: where these are decided, nothing about software is. */
const elsewhere = lines(
  String.raw`
    \b(?:lunch|dinner|breakfast|brunch|pizzas?|burgers?|sushi|thai|italian|indian|mexican|vietnamese|ramen|
    tacos?|pasta|salads?|restaurants?|bar|pub|beers?|drinks?|wine|coffee|tea|cake|snacks?|food|eat(?:ing)?|
    cooking|kids?|daughter|son|wife|husband|family|mom|mum|dad|baby|dog|cat|cats|school|kindergarten|doctor|
    dentist|gym|yoga|football|soccer|match|game night|holidays?|vacation|pto|out of office|ooo|sick|trip|
    flight|flights|hotel|train|bus|car|bike|airport|weather|party|offsite|retreat|birthday|present|gift|
    karaoke|bowling|christmas|easter|wedding|movie|cinema|concert|music|playlist|t-?shirts?|hoodies?|swag|
    stickers?|office|desks?|chairs?|parking|room|kitchen|fridge|stand-?up|all[- ]hands|calendar|invite|zoom|
    phone|laptop|headset|keyboard|monitor|battery|salary|raise|hired|hiring|interview|candidate|mascot|
    team name|haircut|weekend|secret santa|raffle|photo|picture|apartment|house|garden|barbecue|bbq|
    escape room|sauna|duty|shift|volunteers?)\b
    `,
);

/** Whether words speak of software at all. */
export function speaksOfTrade(words: string): boolean {
  return trade.test(words);
}

/** Whether words speak of lunch, holidays and the like. */
export function speaksOfElsewhere(words: string): boolean {
  return elsewhere.test(words);
}
