import { z } from 'zod';
import type { Target } from './record-terms.ts';

/** What is said of an argument; its schema gives the type, and tells whether it may be left out. */
export interface ArgumentDetails {
  readonly description: string;
  /** Said or not said, without a value. */
  readonly isFlag?: true;
  /** The values among which it is chosen. */
  readonly choices?: readonly string[];
  /** What a platform can complete while somebody types. */
  readonly completes?: 'topic' | 'record' | 'technology' | 'tag';
  /** On the command line: the word for its value where it is an option, false where it has a place. */
  readonly option?: string | false;
}

/** One argument of a command, as surfaces show, complete and read it. */
export interface CommandArgument extends ArgumentDetails {
  readonly name: string;
  readonly required: boolean;
  readonly schema: z.ZodType;
}

/** A command's arguments by name, in their order: schemas of which {@link describe} said something. */
export type Arguments = Readonly<Record<string, z.ZodType>>;

const details = z.registry<ArgumentDetails>();

/** Makes a schema an argument, and returns it. */
export function describe<Schema extends z.ZodType>(schema: Schema, said: ArgumentDetails): Schema {
  details.add(schema, said);
  return schema;
}

/** What was said of an argument. @throws RangeError for a schema that is none. */
export function detailsOf(schema: z.ZodType): ArgumentDetails {
  const said = details.get(schema);
  if (said === undefined) throw new RangeError('nothing was said of an argument');
  return said;
}

/** The arguments of a command in order. @throws RangeError for a schema that is none. */
export function listArguments(takes: Arguments): readonly CommandArgument[] {
  return Object.entries(takes).map(([name, schema]) => {
    const required = !z.object({ [name]: schema }).safeParse({}).success;
    return { name, required, schema, ...detailsOf(schema) };
  });
}

type Completes = Pick<ArgumentDetails, 'completes'>;

/** Words that can be left out: `''` then. */
export function text(description: string, completes: Completes = {}) {
  return describe(z.string().trim().default(''), { description, ...completes });
}

/** Words that have to be there. */
export function requiredText(description: string, completes: Completes = {}) {
  return describe(z.string().trim().min(1, `${description} is missing`), { description, ...completes });
}

/** A record by its number; see {@link readTarget}. */
export function record(description = "the record's number") {
  const schema = z.string().transform((typed, context) => {
    const target = readTarget(typed);
    if (target !== undefined) return target;
    context.addIssue({ code: 'custom', message: `"${typed.slice(0, 40)}" is no record's number` });
    return z.NEVER;
  });
  return describe(schema, { description, completes: 'record' });
}

/** A record that can be left out; what is no number counts as left out. */
export function recordIfGiven(description: string) {
  return describe(z.string().optional().transform(readTarget), { description, completes: 'record' });
}

/** One of these values, which has to be there. */
export function choice<const Value extends string>(description: string, choices: readonly Value[]) {
  return describe(z.enum(choices), { description, choices });
}

/** Whether something is wanted: `true`, or left out. */
export function flag(description: string) {
  const schema = z.coerce.string().optional();
  return describe(
    schema.transform((typed) => typed === 'true'),
    { description, isFlag: true },
  );
}

/**
 * A record by its number, `12`, `ADR-12`, `#12`, or by its log's name too: `payments-12`, `payments/12`, `payments 12`.
 * `ADR-12` comes with the log `ADR`, as a log may be called so; where none is, it is the number alone.
 */
export function readTarget(typed: string | undefined): Extract<Target, { kind: 'number' }> | undefined {
  const text = typed?.trim() ?? '';
  const [, log, number] = named.exec(text) ?? joined.exec(text) ?? [];
  if (number === undefined) return undefined;
  return { kind: 'number', number: Number(number), ...(log === undefined ? {} : { log }) };
}

/** `12`, `ADR12`, `#12`, `payments/12`, `payments/ADR-12` */
const named = /^(?:(.{1,80})\/(?:adr-)?)?(?:adr|#)?0*(\d{1,9})$/i;
/** `payments-12`, `payments 12`, `ADR-12` */
const joined = /^([\p{L}\p{N}].{0,79}?)[-\s]#?0*(\d{1,9})$/iu;
