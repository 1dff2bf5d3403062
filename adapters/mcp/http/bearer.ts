import type { AgentToken } from '../../../src/tokens/token.ts';
import type { Tokens } from '../../../src/tokens/tokens.ts';
import type { Attempts } from '../../web/access/attempts.ts';

/** Whether somebody showed a token that counts. */
export type Shown =
  | { readonly kind: 'token'; readonly token: AgentToken }
  | { readonly kind: 'none' | 'wrong' | 'refused' };

/**
 * The token in an Authorization header; nowhere else is one looked for. Who shows one that does not count waits for the
 * answer, as who signs in with a wrong one does; who has a right one waits for nobody's.
 */
export async function shownToken(
  header: string | undefined,
  client: string,
  { tokens, attempts }: { readonly tokens: Pick<Tokens, 'find'>; readonly attempts: Attempts },
): Promise<Shown> {
  if (header === undefined) return { kind: 'none' };
  const text = /^Bearer +(\S{1,200})$/i.exec(header)?.[1];
  const token = text === undefined ? undefined : await tokens.find(text);
  if (token !== undefined) return { kind: 'token', token };
  const verdict = await attempts.try(client, () => false);
  return { kind: verdict === 'refused' ? 'refused' : 'wrong' };
}
