import type { Database } from '../../src/database/connection.ts';
import { AdvisorError } from '../../src/errors.ts';
import { sealedFor } from './installations.ts';
import type { Secrets } from './token-encryption.ts';

/** How the stored tokens are encrypted. */
export interface TokenStates {
  /** How many are stored. */
  readonly stored: number;
  /** How many of them were under another key than the first. */
  readonly former: number;
  /** Workspaces whose token no key opens. */
  readonly unreadable: readonly string[];
}

/**
 * Encrypts under the first key what is stored under another. Others may do the same at once, and what they change
 * meanwhile stays as they left it. Says how it was before.
 */
export async function renewTokens(database: Database, secrets: Secrets): Promise<TokenStates> {
  return eachPage(database, secrets, async (tokens) => {
    const changes = tokens.flatMap((token) => (token.kind === 'former' ? [token] : []));
    if (changes.length > 0) await database.transaction((db) => store({ db }, changes));
  });
}

/** How the stored tokens are encrypted; changes nothing. */
export async function lookAtTokens(database: Database, secrets: Secrets): Promise<TokenStates> {
  return eachPage(database, secrets, async () => {});
}

/** What stored tokens no key opens, in words with what to do; undefined where there are none. */
export function unreadableWords({ unreadable }: TokenStates): string | undefined {
  const [first] = unreadable;
  if (first === undefined) return undefined;
  const more = unreadable.length - 1;
  const whose = more === 0 ? `of workspace ${first}` : `of workspace ${first} and ${more} more`;
  return `ENCRYPTION_KEY: no key of it opens the stored token ${whose}; add the former key after a comma, or let them install the app again`;
}

/** A stored token, by the key that opens it; `fresh` is the same under the first key. */
type Token = { readonly workspace: string; readonly sealed: string } & (
  | { readonly kind: 'current' | 'unreadable' }
  | { readonly kind: 'former'; readonly fresh: string }
);

const platform = 'slack';
const pageSize = 200;

async function eachPage(
  { db }: Pick<Database, 'db'>,
  secrets: Secrets,
  work: (tokens: readonly Token[]) => Promise<void>,
): Promise<TokenStates> {
  let [stored, former, after] = [0, 0, ''];
  const unreadable: string[] = [];
  for (;;) {
    const rows = await db
      .selectFrom('installations')
      .select(['workspace', 'token'])
      .where('platform', '=', platform)
      .where('workspace', '>', after)
      .orderBy('workspace')
      .limit(pageSize)
      .execute();
    const tokens = rows.map(({ workspace, token }) => stateOf(secrets, workspace, token));
    await work(tokens);
    stored += tokens.length;
    former += tokens.filter(({ kind }) => kind === 'former').length;
    unreadable.push(...tokens.flatMap(({ kind, workspace }) => (kind === 'unreadable' ? [workspace] : [])));
    if (rows.length < pageSize) return { stored, former, unreadable };
    after = rows.at(-1)?.workspace ?? '';
  }
}

function stateOf(secrets: Secrets, workspace: string, sealed: string): Token {
  try {
    const fresh = secrets.renew(sealed, sealedFor(workspace));
    return fresh === undefined
      ? { kind: 'current', workspace, sealed }
      : { kind: 'former', workspace, sealed, fresh };
  } catch (error) {
    if (error instanceof AdvisorError) return { kind: 'unreadable', workspace, sealed };
    throw error;
  }
}

async function store(
  { db }: Pick<Database, 'db'>,
  changes: readonly (Token & { readonly kind: 'former' })[],
): Promise<void> {
  for (const { workspace, sealed, fresh } of changes) {
    await db
      .updateTable('installations')
      .set({ token: fresh })
      .where('platform', '=', platform)
      .where('workspace', '=', workspace)
      .where('token', '=', sealed)
      .execute();
  }
}
