import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many things a minute each may ask of us; 0 is as many as they like. */
export interface LimitSettings {
  /** Of one person in a chat. */
  readonly person: number;
  /** Of a whole workspace. */
  readonly workspace: number;
  /** Of one person on the page. */
  readonly page: number;
  /** Of one agent, by its token. */
  readonly agent: number;
}

/** Whose limit something is over. */
export type LimitKind = 'person' | 'workspace' | 'page' | 'overheard' | 'agent' | 'agents';

/** Whether something is within the limits; if not, when they begin anew. */
export type Allowance =
  | { readonly kind: 'within' }
  | { readonly kind: 'over'; readonly limit: LimitKind; readonly milliseconds: number };

/**
 * Counts what people ask, in the memory of this process. It forgets nobody within their minute, unless more than
 * {@link mostCounted} others came after them; then they begin anew.
 */
export interface Limits {
  /** Something was asked of us in a chat. */
  asked(workspace: string, person: string): Promise<Allowance>;
  /** Something was said in a channel where we listen, to others. */
  heard(workspace: string): Promise<Allowance>;
  /** Something was sent from the page. */
  posted(workspace: string, person: string): Promise<Allowance>;
  /** An agent called. All of a workspace have a limit of their own, so that they take nothing from people. */
  called(workspace: string, agent: string): Promise<Allowance>;
  /** How often something was over a limit, since the start. */
  refusals(): Readonly<Record<LimitKind, number>>;
}

/** So many people, and so many workspaces, are counted at once. */
export const mostCounted = 20_000;

const seconds = 60;

/** Limits of this process; what is over one is told to `onRefused`. */
export function createLimits(
  settings: LimitSettings,
  onRefused: (limit: LimitKind) => void = () => undefined,
): Limits {
  const refused = { person: 0, workspace: 0, page: 0, overheard: 0, agent: 0, agents: 0 };
  const windows = {
    person: createWindow(settings.person),
    workspace: createWindow(settings.workspace),
    page: createWindow(settings.page),
    overheard: createWindow(settings.workspace),
    agent: createWindow(settings.agent),
    agents: createWindow(settings.workspace),
  };
  const take = async (limit: LimitKind, key: string): Promise<Allowance> => {
    const milliseconds = await windows[limit](key);
    if (milliseconds === undefined) return { kind: 'within' };
    refused[limit] += 1;
    onRefused(limit);
    return { kind: 'over', limit, milliseconds };
  };
  /** Whoever is over their own limit takes nothing of their workspace's. */
  const takeBoth = async ([own, all]: readonly [LimitKind, LimitKind], workspace: string, person: string) => {
    const allowance = await take(own, JSON.stringify([workspace, person]));
    return allowance.kind === 'over' ? allowance : take(all, workspace);
  };
  return {
    asked: (workspace, person) => takeBoth(['person', 'workspace'], workspace, person),
    heard: (workspace) => take('overheard', workspace),
    posted: (workspace, person) => takeBoth(['page', 'workspace'], workspace, person),
    called: (workspace, agent) => takeBoth(['agent', 'agents'], workspace, agent),
    refusals: () => ({ ...refused }),
  };
}

/** Counts one more under a key; gives how long it takes until there is room again, undefined where there is. */
type Window = (key: string) => Promise<number | undefined>;

function createWindow(points: number): Window {
  if (points === 0) return async () => undefined;
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  // The limiter itself keeps every key for a minute, however many there are.
  const counted = new LRUCache<string, true>({
    max: mostCounted,
    noDisposeOnSet: true,
    dispose: (_value, key) => void limiter.delete(key),
  });
  return async (key) => {
    counted.set(key, true);
    try {
      await limiter.consume(key);
      return undefined;
    } catch (error) {
      if (error instanceof RateLimiterRes) return error.msBeforeNext;
      throw error;
    }
  };
}

/** What somebody is told who is over a limit. */
export function limitWords({ limit, milliseconds }: Extract<Allowance, { kind: 'over' }>): string {
  const again = `try again in ${Math.max(1, Math.ceil(milliseconds / 1_000))} s`;
  return limit === 'workspace' || limit === 'agents'
    ? `More is asked here at once than I can answer; ${again}.`
    : `You are faster than I am; ${again}.`;
}
