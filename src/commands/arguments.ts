import { z } from 'zod';
import type { Target } from './record-terms.ts';

/** What is said of an argument beside its type; its schema tells the type, and whether it may be left out. */
interface ArgumentDetails {
  readonly description: string;
  readonly type: 'text' | 'flag';
  /** The values among which it is chosen. */
  readonly choices?: readonly string[];
  /** What a platform can complete while somebody types. */
  readonly completes?: 'topic' | 'record' | 'technology' | 'tag';
}

/** One argument of a command, as surfaces show and complete it. */
export interface CommandArgument extends ArgumentDetails {
  readonly name: string;
  readonly required: boolean;
}

/** What is said of each schema that is an argument. */
export const argumentDetails = z.registry<ArgumentDetails>();

/** A command's arguments by name, in their order, each made by a function of this module. */
export type Arguments = Readonly<Record<string, z.ZodType>>;

/** The arguments of a command in order. @throws RangeError for a schema that nothing was said of. */
export function describeArguments(takes: Arguments): readonly CommandArgument[] {
  return Object.entries(takes).map(([name, schema]) => {
    const details = argumentDetails.get(schema);
    if (details === undefined) throw new RangeError(`the argument "${name}" has no description`);
    return { name, required: !schema.safeParse(undefined).success, ...details };
  });
}

type Completes = Pick<ArgumentDetails, 'completes'>;

/** Words that can be left out: `''` then. */
export function text(description: string, more: Completes = {}) {
  return z
    .string()
    .trim()
    .default('')
    .register(argumentDetails, { description, type: 'text', ...more });
}

/** Words that have to be there. */
export function requiredText(description: string, more: Completes = {}) {
  return z
    .string()
    .trim()
    .min(1)
    .register(argumentDetails, { description, type: 'text', ...more });
}

/** A record by its number; see {@link readTarget}. */
export function record(description = "the record's number") {
  const schema = z.string().transform((typed, context) => {
    const target = readTarget(typed);
    if (target !== undefined) return target;
    context.addIssue({ code: 'custom', message: `"${typed.slice(0, 40)}" is no record's number` });
    return z.NEVER;
  });
  return schema.register(argumentDetails, { description, type: 'text', completes: 'record' });
}

/** A record that can be left out; what is no number counts as left out. */
export function recordIfGiven(description: string) {
  const schema = z
    .string()
    .optional()
    .transform((typed) => readTarget(typed));
  return schema.register(argumentDetails, { description, type: 'text', completes: 'record' });
}

/** One of these values, which has to be there. */
export function choice<const Value extends string>(description: string, choices: readonly Value[]) {
  return z.enum(choices).register(argumentDetails, { description, type: 'text', choices });
}

/** Whether something is wanted: `true`, or left out. */
export function flag(description: string) {
  const schema = z.coerce
    .string()
    .optional()
    .transform((typed) => typed === 'true');
  return schema.register(argumentDetails, { description, type: 'flag' });
}

/** A record by its number, `12`, `ADR-12`, `#12`, or by its log's name too: `payments/12`. */
export function readTarget(typed: string | undefined): Extract<Target, { kind: 'number' }> | undefined {
  const [, log, number] = /^(?:(.{1,80})\/)?(?:adr-?|#)?0*(\d{1,9})$/i.exec(typed?.trim() ?? '') ?? [];
  if (number === undefined) return undefined;
  return { kind: 'number', number: Number(number), ...(log === undefined ? {} : { log }) };
}
