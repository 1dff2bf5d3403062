/** What somebody wants of a log. */
export type LogWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'quorum'; readonly words: string }
  | { readonly kind: 'deciders'; readonly words: string }
  | { readonly kind: 'visibility'; readonly words: string }
  | { readonly kind: 'own-approval'; readonly words: string }
  /** A log is made, and this channel is its own. */
  | { readonly kind: 'create'; readonly name: string }
  /** This channel is the one of a log that is there. */
  | { readonly kind: 'bind'; readonly name: string }
  | { readonly kind: 'unknown'; readonly words: string };

/** What can be said behind `adr log`. */
export const logSettings = ['quorum', 'deciders', 'visibility', 'own-approval', 'create', 'bind'] as const;
export type LogSetting = (typeof logSettings)[number];
