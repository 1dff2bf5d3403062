import { LRUCache } from 'lru-cache';

/** A role as the gateway tells of it; `bot` is the bot that it belongs to, or empty. */
export interface ToldRole {
  readonly id: string;
  readonly bot: string;
}

/** Who we are on Discord, and where we are no more. */
export interface BotIdentity {
  /** The bot's own id. */
  me(): string;
  learn(me: string): void;
  /** The bot was removed from a server, or is in it (again). */
  removed(guild: string): void;
  /** With all of the server's roles. */
  added(guild: string, roles: readonly ToldRole[]): void;
  /** A role is new, or has changed. */
  addedRole(guild: string, role: ToldRole): void;
  isGone(workspace: string): boolean;
  /** Nothing is told of servers from now on, so what was told counts no more. */
  forgetServers(): void;
  /** Whether one of these roles is the bot's own, so that who mentions it means the bot; undefined where it was not told. */
  isOwnRole(guild: string, roles: readonly string[]): boolean | undefined;
}

/** Of so many servers it is known which roles are the bot's; of others Discord is asked. */
const mostServers = 1_000;
/** Of others than these, Discord says that we are not there. */
const mostGone = 5_000;

/** Until the gateway tells the bot's id it is taken to be the application's, as it is for all but old ones. */
export function createBotIdentity(applicationId: string): BotIdentity {
  const gone = new LRUCache<string, true>({ max: mostGone });
  /** Roles of bots: a server has one for each, and people's are no matter here. */
  const bots = new LRUCache<string, Map<string, string>>({ max: mostServers });
  let own = applicationId;
  const note = (known: Map<string, string>, { id, bot }: ToldRole) => {
    if (bot !== '') known.set(id, bot);
  };
  return {
    me: () => own,
    learn(me) {
      own = me;
    },
    removed(guild) {
      gone.set(guild, true);
      bots.delete(guild);
    },
    added(guild, roles) {
      gone.delete(guild);
      const known = new Map<string, string>();
      for (const role of roles) note(known, role);
      bots.set(guild, known);
    },
    addedRole(guild, role) {
      const known = bots.get(guild);
      if (known !== undefined) note(known, role);
    },
    isGone: (workspace) => gone.has(workspace),
    forgetServers() {
      gone.clear();
      bots.clear();
    },
    isOwnRole(guild, roles) {
      const known = bots.get(guild);
      return known && roles.some((role) => known.get(role) === own);
    },
  };
}
