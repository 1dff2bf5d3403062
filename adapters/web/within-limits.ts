import { createMiddleware } from 'hono/factory';
import { type Limits, limitWords } from '../../src/limits.ts';
import { tooMuch } from './error-pages.ts';
import type { WebEnvironment } from './request-context.ts';
import { workspace } from './visitor.ts';

/** Refuses what is more than somebody may send, with what they wrote. */
export function withinLimits(limits: Limits | undefined) {
  return createMiddleware<WebEnvironment>(async (context, next) => {
    const allowance = await limits?.posted(workspace, context.var.visitor.person.id);
    if (allowance?.kind !== 'over') return next();
    context.header('retry-after', `${Math.max(1, Math.ceil(allowance.milliseconds / 1_000))}`);
    return tooMuch(context, limitWords(allowance));
  });
}
