import type { NameIndex } from '../answers/names.ts';
import { tokenize } from '../answers/tokens.ts';
import { isQuestion, sentencesOf } from '../reading/briefs/clauses.ts';
import { readContest } from './brief.ts';
import type { TopicRubric } from './rubric.ts';

/** How a brief says what it wants to decide, beside the names of topics and candidates. */
const asks: readonly (readonly [string, RegExp])[] = [
  [
    'stack',
    /\b(?:whole|entire|full|complete)\s+(?:tech(?:nology)?\s+)?stack\b|\bstack please\b|\bfrom database to\b|\bend to end stack\b/i,
  ],
  ['orm', /\b(?:orm|orms|query builder|data mapper|object mapper)\b/i],
  ['framework', /\b(?:which|what|web|backend|node|python|go|rust|ruby) framework\b|\bframework\b/i],
  ['queue', /\b(?:message queue|job queue|task queue|queue|broker|message bus|event bus)\b/i],
  [
    'realtime',
    /\b(?:websockets?|web sockets?|socket layer|real[- ]?time(?: library)?|push (?:it|them|updates)|live (?:updates|chat))\b/i,
  ],
  [
    'service_comm',
    /\b(?:services? (?:call|talk)|between (?:our )?(?:back-?end )?services|rpc|service-to-service|internal calls)\b/i,
  ],
  ['cache', /\b(?:cache|caching)\b/i],
  ['auth', /\b(?:auth|authentication|log-?ins?|sign-?in|sso|identity)\b/i],
  ['docs', /\b(?:api docs|api documentation|swagger|openapi)\b/i],
  ['testing', /\b(?:test framework|testing|tests|test runner)\b/i],
  ['deploy', /\b(?:deploy|deployment|containers?|docker|kubernetes|gateway|reverse proxy)\b/i],
  ['database', /\b(?:database|db|store it in|store (?:it|them|this)|storage)\b/i],
  [
    'language',
    /\b(?:which|what|backend|programming) language\b|\blanguage\b|\bwrite it in\b|\bwritten in\b/i,
  ],
];

/** What stands right behind "which" or "what", else whatever is asked for: a language for a gateway is a language. */
function askedIn(
  sentence: string,
  topics: ReadonlyMap<string, TopicRubric>,
): (typeof asks)[number] | undefined {
  const behind = /\b(?:which|what)\s+((?:[\w-]+\s*){1,3})/i.exec(sentence)?.[1] ?? '';
  const known = asks.filter(([topic]) => topics.has(topic));
  return (
    known.find(([, pattern]) => pattern.test(behind)) ?? known.find(([, pattern]) => pattern.test(sentence))
  );
}

/** The topic that a brief is about: what it asks for in words, else the topic whose candidates it names most. */
export function topicOf(
  brief: string,
  topics: ReadonlyMap<string, TopicRubric>,
  names: NameIndex,
): string | undefined {
  // "Go or Rust for the payment gateway?" asks for a language, whatever else it names.
  const question = sentencesOf(brief.slice(0, 8_000)).find(({ text }) => isQuestion(text))?.text ?? '';
  const contested = [...topics.values()].find((topic) => readContest(question, topic, names).length > 1);
  if (contested !== undefined) return contested.id;
  // The question stands at the end of most briefs.
  const sentences = brief.slice(0, 8_000).split(/(?<=[.!?])\s+/);
  for (const sentence of [...sentences].reverse()) {
    if (!sentence.includes('?') && sentences.length > 1 && sentence !== sentences.at(-1)) continue;
    const asked = askedIn(sentence, topics);
    if (asked !== undefined) return asked[0];
  }
  const tokens = tokenize(brief);
  const counts = new Map<string, number>();
  for (let start = 0; start < tokens.length; ) {
    const name = names.at(tokens, start);
    for (const topic of topics.values()) {
      if (topic.candidates.some(({ id }) => name?.named.some((named) => named.id === id))) {
        counts.set(topic.id, (counts.get(topic.id) ?? 0) + 1);
      }
    }
    start += name?.length ?? 1;
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most !== undefined && most[1] >= 2) return most[0];
  return asks.find(([topic, pattern]) => topics.has(topic) && pattern.test(brief))?.[0];
}
