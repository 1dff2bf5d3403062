import { failureOf } from './errors.ts';
import type { Workspace } from './installations.ts';
import { checkToken, type TokenState } from './token-check.ts';

/** Who a token belongs to. */
export interface Who {
  readonly id: string;
  readonly url: string;
  readonly botUser: string;
}

/** What asking for the workspace of the settings' token came to. */
export interface Asked {
  readonly workspace: Workspace | undefined;
  readonly fault: string | undefined;
  readonly mayPass: boolean;
}

/** The workspace of the token in the settings. */
export interface OwnWorkspace {
  /** Asks who it is, until that is known. */
  learn(): Promise<Asked>;
  find(id: string): Workspace | undefined;
  /** The same, asking where it is not known, and once in a while where its token did not count. */
  findAsking(id: string): Promise<Workspace | undefined>;
  /** Asks whether its token counts; one that does not is not used from then on. Undefined for another workspace. */
  check(id: string): Promise<TokenState | undefined>;
}

/** Slack delivers only where the app is installed, so a token that did not count is asked about again, so often. */
const askAgainMs = 15_000;

/** The workspace of the token in the settings: who it is, is asked until it is known. */
export function ownWorkspace(
  token: string | undefined,
  whoAmI: (token: string) => Promise<Who>,
): OwnWorkspace {
  let workspace: Workspace | undefined;
  let isOver = false;
  let askedAt = 0;
  let asking: Promise<Asked> | undefined;
  const ask = async (): Promise<Asked> => {
    if (token === undefined || (workspace !== undefined && !isOver))
      return { workspace, fault: undefined, mayPass: false };
    askedAt = Date.now();
    try {
      workspace = { ...(await whoAmI(token)), token };
      isOver = false;
      return { workspace, fault: undefined, mayPass: false };
    } catch (error) {
      const failure = failureOf(error);
      const mayPass = failure.kind === 'again' || failure.kind === 'wait';
      const fault = mayPass
        ? 'Slack cannot be reached; asking again.'
        : `SLACK_BOT_TOKEN: Slack does not accept it (${failure.code}).`;
      return { workspace: undefined, fault, mayPass };
    }
  };
  const learn = () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const is = (id: string) => (workspace?.id === id && !isOver ? workspace : undefined);
  return {
    learn,
    find: is,
    async findAsking(id) {
      const isDue = workspace === undefined || (workspace.id === id && Date.now() - askedAt >= askAgainMs);
      if (token !== undefined && isDue) await learn();
      return is(id);
    },
    async check(id) {
      const known = is(id);
      if (known === undefined) return undefined;
      const state = await checkToken(whoAmI, known.token);
      askedAt = Date.now();
      isOver = state === 'over';
      return state;
    },
  };
}
