import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandArgument } from '../../src/commands/arguments.ts';
import type { Command } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/registry.ts';
import { plain } from './components/text.ts';
import { maxCommandDescription, maxCommandOptions, maxOptions } from './limits.ts';

/** The command in the menu of a message, as people read it there. */
export const recordCommand = 'Record decision';

/** Who has installed the app for a server uses its commands there and in direct messages with it. */
const places = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
};

/**
 * All commands as Discord registers them: those of the registry, `adr accept` as `/adr accept`, and the one of messages.
 * https://docs.discord.com/developers/interactions/application-commands
 * @throws RangeError for a registry that Discord would not take.
 */
export function applicationCommands(
  all: readonly Command[] = commands,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const names = [...new Set(all.map(({ name }) => wordsOf(name)[0]))];
  const slash = names.map((name) => {
    const own = all.filter((command) => wordsOf(command.name)[0] === name);
    const [single] = own;
    return single !== undefined && wordsOf(single.name).length === 1 ? alone(single) : group(name, own);
  });
  return [...slash, { type: ApplicationCommandType.Message, name: recordCommand, ...places }];
}

/** The words of a command's name: one, or a group's and its own. */
function wordsOf(name: string): readonly [string, string?] {
  const [first = '', second, ...rest] = name.split(' ');
  const good = [first, ...(second === undefined ? [] : [second])].every((word) =>
    /^[a-z0-9_-]{1,32}$/.test(word),
  );
  if (!good || rest.length > 0) throw new RangeError(`"/${name}" is no command that Discord takes`);
  return second === undefined ? [first] : [first, second];
}

function alone(command: Command): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: plain(command.description, maxCommandDescription),
    options: optionsOf(command),
    ...places,
  };
}

function group(name: string, all: readonly Command[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  if (all.length > maxCommandOptions)
    throw new RangeError(`"/${name}" has more than ${maxCommandOptions} commands`);
  const own = all.map(
    (command): APIApplicationCommandSubcommandOption => ({
      type: ApplicationCommandOptionType.Subcommand,
      name: wordsOf(command.name)[1] ?? '',
      description: plain(command.description, maxCommandDescription),
      options: optionsOf(command),
    }),
  );
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    // It is seen by nobody but who reads the list of commands: what can be done says it best.
    description: plain(own.map((one) => one.name).join(', '), maxCommandDescription),
    options: own,
    ...places,
  };
}

/** Discord wants those first that are required. */
function optionsOf(command: Command): APIApplicationCommandBasicOption[] {
  const { arguments: all, name } = command;
  if (all.length > maxCommandOptions)
    throw new RangeError(`"/${name}" has more than ${maxCommandOptions} options`);
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)].map(option);
}

function option(argument: CommandArgument): APIApplicationCommandBasicOption {
  const { name, isFlag, required, completes, choices = [] } = argument;
  const base = { name, description: plain(argument.description, maxCommandDescription), required };
  if (isFlag) return { ...base, type: ApplicationCommandOptionType.Boolean };
  // Typed as words: a record is found by its title too, and `ADR-12` is a number as well.
  if (completes !== undefined)
    return { ...base, type: ApplicationCommandOptionType.String, autocomplete: true };
  const listed = choices.length > 0 && choices.length <= maxOptions;
  return {
    ...base,
    type: ApplicationCommandOptionType.String,
    ...(listed ? { choices: choices.map((choice) => ({ name: choice, value: choice })) } : {}),
  };
}
