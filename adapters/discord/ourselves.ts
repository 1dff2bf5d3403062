/** Who we are on Discord, and where we are no more. */
export interface Ourselves {
  /** The bot's own id. */
  me(): string;
  learn(me: string): void;
  /** The bot was removed from a server, or is in it (again). */
  removed(guild: string): void;
  added(guild: string): void;
  isGone(workspace: string): boolean;
}

/** Until the gateway tells the bot's id it is taken to be the application's, as it is for all but old ones. */
export function createOurselves(applicationId: string): Ourselves {
  const gone = new Set<string>();
  let own = applicationId;
  return {
    me: () => own,
    learn(me) {
      own = me;
    },
    removed: (guild) => void gone.add(guild),
    added: (guild) => void gone.delete(guild),
    isGone: (workspace) => gone.has(workspace),
  };
}
