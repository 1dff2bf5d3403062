/** Tokens of bots, and what Discord's addresses hold that admits whoever knows it: tokens of interactions and sessions. */
const secrets =
  /\b(?:Bot\s+)?[\w-]{20,30}\.[\w-]{5,8}\.[\w-]{20,}|(?<=\/(?:interactions|webhooks)\/\d+\/)[^/?\s]+|\bwss?:\/\/\S+/g;

/** Words for the log without secrets, in one line of at most 300 characters. */
export function withoutSecrets(text: string): string {
  return text.replace(secrets, '(secret)').replace(/\s+/g, ' ').trim().slice(0, 300);
}

/** Why something failed, for the log. */
export function reasonFor(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error));
}
