import { Argument, Command, Option } from 'commander';
import { z } from 'zod';
import {
  type Arguments,
  type CommandArgument,
  describe,
  detailsOf,
  listArguments,
} from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';

/** What was typed for each argument by its name: words, a list of words, or true. */
export type TypedValues = Readonly<Record<string, unknown>>;

/** Words for help, or the argument of the registry that has them. */
type Described = string | z.ZodType;

/** An argument in its place, also where it can be left out; a schema of a list takes all words that follow. */
export function argument<Schema extends z.ZodType>(described: Described, schema: Schema): Schema {
  return describe(schema, { ...saidOf(described), option: false });
}

/** `--name <value>`; with a schema of a list it can be given several times. */
export function option<Schema extends z.ZodType>(
  value: string,
  described: Described,
  schema: Schema,
): Schema {
  return describe(schema, { ...saidOf(described), option: value });
}

/** `--name <value>` of any words, which can be left out. */
export function textOption(value: string, described: Described) {
  return option(value, described, z.string().exactOptional());
}

/** `--name <value>` of any words, as often as wanted. */
export function listOption(value: string, described: Described) {
  return option(value, described, z.array(z.string()).exactOptional());
}

/** One of these names; the error says which there are for this option. */
export function oneOf<const Name extends string>(name: string, names: readonly Name[]) {
  return z.enum(names, {
    error: ({ input }) => `${name} is ${names.join(' or ')}, not "${String(input).slice(0, 40)}"`,
  });
}

function saidOf(described: Described) {
  return typeof described === 'string' ? { description: described } : detailsOf(described);
}

/**
 * A command of the command line: what it takes is described as for the registry. What is required has a place, what can
 * be left out is an option, unless it says otherwise.
 * @param run what it does with the values, and with all that was typed, options of `shared` too
 * @param shared options that several commands have, before its own
 */
export function commandLine<Takes extends Arguments>(
  { name, description }: { readonly name: string; readonly description: string },
  takes: Takes,
  run: (given: Given<Takes>, typed: TypedValues) => Promise<void>,
  shared: Arguments = {},
): Command {
  const command = new Command(name.split(' ').at(-1)).description(description);
  const places: string[] = [];
  for (const one of listArguments({ ...shared, ...takes })) {
    const { option = one.required ? false : (one.completes ?? 'text') } = one;
    if (option === false) {
      places.push(one.name);
      command.addArgument(argumentOf(one));
    } else command.addOption(optionOf(one, option));
  }
  const schema = z.object(takes);
  return command.action(async () => {
    const placed = places.map((place, at): [string, unknown] => [place, command.processedArgs[at]]);
    const given = placed.filter(([, value]) => value !== undefined);
    const typed = { ...command.opts<TypedValues>(), ...Object.fromEntries(given) };
    const read = schema.safeParse(typed);
    if (!read.success) throw new AdvisorError('usage', read.error.issues[0]?.message ?? 'wrong usage');
    await run(read.data, typed);
  });
}

function takesList(schema: z.ZodType): boolean {
  return schema.safeParse([]).success;
}

function argumentOf({ name, description, required, choices, schema }: CommandArgument): Argument {
  const word = takesList(schema) ? `${name}...` : name;
  const made = new Argument(required ? `<${word}>` : `[${word}]`, description);
  return choices === undefined ? made : made.choices(choices);
}

function optionOf(
  { name, description, required, isFlag, choices, schema }: CommandArgument,
  value: string,
): Option {
  const long = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (isFlag) return new Option(long, description);
  const made = new Option(`${long} <${value}>`, description).makeOptionMandatory(required);
  if (choices !== undefined) made.choices(choices);
  const leftOut = schema.safeParse(undefined).data;
  if (typeof leftOut === 'string' && leftOut !== '') made.default(leftOut);
  return takesList(schema)
    ? made.argParser((word: string, before: readonly string[] = []) => [...before, word])
    : made;
}
