import { failureOf } from './errors.ts';

/** What Slack says of a token. */
export type TokenState = 'counts' | 'over';

/** Answers of Slack after which a token never counts again; others (a migration, a moment's trouble) pass. */
const over: ReadonlySet<string> = new Set([
  'token_revoked',
  'token_expired',
  'account_inactive',
  'invalid_auth',
]);

/** Asks Slack whether a token counts, so that nothing ends by hearsay. @throws what kept Slack from saying it. */
export async function checkToken(
  whoAmI: (token: string) => Promise<unknown>,
  token: string,
): Promise<TokenState> {
  try {
    await whoAmI(token);
    return 'counts';
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'revoked' && over.has(failure.code)) return 'over';
    throw error;
  }
}
