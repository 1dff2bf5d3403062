/** What somebody tells to record: "that we chose NATS because it is small". */
export interface ToRecord {
  /** The decision in their words, without the reason; empty for "record that" alone. */
  readonly statement: string;
  readonly reason: string;
}

const reasonMarks =
  /[\s,;:.–-]+(?:because(?: of)?|since|b\/c|bc|cause(?=\s+(?:it|we|they|the|our|there|this|that|nobody|everybody|everyone)\b)|'cause|due to|the reason (?:is|being)(?: that)?|reason:|so that|as (?=(?:it|we|they|the|our|there|this|that|nobody|everybody|everyone)\b)|given that)\s+(.+)$/is;

/** A decision and why: "we use Sinatra for small tools because it is tiny". */
export function splitReason(said: string): ToRecord {
  const found = reasonMarks.exec(said);
  if (found === null || found.index === 0) return { statement: said.replace(/[\s.]+$/, ''), reason: '' };
  return {
    statement: said.slice(0, found.index).replace(/[\s.,;:–-]+$/, ''),
    reason: (found[1] ?? '').trim().replace(/[\s.]+$/, ''),
  };
}

/** "because it is small": the reason of what was just recorded. */
export function readReason(text: string): string | undefined {
  const found =
    /^(?:and |well,? |oh,? )?(?:because|since|bc|b\/c|cause|'cause|reason:|(?:the |our |my )?reason (?:is|was|being)(?: that)?|why:|due to|as)\s+(.{2,4000})$/is.exec(
      text.trim(),
    );
  return found?.[1]?.trim().replace(/[\s.]+$/, '');
}

const stepWord =
  /\b(?:accept|approv|reject|declin|withdr|retract|deprecat|retire|pull|take(?:n)? (?:it|that|this) back|took (?:it|that|this) back|\+1|lgtm|veto|forget (?:it|that)|turn(?:ed)? (?:it|that)? ?down)/i;
const shortestReason = 8;

/** Why a step is taken: after "because", or what is said beside the words that take it. */
export function reasonIn(said: string): string {
  const told = readReason(said) ?? splitReason(said).reason;
  if (told !== '') return told;
  const parts = said.split(/\s*(?:[,;:.!–](?=\s|$)|\s-(?=\s))\s*/).filter((part) => part !== '');
  const at = parts.findLastIndex((part) => stepWord.test(part));
  const after = parts.slice(at + 1).join(', ');
  const reason = (after === '' ? parts.slice(0, Math.max(0, at)).join(', ') : after).replace(
    /^(?:and|so|as)\s+/i,
    '',
  );
  return at < 0 || reason.length < shortestReason || !/\s/.test(reason) ? '' : reason;
}

/** What a step's reason follows on, beside a stop. */
const stepMarks =
  'because|since|as|bc|b\\/c|cause(?=\\s+(?:it|we|they|the|our|there|this|that|nobody|everybody|everyone)\\b)|due to|reason:';
const stepReason = new RegExp(`^(.{0,120}?)(?:\\s*[,;:–-]\\s+|\\s+)(?:${stepMarks})\\s+(.+)$`, 'is');

/** What a step is on, and why: "12 because nobody runs it", "the sinatra decision, its author has left". */
export function splitStepReason(rest: string): ToRecord {
  const [, statement = rest, reason = ''] =
    stepReason.exec(rest) ??
    /^(.{0,120}?)\s*[.,;:–]\s+(.+)$/s.exec(rest) ??
    /^(.{0,120}?)\s+[-–]\s+(.+)$/s.exec(rest) ??
    [];
  return { statement, reason: reason.trim() };
}

/** What takes the place of a record, and why: no stop alone parts them. */
export function splitReplacement(told: string): ToRecord {
  const [statement = '', ...reasons] = told.split(new RegExp(`[\\s,;:.–-]+(?:${stepMarks})\\s+`, 'i'));
  return { statement, reason: reasons.join(', ') };
}
