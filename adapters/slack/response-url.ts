import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** How long an answer may take, in milliseconds. */
const within = 10_000;

/**
 * Answers to a `response_url`. `ended` where it was used too often or too late.
 * Throws as calls of the Web API do for everything else, so that both are dealt with in one way.
 */
export async function respond(url: string, body: object): Promise<'sent' | 'ended'> {
  const { status, isOk, text, retryAfter } = await post(url, body);
  if (status === 429) throw new WebAPIRateLimitedError(Number(retryAfter ?? 10));
  if (isOk && (text === '' || text === 'ok')) return 'sent';
  const code = codeOf(text);
  if (status === 404 || endings.includes(code)) return 'ended';
  if (isOk && code === '') return 'sent';
  if (code === '') throw new WebAPIHTTPError(status, '', {});
  throw new WebAPIPlatformError({ ok: false, error: code });
}

async function post(url: string, body: object) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ response_type: 'ephemeral', ...body }),
      redirect: 'error',
      signal: AbortSignal.timeout(within),
    });
    const text = (await answer.text()).slice(0, 300);
    return { status: answer.status, isOk: answer.ok, text, retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    // Refused, cut off, not found, too late: whatever it is, it is the network's.
    throw new WebAPIRequestError(error instanceof Error ? error : new Error(String(error)));
  }
}

const endings = ['used_url', 'expired_url', 'expired_trigger_id', 'no_service', 'channel_not_found'];

/** The error's name, in JSON or as it is. */
function codeOf(text: string): string {
  const named = /"error"\s*:\s*"([a-z_]{1,60})"/.exec(text)?.[1];
  if (named !== undefined) return named;
  return /^[a-z_]{3,60}$/.test(text.trim()) && text !== 'ok' ? text.trim() : '';
}
