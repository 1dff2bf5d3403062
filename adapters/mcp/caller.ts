import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Look } from '../../src/decisions/record-queries.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { type AgentToken, personOf, type Scope, scopes, viewerOf } from '../../src/tokens/token.ts';

/** Who calls, in which workspace, and what they may. */
export interface Caller {
  readonly workspace: string;
  readonly person: Person;
  readonly viewer: Viewer;
  /** What stands beside it in the history of what it writes. */
  readonly source: string;
  readonly scopes: readonly Scope[];
}

/** An agent that showed a token. */
export function callerWith(token: AgentToken): Caller {
  const person = personOf(token);
  return {
    workspace: token.workspace,
    person,
    viewer: viewerOf(token),
    source: person.id,
    scopes: token.scopes,
  };
}

/** The agent of somebody who started it at their own machine: it proposes in their name, and sees what all there do. */
export function callerFor(name: string, workspace: string, channels: readonly string[]): Caller {
  const person = { id: name, name };
  return {
    workspace,
    person,
    viewer: { kind: 'member', person, channels, outside: false },
    source: 'mcp',
    scopes,
  };
}

/** Where a caller looks. */
export function lookOf({ workspace, viewer }: Caller): Look {
  return { workspace, viewer };
}

/** What a caller does in a log. */
export function actOf({ workspace, person, viewer, source }: Caller, log: string): Act {
  return { workspace, log, person, viewer, source };
}
