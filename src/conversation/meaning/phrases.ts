import { editDistance } from '../../answers/spelling.ts';

/** Words around what is meant: politeness, fillers, addressing. Taken off before a message is read. */
const around =
  /^(?:(?:ok(?:ay)?|k|well|so|then|and|but|fine|perfect|agreed then|thanks|thx|hey|hi|hello|please|pls|plz|yes|yeah|yep|yo|alright|right|great|cool|hm+|ah|oh|also|btw|by the way|could you|can you|would you|can we|could we|let'?s|i(?:'d| would) like (?:you )?to|i want (?:you )?to|we(?:'d| would) like (?:you )?to|we want (?:you )?to|you should|now)[\s,:;.!-]+){1,5}/i;

/** Words that only look like these. */
const otherWords = new Set([
  'reword',
  'rewords',
  'withdrew',
  'purpose',
  'suppose',
  'improve',
  'approved',
  'except',
  'expect',
]);
const typed = ['propose', 'approve', 'accept', 'reject', 'withdraw', 'record', 'supersede', 'deprecate'];

/** "Propse to use MySQL": the word that tells what to do may be mistyped. */
function wellTyped(text: string): string {
  const first = /^\p{L}{5,10}(?=[\s:])/u.exec(text)?.[0] ?? '';
  const word = first.toLowerCase();
  const verb = typed.find((one) => !word.startsWith(one) && editDistance(word, one, 1) <= 1);
  return first === '' || verb === undefined || otherWords.has(word)
    ? text
    : `${verb}${text.slice(first.length)}`;
}

/** Chat's short forms, written out: "what can u do" is "what can you do". */
export function writtenOut(text: string): string {
  return wellTyped(text)
    .replace(/\bu\b(?!\.)/g, 'you')
    .replace(/\bur\b/g, 'your')
    .replace(/\bwat(s?)\b/g, 'what$1')
    .replace(
      /\b(what|how|who|where|that|it|when)s\b(?=\s+(?:the|your|my|our|it|a|an|this|that|up|going|with|left|in|on|next|better|good|new|waiting|due|missing))/gi,
      "$1's",
    )
    .replace(/\b(?:y|wy)\b(?=\s+(?:did|do|is|are|not))/g, 'why')
    .replace(/\bw\/(?=\s)/g, 'with')
    .replace(/\b(?:pls|plz|plss)\b/g, 'please');
}

const commandVerb =
  /^(?:record|log|note|document|write|accept|approve|reject|decline|withdraw|deprecate|retire|supersede|replace|amend|edit|change|undo|propose)\b/i;

/** "Ok, plans changed. Supersede that with NATS": what is to be done may come after a sentence of its own. */
export function commandPart(line: string): string {
  if (commandVerb.test(line) || line.length > 2_000) return line;
  const [, rest = ''] = /^[^.!?;:\n]{1,160}[.!;:…]\s+(.+)$/s.exec(line) ?? [];
  const part = withoutManners(rest);
  return commandVerb.test(part) ? part : line;
}

/** A message without the politeness around it. */
export function withoutManners(text: string): string {
  return text
    .replace(around, '')
    .replace(/[\s,.!]*(?:please|pls|plz|thanks|thank you|thx)[\s.!]*$/i, '')
    .trim();
}

const smallWords = new Set(
  'hi hello hey heya hiya yo morning good evening afternoon night day all everyone everybody folks team there bot thanks thank thx ty cheers thankyou you u very much so a lot many great nice cool awesome perfect excellent super brilliant lovely neat sweet amazing wow ok okay k kk fine alright right got it gotcha makes sense understood noted lol haha hahaha hehe rofl anyway bye goodbye cya see later ya ciao welcome no worries problem np sure yes yep yeah yup nope never mind nevermind nvm that was helpful is this one for your the help are how doing going today whats up sup well done good-bye greetings job work answer appreciate appreciated that’s thats all i we have fun weekend happy friday monday back again love really me to hear glad nice ta mornin mornin’ evenin gm gn howdy aye merci danke kudos legend props respect peace bot one stuff call only you’re youre legendary champ mate pal dude man buddy mates welcome hola salut moin servus gday oi nothing else for now ah oh ooh aha hmm hm hows how’s pretty useful neat-o handy usefull solid youre right then true fair enough point exactly indeed great-stuff yay woohoo congrats congratulations awesomesauce works splendid terrific fantastic marvellous marvelous wonderful good-stuff same'.split(
    ' ',
  ),
);

const smallTelling =
  /\b(?:hi|hello|hey|heya|hiya|yo|morning|evening|afternoon|night|thanks|thank|thx|ty|cheers|thankyou|great|nice|cool|awesome|perfect|excellent|super|brilliant|lovely|neat|sweet|amazing|wow|ok|okay|k|kk|fine|alright|got it|gotcha|makes sense|understood|noted|lol|haha|hahaha|hehe|rofl|bye|goodbye|cya|see you|see ya|later|ciao|welcome|no worries|np|sure|never mind|nevermind|nvm|helpful|how are you|sup|what'?s up|well done|good job|greetings|appreciated?|weekend|love|ta|mornin|evenin|gm|gn|howdy|aye|merci|danke|kudos|legend|props|good (?:bot|one|stuff|call|point|to know)|hola|salut|moin|servus|fair enough|exactly|indeed|yay|woohoo|congrats|congratulations|splendid|terrific|fantastic|wonderful|marvell?ous|nothing else|true|hmm?|aha|that works|works for now|how'?s it going|handy|solid|useful)\b/i;

export type Mood = 'greeting' | 'thanks' | 'bye' | 'insult' | 'apology' | 'joke' | 'chat' | 'other';

/** The mood of small talk; undefined for anything that says more. */
export function smallTalk(text: string): Mood | undefined {
  const plain = text
    .toLowerCase()
    .replace(/:[a-z0-9_+-]+:|<@[^>]{1,40}>/g, ' ')
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/'/g, '')
    .trim();
  if (plain === '') return /\p{Extended_Pictographic}|[:;]-?[)(DP]/u.test(text) ? 'other' : undefined;
  const words = plain.split(/\s+/).map(unstretched);
  if (words.length > 9 || !words.every((word) => smallWords.has(word))) return undefined;
  return moodOf(words.join(' '));
}

/** "Heyyy" is "hey". */
function unstretched(word: string): string {
  return smallWords.has(word) ? word : word.replace(/(.)\1+$/u, '$1');
}

function moodOf(plain: string): Mood | undefined {
  if (!smallTelling.test(plain)) return undefined;
  if (/\b(?:thanks|thank|thx|ty|cheers|thankyou|appreciated?|ta|merci|danke|kudos)\b/.test(plain))
    return 'thanks';
  if (/\b(?:bye|goodbye|cya|see you|see ya|later|ciao|night|weekend)\b/.test(plain)) return 'bye';
  if (
    /^(?:hi|hello|hey|heya|hiya|yo|good (?:morning|evening|afternoon|day)|morning|greetings|sup|whats up|how are you)\b/.test(
      plain,
    )
  )
    return 'greeting';
  return 'other';
}

const helpAsked = [
  /^(?:help|\?+|commands?|menu|usage|man|--help|-h|help me|help please)[\s!?.]*$/i,
  /\bwhat (?:can|do|could) (?:you|this(?: bot| thing| tool)?|the (?:bot|advisor)|it) (?:(?:do|help|answer|offer|good for)\b|know[\s?.!]*$)/i,
  /\bwhat(?:'s| is| are) (?:you|this (?:bot|thing|tool|advisor)|the (?:bot|advisor)|stack advisor)(?: (?:for|about|good for))?\s*\??$/i,
  /^(?:and |but |ok )*how (?:do|can|would|should) (?:i|we) (?:log|save|store|note|make|create|add|find|search|see|list|approve|accept|reject|undo|edit|delete|change|vote on|record|propose|supersede|amend|withdraw|export|import)\b.{0,20}\b(?:one|it|them|that|this|those|decisions?|records?|adrs?|proposals?|something)\b/i,
  /\bwho are you\b|\bintroduce yourself\b|\bwhat are you\b/i,
  /\bhow (?:do(?:es)?|can|should|would) (?:(?:i|we|one) )?(?:use |talk to |work with |interact with )?(?:you|this(?: bot| thing| tool)?|the (?:bot|advisor)|stack advisor|it) (?:work|function)?\s*\??$/i,
  /\bhow (?:does|do) (?:this|the|you)(?: bot| thing| tool| advisor)? (?:work|function)\b/i,
  /\b(?:which|what|list|show)(?: all)?(?: the| your| available)? commands\b/i,
  /\bhow (?:do|can|would|should) (?:i|we) (?:use (?:you|this|the bot)|(?:log|save|store|note|make|create|add|find|search|see|list|approve|accept|reject|undo|edit) (?:a |an |our |my )?(?:decisions?|records?|adrs?|proposals?)|ask (?:you )?(?:a |questions?|something)|record (?:a |our |decisions?)|start a walk|propose a|approve a|accept a|supersede a|turn (?:on|off)|get started|start here)\b/i,
  /\bwhat (?:can|could|should|may) (?:i|we) (?:ask|say|do)(?: you| here| with you| to you)?\s*\??$/i,
  /^(?:so )?(?:can|could|may|how (?:do|can|could|would|to|should)) ?(?:i|we|one)?\b.{0,30}\b(?:undo|edit|delete|change|approve|reject|supersede|amend|export|import|withdraw|deprecate|record|correct|remove|vote on|propose)\b.{0,30}\b(?:decisions?|records?|adrs?|proposals?|something|votes?)\b/i,
  /\bhow (?:do |can |could |to |should )?(?:i|we|one)?(?: can| could| should)? ?(?:use|get) (?:this|the bot|it|you|a decision|decisions|something|an adr|started)\b(?:.{0,20}\b(?:bot|tool|thing|written down|recorded|in|logged|started)\b)?[\s?.!]*$/i,
  /\bi(?:'m| am) (?:new here|lost)\b|\bget(?:ting)? started\b/i,
] as const;

/** Whether somebody asks what the advisor is and how it is used. */
export function asksForHelp(text: string): boolean {
  return text.length < 200 && helpAsked.some((pattern) => pattern.test(text.trim()));
}
