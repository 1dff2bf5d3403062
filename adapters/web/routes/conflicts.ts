import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Conflicts } from '../../../src/decisions/conflicts.ts';
import type { Decisions } from '../../../src/decisions/decisions.ts';
import type { Person } from '../../../src/decisions/record.ts';
import { renderPage } from '../pages/layout.ts';
import { conflictsAddress } from '../records/address.ts';
import { conflictsPage } from '../records/conflicts-page.ts';
import type { WebEnvironment } from '../request-context.ts';
import { currentThread } from '../threads.ts';
import { viewerOf, workspace } from '../visitor.ts';

/** What contradicts, and the records in which it does. */
export interface ConflictParts {
  readonly conflicts: Conflicts;
  readonly decisions: Decisions;
}

/** The page of what contradicts. */
export function conflictRoutes(parts: ConflictParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get(conflictsAddress, async (context) => {
    const { visitor } = context.var;
    const logs = await parts.decisions.logNames(lookOf(visitor.person));
    const page = conflictsPage({
      conflicts: await conflictsFor(parts, visitor.person),
      severalLogs: logs.length > 1,
      thread: currentThread(context),
      csrf: visitor.csrf,
    });
    return context.html(renderPage(page, visitor));
  });
  return app;
}

/** Lets a page tell how much contradicts; where that cannot be read, it tells nothing of it. */
export function countConflicts(parts: ConflictParts) {
  return createMiddleware<WebEnvironment>(async (context, next) => {
    const { visitor } = context.var;
    const contradictions = () =>
      conflictsFor(parts, visitor.person).then(
        ({ length }) => length,
        () => 0,
      );
    context.set('visitor', { ...visitor, contradictions });
    return next();
  });
}

function lookOf(person: Person) {
  return { workspace, viewer: viewerOf(person) };
}

function conflictsFor({ conflicts, decisions }: ConflictParts, person: Person) {
  return conflicts.among(decisions, lookOf(person));
}
