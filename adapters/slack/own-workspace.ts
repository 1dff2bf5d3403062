import { failureOf, SlackAwayError } from './errors.ts';
import type { Workspace } from './installations.ts';
import { checkToken, type TokenState } from './token-check.ts';
import type { TokenOwners, Who } from './token-owners.ts';

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
  /** Who we were when Slack last told. */
  recall(): Promise<Workspace | undefined>;
  find(id: string): Workspace | undefined;
  /**
   * The same, asking where it is not known, and once in a while where its token did not count.
   * @throws SlackAwayError while any workspace may be ours: what is for it must not be taken for nobody's.
   */
  findAsking(id: string): Promise<Workspace | undefined>;
  /** Asks whether its token counts; one that does not is not used from then on. Undefined for another workspace. */
  check(id: string): Promise<TokenState | undefined>;
}

/** Slack delivers only where the app is installed, so a token that did not count is asked about again, so often. */
const askAgainMs = 15_000;

/** The workspace of the token in the settings: who it is, is asked until it is known, and kept for the next start. */
export function ownWorkspace(
  token: string | undefined,
  whoAmI: (token: string) => Promise<Who>,
  owners: TokenOwners,
): OwnWorkspace {
  let workspace: Workspace | undefined;
  let isConfirmed = false;
  let isOver = false;
  let askedAt = 0;
  const ask = async (): Promise<Asked> => {
    if (token === undefined || (isConfirmed && !isOver))
      return { workspace, fault: undefined, mayPass: false };
    askedAt = Date.now();
    try {
      const who = await whoAmI(token);
      workspace = { ...who, token };
      isConfirmed = true;
      isOver = false;
      // The database may be locked just now; the next start asks again.
      await owners.keep(token, who).catch(() => {});
      return { workspace, fault: undefined, mayPass: false };
    } catch (error) {
      return notKnown(error, token);
    }
  };
  const notKnown = async (error: unknown, token: string): Promise<Asked> => {
    const told = faultOf(error);
    if (!told.mayPass) {
      workspace = undefined;
      await owners.forget(token).catch(() => {});
    }
    return { workspace, ...told };
  };
  const learn = oneAtATime(ask);
  const is = (id: string) => (workspace?.id === id && !isOver ? workspace : undefined);
  return {
    learn,
    async recall() {
      const who = token === undefined ? undefined : await owners.find(token);
      if (who !== undefined && token !== undefined) workspace ??= { ...who, token };
      return workspace;
    },
    find: is,
    async findAsking(id) {
      const isDue = workspace === undefined || (workspace.id === id && Date.now() - askedAt >= askAgainMs);
      if (token !== undefined && isDue && (await learn()).mayPass && workspace === undefined)
        throw new SlackAwayError();
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

function faultOf(error: unknown): Pick<Asked, 'fault' | 'mayPass'> {
  const failure = failureOf(error);
  if (failure.kind === 'again' || failure.kind === 'wait')
    return { fault: 'Slack cannot be reached; asking again.', mayPass: true };
  return { fault: `SLACK_BOT_TOKEN: Slack does not accept it (${failure.code}).`, mayPass: false };
}

/** Whoever asks while it is being asked waits for the same answer. */
function oneAtATime<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asking: Promise<Value> | undefined;
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
