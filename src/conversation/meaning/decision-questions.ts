import type { DecidedAsk } from '../../commands/record-terms.ts';
import { type Status, statuses } from '../../decisions/record.ts';
import { readConflictAsk } from './conflict-questions.ts';
import { plainNumbers } from './named-records.ts';

const named =
  /^(?:(?:show|open|see|view|display|read|give|get|print|tell)(?: me| us)?(?: about)? |what(?:'s| is| does| was)(?: in)? )?(?:the |our )?(?:adr|record|decision|rfc|no\.?|nr\.?|#)[\s#-]{0,3}0{0,4}(\d{1,6})(?: say| about)?[\s?.!]*$/i;
const shown = /^(?:show|open|view|display)(?: me| us)? #?0{0,4}(\d{1,6})[\s?.!]*$/i;
const historyOf =
  /\b(?:history|log|timeline|who (?:approved|accepted|proposed|rejected|signed off(?: on)?)|approvals?|votes)\b(?:\s+(?:of|for|on|about|the|our|by|record|decision|proposal|number|adr))*[\s#-]{0,3}(?:adr-?)?0{0,4}(\d{1,6})\b(?!\s*%)/i;

const statusOf =
  /^(?:(?:what'?s|what is|show)(?: me)? )?(?:the )?(?:status|state|stand)(?: of)? (?:adr|record|decision|proposal|#)?[\s#-]{0,3}0{0,4}(\d{1,6})[\s?.!]*$|^(?:adr|record|decision|proposal|#)[\s#-]{0,3}0{0,4}(\d{1,6})(?:'s)? (?:status|state|approved|accepted|open)(?: yet| now| already)?[\s?.!]*$/i;

const decided =
  'cho?ose|chosen|chosing|choosing|pick|picked|picking|decide|decided|deciding|select|selected|selecting|adopt|adopted|adopting|settle|settled|agree|agreed|drop|dropped|dropping|reject|rejected|rejecting|replace|replaced|replacing|switch|switched|switching|move|moved|migrate|migrated|ditch|ditched|abandon|abandoned|rule|ruled|ruling|deprecate|deprecated|consider|considered|opt|opted|go|went|gone|stop|stopped|land|landed|commit|committed|evaluate|evaluated|discuss|discussed|record|recorded|approve|approved|propose|proposed|say|said|conclude|concluded|standardi[sz]e|standardi[sz]ed|supersede|superseded|turn|turned|retire|retired|discard|discarded|ban|banned';
const us = "(?:we|our team|the team|you guys|y'all|us guys|they|anyone|anybody|someone|somebody)";

const sureAsked = [
  new RegExp(
    `\\b(?:did|didn'?t|have|haven'?t|had|has)\\s+${us}\\s+(?:ever |already |actually |not |all |finally |really |once |just |previously )*(?:${decided})\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:why|when|who|what|which|how come|remind me|where)\\b.{0,60}\\b${us}\\s+(?:ever |already |actually |not |all |finally |really |once |just )*(?:chose|picked|decided|selected|adopted|settled|agreed|dropped|rejected|replaced|switched|moved|migrated|ditched|abandoned|ruled out|opted|went with|recorded)\\b`,
    'i',
  ),
  /\b(?:why|when|how|by whom)\b.{0,20}\b(?:was|were|is|has|did|got|get)\b.{1,60}\b(?:chosen|picked|decided(?: on| upon)?|selected|adopted|rejected|ruled out|dropped|replaced|deprecated|superseded|approved|accepted|turned down)\b/i,
  /\b(?:why|when)\b.{1,60}\b(?:got|get|was) (?:chosen|picked|decided|selected|adopted|rejected|ruled out|dropped|replaced|deprecated|approved)\b/i,
  /\b(?:was|were|is|has|did)\b.{1,60}\b(?:been |ever |already |really )*(?:decided|chosen|picked|agreed|ruled out|rejected|recorded|written down|considered|deprecated|superseded|approved)\b.{0,30}(?:\?|$|\bsomewhere\b|\bby us\b|\bhere\b)/i,
  /\b(?:what|which)(?:'?s| is| was| were| are|'re)?\b.{0,30}\b(?:reason(?:s|ing)?|rationale|story|thinking|motivation|argument(?:s)?|background)\b.{0,20}\b(?:for|behind|of|to)\b.{0,20}\b(?:choos|pick|select|adopt|us(?:e|ing)|go(?:ing)? with|our|dropp|reject|switch|mov)/i,
  /\bwhat(?:'?s| was| is)\b.{0,20}\bbehind\b/i,
  /\b(?:our|the team'?s)\s+(?:[\p{L}\p{N}.+#-]+\s+){0,3}(?:decisions?|adrs?|choices?|pick)\b|\bthe\s+(?:[\p{L}\p{N}.+#-]+\s+){0,3}(?:decisions?|adrs?)\b/iu,
  /\b(?:decisions?|adrs?|records?)\s+(?:on|about|for|regarding|concerning|around|of|that mention|mentioning|with)\b/i,
  /\b(?:is there|do we have|are there|have we got|was there|got|any)\b.{0,20}\b(?:decisions?|adrs?|record)\b/i,
  /\b(?:what|whats|which|the)\b.{0,12}\b(?:reason|reasons|why)\b.{0,20}\b(?:we|us|our team|the team)\b/i,
  /\b(?:why|how|when|how come)\b.{0,20}\b(?:did |have )?(?:we|our team|the team)\b.{0,12}\b(?:end(?:ed)? up|wound up|wind up|come to|came to|get to|got to|start(?:ed)? using|arrived? at)\b/i,
  /\bremind me\b.{0,10}\b(?:why|what|when|who)\b/i,
  /\bwho\s+(?:decided|approved|accepted|proposed|rejected|signed off|chose|picked|made|deprecated|recorded|voted)\b/i,
  /^(?:so |and )?(?:is|was|are|has) .{2,40}\b(?:accepted|approved|rejected|proposed|withdrawn|deprecated|superseded)(?: or (?:not|rejected|accepted|withdrawn|what)| yet| already| now)*[\s?]*$/i,
  /\bremind me (?:why|what|when|who)\b|\bstatus of (?:our|the) (?:decision|adr|record|proposal|choice)\b|\bwas that (?:ever )?decided\b/i,
  /\bwhat (?:have|did|do) (?:we|the team) (?:have )?(?:decided?|agreed?|say|said|conclude[d]?|settled?)\b/i,
  /\bwhat(?:'s| is) our (?:database|db|queue|framework|language|stack|orm|cache|broker|standard|policy|decision|choice|current|default)\b/i,
];

const oneAsked =
  /\b(?:did|was|is|has|does)\b.{1,50}\b(?:one|decision|record|proposal|adr)\b.{0,12}\b(?:accepted|approved|rejected|recorded|withdrawn|deprecated|superseded|in force|pass(?:ed)?|go through|gone through|open|pending|done)\b/i;

const maybeAsked = [
  /\b(?:the|that|our|your|his|her|my)\s+(?:\S+\s+){0,3}(?:proposal|adr)\b/i,
  /\b(?:did|have|do) you (?:all |guys |folks |people )?(?:ever |already |finally )?(?:decid\w*|cho[ou]s\w*|pick\w*|settl\w*|agree\w*|go with|went with)\b/i,
  /\b(?:reasons?|rationale|motivation|background|thinking|reasoning|argument)\b.{0,12}\b(?:for|behind|of|to (?:use|take|pick))\b/i,
  /^(?:why|how come)\s+(?!not\b|should\b|would\b|is\b|are\b|does\b|do\b|can\b|use\b)(?:[\p{L}\p{N}.+#-]+\s*){1,4}\??$/iu,
  /\b(?:off the table|out of the (?:question|race|picture|running)|still (?:an option|on the table|in the race|open|valid|true|current|up to date)|a no[- ]go|allowed|forbidden|banned)\b/i,
  /\b(?:why|since when|how come|what made us|for what reason)\b.{0,20}\b(?:do|are|is|did|have|has)\s+(?:we|our team|the team)\s+(?:still |even |all |actually |currently |now )*(?:us(?:e|ing)|on|run(?:ning)?|with|build(?:ing)?|go(?:ing)?|doing|deploy(?:ing)?|stuck with|keep(?:ing)?|writ(?:e|ing)|need(?:ing)?)\b/i,
  /\b(?:do|are) we (?:still |really |actually |currently )*(?:us(?:e|ing)|on|allowed to use)\b/i,
  /\bwhat (?:do|are) we (?:us(?:e|ing)|run(?:ning)?)\b/i,
];

const listed =
  /^(?:(?:show|list|print|see|give|display|tell)(?: me| us)?|what(?:'s| are| is)|which)?\s*(?:all |the |our |of |are |any |every |me |us |open |latest |recent |current |last |(?:proposed|waiting|pending|accepted|rejected|deprecated|superseded|draft|withdrawn)s? ){0,5}(?:decisions?|adrs?|records?|proposals?|drafts)(?: log| so far| are there| do we have| in force| (?:are |that are )?(?:open|waiting|pending|proposed|accepted|rejected|deprecated|superseded)| for approval| please| we have| here| to review| wait for me| need approval| need votes){0,4}[\s?.!]*$/i;
const waiting =
  /\b(?:what(?:'s| is| are)|anything|which|who|is there)\b.{0,40}\b(?:waiting|pending|due|needs? (?:my |a |our )?(?:approval|review|vote|decision)|to (?:approve|review)|open proposals?|up for (?:approval|review)|(?:still )?(?:open|undecided)(?=[\s?.!]*$))(?!\w)/i;
const withStatus =
  /^(?:which|what|show(?: me)?|list)\b.{0,20}\b(?:decisions?|adrs?|records?|proposals?)\b.{0,20}\b(?:have been|has been|were|was|got|are|is|been|that are)\b.{0,12}\b(accepted|approved|rejected|deprecated|superseded|withdrawn|proposed|open|pending)\b[\s?.!]*$/i;
/** "And what's accepted?" */
const bareStatus =
  /^(?:what(?:'s| is|s| are)?|which(?: ones?)?(?: are| is)?|anything|something)\s+(accepted|approved|rejected|proposed|withdrawn|deprecated|superseded)(?: (?:so far|by now|already|yet|here))*[\s?.!]*$/i;
/** "Search the log for Kong", "search for Kong" */
const searched =
  /^(?:search|look|grep|go|check|dig)(?: (?:in|through|into))?(?: the| our| all| my)* (?:log|logs|decisions?|decision log|adrs?|records?)(?: (?:for|about|on|with))? (.{2,80}?)[\s?.!]*$|^(?:search|look) (?:for |up )?(.{2,80}?)[\s?.!]*$/i;
const inForce = /\b(?:what(?:'s| is| are)|which|everything)\b.{0,40}\bin force\b/i;

/** What a record hangs together with. */
const linksOf =
  /^(?:what|which(?: (?:ones?|records?))?)\b.{0,12}\b(?:is|does|do|are)\s+(?:#|(?:record|adr|decision|number|no\.?) #?)?0{0,4}(\d{1,6})\s+(?:related|linked|connected|depend|belong)|^(?:if|what if)\b.{0,30}\b(?:change|touch|drop|replace) #?0{0,4}(\d{1,6})\b.{0,30}\b(?:affected|depends?|breaks?)\b/i;
/** What the documents chose is asked of them. */
const ofDocuments =
  /\b(?:stack analysis|(?:the|your|these|those|five) (?:documents?|docs|sources?|guides?|course|analysis)|(?:recommended|selected) stack)\b/i;

/** Whether what the documents say is asked for, by name. */
export function asksOfDocuments(line: string): boolean {
  return ofDocuments.test(line);
}

/** Whether words speak of what a team does and decides: "anything on Phoenix?" may as well ask the documents. */
export function speaksOfTeam(line: string): boolean {
  return /\b(?:we|we've|our|us|team|decid\w*|decisions?|records?|recorded|logs?|adrs?|propos\w*|chose|chosen|picked|agreed|ruled|approved|rejected)\b/i.test(
    line,
  );
}

/**
 * What a message asks about the team's decisions; undefined where it asks nothing of the kind.
 * @param logs the logs by whose names records may be named
 */
export function readDecidedAsk(text: string, logs: readonly string[] = []): DecidedAsk | undefined {
  const { line, recordOf, asSaid } = plainNumbers(text, logs);
  const ask = readPlainAsk(line);
  switch (ask?.kind) {
    case 'show':
      return { ...ask, ...recordOf(ask.number) };
    case 'about':
      return { ...ask, words: asSaid(ask.words) };
    case 'conflicts':
      return { ...ask, of: ask.of.map(({ number }) => recordOf(number)) };
    default:
      return ask;
  }
}

function readPlainAsk(text: string): DecidedAsk | undefined {
  const line = text.trim().replace(/^(?:and|but|so|also|then|ok|hey)[\s,]+/i, '');
  if (line.length > 600 || ofDocuments.test(line)) return undefined;
  const number = named.exec(line)?.[1] ?? shown.exec(line)?.[1];
  if (number !== undefined) return { kind: 'show', number: Number(number), history: false };
  const stands = statusOf.exec(line);
  const numbered = stands?.[1] ?? stands?.[2];
  if (numbered !== undefined) return { kind: 'show', number: Number(numbered), history: false };
  const linked = linksOf.exec(line);
  const [, first, second] = linked ?? [];
  if (linked !== null) return { kind: 'show', number: Number(first ?? second), history: false };
  const withHistory = historyOf.exec(line)?.[1];
  if (withHistory !== undefined) return { kind: 'show', number: Number(withHistory), history: true };
  if (
    waiting.test(line) &&
    line.length < 90 &&
    !/\b(?:why|queue|messages?|requests?|connections?)\b/i.test(line)
  )
    return { kind: 'due', of: dueOf(line) };
  const compared = readConflictAsk(line);
  if (compared !== undefined) return { kind: 'conflicts', of: compared.map((number) => ({ number })) };
  const being = withStatus.exec(line)?.[1];
  if (being !== undefined) return { kind: 'list', status: statusIn(being) };
  const status = bareStatus.exec(line)?.[1];
  if (status !== undefined) return { kind: 'list', status: statusIn(status) };
  const sought = searched.exec(line);
  const [, inLog, anywhere = ''] = sought ?? [];
  if (inLog !== undefined) return { kind: 'about', words: inLog, asks: 'what', sure: true, isCommand: true };
  if (sought !== null) return { kind: 'about', words: anywhere, asks: 'what', sure: true };
  if (inForce.test(line)) return { kind: 'list', status: ['accepted'] };
  if (listed.test(line)) return { kind: 'list', status: statusIn(line) };
  const sure = oneAsked.test(line) || sureAsked.some((pattern) => pattern.test(line));
  if (!sure && !maybeAsked.some((pattern) => pattern.test(line))) return undefined;
  return { kind: 'about', words: aboutWords(line), asks: whatIsAsked(line), sure };
}

/** What of that which waits words ask for. */
export function dueOf(line: string): 'all' | 'reviews' {
  const isOfReviews = /\b(?:due|up|ready|scheduled|time|overdue)\b.{0,20}\breview/i.test(line);
  return isOfReviews && !/\bproposals?\b/i.test(line) ? 'reviews' : 'all';
}

/** The statuses that words name; all of them where both what is decided and what is open are asked for. */
export function statusIn(line: string): Status[] {
  if (
    /\b(?<!not (?:yet )?)(?:decided|accepted|approved|in force)\b/i.test(line) &&
    /\b(?:still|yet|what(?:'s| is)?) (?:\w+ )?(?:open|pending|undecided)\b/i.test(line)
  )
    return [];
  if (/\bapproved\b/i.test(line)) return ['accepted'];
  const status = /\b(proposed|accepted|rejected|deprecated|superseded|withdrawn|draft)s?\b/i
    .exec(line)?.[1]
    ?.toLowerCase();
  const known = statuses.find((one) => one === status);
  if (known !== undefined) return [known];
  if (/\b(?:open|pending|waiting|proposals?|for approval|need|undecided|not (?:yet )?decided)\b/i.test(line))
    return ['proposed'];
  return [];
}

function whatIsAsked(line: string): 'why' | 'when' | 'who' | 'status' | 'ruled-out' | 'what' {
  if (
    /\b(?:rule[ds]? out|reject(?:ed|ing)?|turn(?:ed)? down|decided? against|ban(?:ned)?|discard(?:ed)?|consider(?:ed)?|off the table|out of the (?:question|race|picture|running)|no[- ]go|forbidden|still an option)\b/i.test(
      line,
    )
  )
    return 'ruled-out';
  if (/\b(?:why|reason|rationale|behind|how come|motivation|argument|background|thinking)\b/i.test(line))
    return 'why';
  if (/\b(?:when|since when|what date|how long ago)\b/i.test(line)) return 'when';
  if (/\bwho\b|\bby whom\b/i.test(line)) return 'who';
  if (/\bstatus\b|\bstill (?:in force|valid|using)\b|\bin force\b/i.test(line)) return 'status';
  return 'what';
}

const askingWords =
  /\b(?:why|when|who|whom|whose|what|which|how|come|where|whether|did|didnt|didn't|do|does|have|has|had|havent|haven't|is|are|was|were|got|get|been|be|being|we|our|us|team|the|a|an|they|you|i|me|my|ever|already|actually|really|finally|once|just|still|even|currently|now|again|all|remind|tell|show|list|give|reasons?|reasoning|rationale|story|thinking|motivation|arguments?|background|behind|decisions?|adrs?|records?|choices?|status|somewhere|anywhere|that|this|there|any|some|about|on|for|of|to|with|in|by|over|out|as|at|and|or|from|it|its|his|her|their|chose|choose|chosen|choosing|picked|pick|picking|decided|decide|deciding|decision|selected|select|selecting|adopted|adopt|adopting|settled|settle|agreed|agree|dropped|drop|dropping|rejected|reject|rejecting|replaced|replace|replacing|switched|switch|switching|moved|move|moving|migrated|migrate|ditched|ditch|abandoned|abandon|ruled|rule|ruling|deprecated|deprecate|considered|consider|opted|opt|went|go|going|gone|stopped|stop|landed|land|committed|commit|evaluated|discussed|recorded|record|approved|approve|accepted|proposed|propose|said|say|concluded|standardi[sz]ed|superseded|use|used|using|uses|run|running|building|build|doing|made|make|reason|when|against|down|up|not|turned|turn|signed|off|then|so|please|thing|somebody|someone|anybody|anyone|guys|here|retired|banned|discarded|today|ago|long|date|past|back|earlier|before|first|place|current|written|by|exactly|kind|sort|last|week|month|year|yesterday|force|valid|state|know|remember|new|allowed|made|ended|wound|ending|whats|started|arrived|came|come|table|off|question|race|picture|running|option|still|open|valid|true|forbidden|rationale|because|end|finally|one|ones|too|also|either|yes|no|get|accept|pending|done|pass|passed|through|anything|something|nothing|everything|yet|brought|suggested)\b/gi;

/** The words of a question that tell what it is about. */
export function aboutWords(line: string): string {
  return line
    .replace(/\b(\p{L}+)'(?:s|re|ve|ll|d)\b/giu, '$1')
    .replace(askingWords, ' ')
    .replace(/[^\p{L}\p{N}.+#/ _-]+/gu, ' ')
    .replace(/(^|\s)[.+#/_-]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s.]+$/, '')
    .trim();
}

/** Which part of a list is wanted beside the one that was shown: "next", "show me more", "back"; undefined for other words. */
export function readTurning(line: string): 'next' | 'back' | undefined {
  if (onward.test(line)) return 'next';
  return backward.test(line) ? 'back' : undefined;
}

const ofList =
  '(?: (?:page|ones|\\d{1,3}|(?:of )?(?:them|those|these)|(?:records?|decisions?|proposals?|results?)))?';
const onward = new RegExp(
  `^(?:ok[, ]+|and )?(?:(?:show|list|give|see)(?: me| us)? )?(?:the )?(?:next|more|rest|others|go on|continue)${ofList}(?: please)?[\\s.!?]*$`,
  'i',
);
const backward = new RegExp(
  `^(?:(?:show|list|give|see|go)(?: me| us)? )?(?:the )?(?:back|previous|earlier|before)${ofList}(?: please)?[\\s.!?]*$`,
  'i',
);
