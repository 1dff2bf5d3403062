import { editDistance } from '../../answers/spelling.ts';
import type { Numbered } from '../../commands/record-terms.ts';
import { plainNumbers } from './named-records.ts';
import { readReason, splitReason, type ToRecord } from './reasons.ts';

const verbs =
  '(?:record|log|note(?: down)?|write (?:this |it )?down|document|register|put (?:this |it )?on record|save|capture|jot down|make a (?:note|record)|add (?:a |an |to the )?(?:record|adr|decision(?: log)?|note)|create (?:a |an )?(?:new )?(?:record|adr|decision)|open (?:a |an )?(?:adr|record|decision)|file (?:a |an )?(?:record|adr|decision)|new (?:record|adr|decision)|remember|minute|persist|store)';
const objects =
  '(?:\\s+(?:this|the|our|a|an|new|following|decision|adr|record|down|it|for the record|in the log|of the fact|as)){0,5}';

const recordThat = new RegExp(
  `^${verbs}${objects}\\s*(?:[:,–-]|\\bthat\\b|\\bsaying\\b|\\bof\\b|\\babout\\b|\\bfor\\b|\\bto\\b)\\s*(.+)$`,
  'is',
);
const proposal =
  /^(?:(?:(?:i|we)(?:'d| would)? (?:like to |want to )?)?propose(?:d:| that| to|:)?|proposal:|decision:|decided:|(?:(?:a |one )?decision )?for the (?:decision log|log|records?|books)\s*[:,–-]?|new (?:decision|adr|record):)\s*(.+)$/is;
const pointing = new RegExp(
  `^(?:${verbs}|propose|make (?:it|that|this) (?:a |an )?(?:record|proposal|adr|decision))(?:\\s+(?:this|that|it|the (?:decision|result|recommendation|outcome)|a (?:decision|record)|an adr|as (?:a |an )?(?:decision|record|adr|proposal)|down|please|now)){0,4}[\\s.!]*$`,
  'i',
);

const leadIn =
  /^(?:(?:and|ok|so|also)[\s,]+)?(?:(?:another(?: one)?|next(?: one)?|one more)(?: record| decision| adr| proposal)?(?:\s*(?:[:–]|-(?=\s))\s*|,?\s+for(?: the record)?\s+)|(?:(?:new )?(?:decision )?propos(?:al|ed)|(?:new )?decision(?:, proposed)?)\s*(?:[:–]|-(?=\s))\s*)/i;

/** "And one more for Protobuf": another decision after one that was recorded. */
export function readAnother(line: string): ToRecord | undefined {
  const rest = line.replace(leadIn, '');
  return rest === line || rest.length < 3 || /\?\s*$/.test(line) ? undefined : splitReason(rest);
}

/** What is told, without the words that only say that it is told: "and another one: Celery". */
export function withoutLeadIn(statement: string): string {
  const rest = statement.replace(leadIn, '').replace(/^we should (?!not\b)(?=\S)/i, 'we ');
  return rest === '' ? statement : rest;
}

/** What a message tells to record; undefined where it tells nothing of the kind. */
export function readToRecord(text: string): ToRecord | undefined {
  const line = spelt(text.trim());
  if (line.length > 40_000 || /\?\s*$/.test(line)) return undefined;
  if (pointing.test(line)) return { statement: '', reason: '' };
  const said = recordThat.exec(line)?.[1] ?? proposal.exec(line)?.[1];
  if (said === undefined) return undefined;
  // "RabbitMQ then, record it, reason: ...": the decision stands before.
  const reason = readReason(
    said.replace(
      /^as (?:a |an |our |the )?(?:new )?(?:decision|record|adr|proposal)[\s,;:.–-]*(?:and )?/i,
      '',
    ),
  );
  if (reason !== undefined) return { statement: '', reason };
  return splitReason(withoutLeadIn(said.trim().replace(/^that\s+/i, '')));
}

/** "Recrod that": the word that tells what is wanted may be mistyped. */
function spelt(line: string): string {
  const [, first = '', rest = ''] = /^(\p{L}{4,9})(\s+that\s.*|:.*)$/su.exec(line) ?? [];
  return rest !== '' && editDistance(first.toLowerCase(), 'record', 2) <= 2 ? `record${rest}` : line;
}

const subject = '(?:we|the team|our team|i|everybody|everyone|us)';
const lead = new RegExp(
  `^${subject}\\b(?:'ve|'ll|'re| have| will| are| hereby| all| finally| now| just| had| did)*\\s*(?:going to |gonna |to )?`,
  'i',
);

const takes: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:chose|choose|chosen|picked?|selected?|decided (?:on|for)|settled (?:on|for)|went with|gone with|go(?:ing)? with|opted for|adopt(?:ed|ing)?|tak(?:e|ing)|took|land(?:ed)? on|agreed (?:on|to use)|decided to (?:use|go with|take|adopt)|using|use|used|stick(?:ing)? (?:with|to)|stay(?:ing)? (?:with|on)|standardi[sz]ed? on|commit(?:ted)? to)\s+(?:to use |using )?/i,
    'Use ',
  ],
  [
    /^(?:drop(?:ped|ping)?|stop(?:ped|ping)? using|ditch(?:ed|ing)?|abandon(?:ed|ing)?|give up|gave up|get(?:ting)? rid of|got rid of|retir(?:e|ed|ing)|remov(?:e|ed|ing))\s+/i,
    'Drop ',
  ],
  [
    /^(?:ruled? out|reject(?:ed)?|decided against|won't use|don't use|do not use|will not use|not use|never use)\s+/i,
    'Do not use ',
  ],
  [/^(?:replac(?:e|ed|ing))\s+/i, 'Replace '],
  [/^(?:mov(?:e|ed|ing)|migrat(?:e|ed|ing)|switch(?:ed|ing)?)\s+/i, 'Move '],
  [/^(?:build(?:ing)?|built)\s+/i, 'Build '],
  [/^(?:deploy(?:ed|ing)?)\s+/i, 'Deploy '],
  [/^(?:writ(?:e|ing)|wrote)\s+/i, 'Write '],
  [/^(?:run(?:ning)?|ran)\s+/i, 'Run '],
  [/^(?:keep(?:ing)?|kept)\s+/i, 'Keep '],
  [/^(?:decided|agreed|decide|agree)\s+(?:to|that)\s+/i, ''],
];

const pointedAt =
  /^((?:.{0,40}\s)?(?:chose|choose|pick(?:ed)?|select(?:ed)?|(?:decided|settled) (?:on|for)|go(?:ing)? with|went with|opt(?:ed)? for|adopt(?:ed)?|take|took|use|using|do not use|don't use|drop(?:ped)?))\s+(?:it|that|this|that one|this one)(?=$|[\s,.;:!])/i;

/** "We go with it": a statement with the name of what it points to, where that is known. */
export function withReferent(statement: string, referent: string | undefined): string {
  return referent === undefined
    ? statement
    : statement.replace(pointedAt, (_all, taken) => `${taken} ${referent}`);
}

const maxTitle = 140;

/** A record's title for what was said: "we chose NATS" is "Use NATS". */
export function titleOf(statement: string): string {
  const firstLine = (statement.split(/\n|(?<=[a-z)])[.!]\s/)[0] ?? '').trim();
  let rest = firstLine
    .replace(/^(?:that|:)\s+/i, '')
    .replace(lead, '')
    .trim();
  const original = rest;
  let verb = '';
  // "decided that we use X" says it in two steps.
  for (let round = 0; round < 3; round++) {
    const taken = takes.find(([pattern]) => pattern.test(rest));
    if (taken === undefined) break;
    rest = rest.replace(taken[0], '').replace(lead, '');
    verb = taken[1];
    if (verb !== '') break;
  }
  const title = verb === '' ? (rest === '' ? original : rest) : `${verb}${rest}`;
  const short = title.length > maxTitle ? `${title.slice(0, title.lastIndexOf(' ', maxTitle))} …` : title;
  return short.slice(0, 1).toUpperCase() + short.slice(1).replace(/[\s.,;:!]+$/, '');
}

const against =
  /(?<!\bdecided)(?:,\s+|\s)(?:and )?(?:over|instead of|rather than|not|vs\.?|versus|against)\s+([\p{L}\p{N}][\p{L}\p{N} .+#/-]{1,40}?)(?=$|[,;.()]|\s+(?:for|because|since|in|on|as|to|when)\b)/iu;

/** The statement without what was not chosen. */
export function withoutRejected(statement: string): string {
  return statement.replace(against, '');
}

/** "Instead of 1", "superseding ADR-3", "replaces shop-3": the records whose place is taken, and what else is said. */
export function supersededIn(
  statement: string,
  logs: readonly string[] = [],
): { records: Numbered[]; rest: string } {
  const { line, recordOf, asSaid } = plainNumbers(statement, logs);
  const found = taking.exec(line);
  const numbers =
    found === null ? [] : [...(found[1] ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return { records: numbers.map(recordOf), rest: asSaid(line.replace(taking, '').trim()) };
}

const taking =
  /[\s,;]*\b(?:and )?(?:instead of|in place of|superseding|supersedes|replacing|replaces|this supersedes|it supersedes)\s+((?:(?:adr|record|decision|no\.?|#)?[\s#-]{0,2}\d{1,6}(?![\d.]|\s*(?:ms|mb|gb|kb|%|x|nodes?|users?|servers?))(?:\s*(?:,|and)\s*)?){1,5})[\s.]*$/i;

/** "We ruled out Mongo since ..." beside what was taken. */
const ruledOut =
  /(?<=[.,;]\s.{0,30})\b(?:ruled? out|rejected|decided against|turned down)\s+([\p{L}\p{N}][\p{L}\p{N} .+#/-]{1,40}?)(?=$|[,;.()]|\s+(?:for|because|since|as|due)\b)/iu;

/** What was chosen against what: "PostgreSQL over MongoDB", "X instead of Y". */
export function rejectedIn(statement: string): string[] {
  const found = against.exec(statement)?.[1] ?? ruledOut.exec(statement)?.[1];
  return found === undefined ? [] : found.split(/\s+(?:and|or)\s+|\s*\/\s*/).map((name) => name.trim());
}
