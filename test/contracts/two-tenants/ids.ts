import type { Database } from '../../../src/database/connection.ts';
import type { Act } from '../../../src/decisions/write-scope.ts';

/** Two workspaces in one database that hold the same numbers, names and ids; the page's own is one of them. */
export const ours = 'local';
export const theirs = 'T-theirs';

/** A word that stands in everything that the other workspace holds, and nowhere else. */
export const telltale = 'zanzibar';

/** What only the other workspace has. */
export const onlyTheirs = { number: 7, log: 'payments', channel: 'C9', thread: 't9', person: 'u9' } as const;

/** A database with both workspaces in it. */
export interface House {
  readonly database: Database;
  now(): string;
}

/** Somebody who may see and do everything in a workspace; people have the same ids in both. */
export function act(workspace = ours, name = 'ann', log = 'decisions'): Act {
  const person = { id: `id of ${name}`, name };
  return { workspace, log, person, viewer: { kind: 'operator' }, source: 'test' };
}

/** A word of the workspace itself. */
export function wordOf(workspace: string): string {
  return workspace === theirs ? telltale : 'own';
}
