import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { z } from 'zod';
import type { CommandArgument } from '../../src/commands/arguments.ts';
import type { Command } from '../../src/commands/command.ts';
import { commandOf } from '../../src/commands/registry.ts';

/** A command as somebody gave it, its options by name as the registry reads them. */
export interface Given {
  /** As in the registry: `adr accept`. */
  readonly name: string;
  readonly given: Readonly<Record<string, string>>;
}

/** An option that somebody is typing, and what is filled in around it. */
export interface Typing {
  readonly command: Command;
  readonly option: CommandArgument;
  /** What is typed so far; may be empty. */
  readonly typed: string;
  readonly given: Readonly<Record<string, string>>;
}

const valueSchema = z.object({
  name: z.string(),
  value: z.union([z.string().max(6_000), z.number(), z.boolean()]),
  focused: z.boolean().default(false),
});
const subcommandSchema = z.object({
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  name: z.string(),
  options: z.array(valueSchema).max(25).default([]),
});
const commandSchema = z.object({
  type: z.literal(ApplicationCommandType.ChatInput).default(ApplicationCommandType.ChatInput),
  name: z.string(),
  options: z.union([z.tuple([subcommandSchema]), z.array(valueSchema).max(25)]).default([]),
});

/**
 * Reads the `data` of a command's interaction, which comes from outside; undefined for what is no command of the registry.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure
 */
export function readCommand(data: unknown): Given | undefined {
  const read = readValues(data);
  return read === undefined
    ? undefined
    : { name: read.command.name, given: givenOf(read.command, read.values) };
}

/** Reads the `data` of an autocomplete interaction; undefined where nothing of the registry is being typed. */
export function readAutocomplete(data: unknown): Typing | undefined {
  const read = readValues(data);
  const focused = read?.values.find((value) => value.focused);
  const option = read?.command.arguments.find(({ name }) => name === focused?.name);
  if (read === undefined || focused === undefined || option === undefined) return undefined;
  const others = read.values.filter((value) => !value.focused);
  return {
    command: read.command,
    option,
    typed: String(focused.value),
    given: givenOf(read.command, others),
  };
}

type Value = z.infer<typeof valueSchema>;

function readValues(data: unknown): { command: Command; values: readonly Value[] } | undefined {
  const read = commandSchema.safeParse(data);
  if (!read.success) return undefined;
  const [sub] = read.data.options;
  const isGroup = sub !== undefined && 'options' in sub;
  const command = commandOf(isGroup ? `${read.data.name} ${sub.name}` : read.data.name);
  const values = isGroup ? sub.options : read.data.options.filter((one): one is Value => 'value' in one);
  return command === undefined ? undefined : { command, values };
}

function givenOf(command: Command, values: readonly Value[]): Record<string, string> {
  const known = values.filter(({ name }) => command.arguments.some((argument) => argument.name === name));
  return Object.fromEntries(known.map(({ name, value }) => [name, String(value)]));
}
