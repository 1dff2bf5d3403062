/** What one message for all is about, which is updated in place: a record's card, or a team's walk by its id. */
export type LiveKey =
  | { readonly kind: 'record'; readonly log: string; readonly number: number }
  | { readonly kind: 'team'; readonly id: number };

/** The key as it is stored: `record:LOG:NUMBER` or `team:ID`. */
export function liveKeyText(key: LiveKey): string {
  switch (key.kind) {
    case 'record':
      return `record:${key.log}:${key.number}`;
    case 'team':
      return `team:${key.id}`;
  }
}

/** Reads a stored key; undefined for one of a kind that this version does not know. */
export function readLiveKey(text: string): LiveKey | undefined {
  const [, log, number] = /^record:(.+):(\d{1,9})$/s.exec(text) ?? [];
  if (log !== undefined) return { kind: 'record', log, number: Number(number) };
  const [, id] = /^team:(\d{1,15})$/.exec(text) ?? [];
  return id === undefined ? undefined : { kind: 'team', id: Number(id) };
}
