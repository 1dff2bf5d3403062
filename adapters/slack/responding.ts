import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';

/** How long an answer may take, in milliseconds. */
const within = 10_000;

/**
 * Answers to a `response_url`. `ended` where it was used too often or too late.
 * Throws as calls of the Web API do for everything else, so that both are dealt with in one way.
 */
export async function respond(url: string, body: object): Promise<'sent' | 'ended'> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ response_type: 'ephemeral', ...body }),
    redirect: 'error',
    signal: AbortSignal.timeout(within),
  });
  const text = (await answer.text()).slice(0, 300);
  if (answer.status === 429)
    throw new WebAPIRateLimitedError(Number(answer.headers.get('retry-after') ?? 10));
  if (answer.ok && (text === '' || text === 'ok')) return 'sent';
  const code = codeOf(text);
  if (answer.status === 404 || endings.includes(code)) return 'ended';
  if (answer.ok && code === '') return 'sent';
  if (code === '') throw new Error(`response address: http ${answer.status}`);
  throw new WebAPIPlatformError({ ok: false, error: code });
}

const endings = ['used_url', 'expired_url', 'expired_trigger_id', 'no_service', 'channel_not_found'];

/** The error's name, in JSON or as it is. */
function codeOf(text: string): string {
  const named = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(text)?.[1];
  if (named !== undefined) return named;
  return /^[a-z_]{3,60}$/.test(text.trim()) && text !== 'ok' ? text.trim() : '';
}
