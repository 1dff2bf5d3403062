import { Command } from 'commander';
import { z } from 'zod';
import { type CommandArgument, describe, flag } from '../../src/commands/arguments.ts';
import type { Command as RegistryCommand } from '../../src/commands/command.ts';
import { commands, groupText, usageOf } from '../../src/commands/registry.ts';
import { AdvisorError } from '../../src/errors.ts';
import { commandLine, textOption } from './command-line.ts';

/** Help is commander's own; on a command line there is no channel to notice in or to send a digest to, and nobody is written to. */
const onlyWherePeopleTalk: ReadonlySet<string> = new Set(['help', 'adr notice', 'adr digest', 'adr direct']);
const ofTerminal = commands.filter(({ name }) => !onlyWherePeopleTalk.has(name));

/** The first words of the registry's commands: `ask`, `adr`. */
export const registryNames: ReadonlySet<string> = new Set(
  ofTerminal.map(({ name }) => name.split(' ')[0] ?? name),
);

/** A command of the registry, or a group of them, for which the command line has nothing of its own. */
export function registryCommand(name: string): Command {
  const single = ofTerminal.find((command) => command.name === name);
  return single === undefined ? commandGroup(name, []) : conversationCommand(single);
}

/**
 * A group of the registry's commands in its order, and behind them what only the command line has.
 * @param own what the command line does in a way of its own; the others are given to the conversation
 */
export function commandGroup(name: string, own: readonly Command[]): Command {
  const members = ofTerminal
    .filter((command) => command.name.startsWith(`${name} `))
    .map(
      (command) =>
        own.find((one) => `${name} ${one.name()}` === command.name) ?? conversationCommand(command),
    );
  const group = new Command(name).description(groupText(name));
  for (const command of new Set([...members, ...own])) group.addCommand(command);
  return group;
}

const shared = {
  json: flag('one JSON value'),
  as: textOption('name', 'who does it; the system user where it is left out'),
};

/** A command of the registry as it is where people talk: the conversation does it and replies. */
export function conversationCommand(command: RegistryCommand): Command {
  const takes = Object.fromEntries(
    command.arguments.map((one, at, all) => [one.name, asTyped(one, at, all)]),
  );
  return commandLine(command, { ...takes, ...shared }, async ({ json, as, ...typed }) => {
    const pairs = Object.entries(typed).map(([name, value]) => [name, String(value)]);
    const given: Record<string, string> = Object.fromEntries(pairs);
    if (command.meaning(given) === undefined)
      throw new AdvisorError('usage', `write it as ${usageOf(command)}, such as ${command.example}`);
    const { outcomeJson, terminalEvent, withConversation } = await import('./conversation.ts');
    const { renderReply } = await import('./render.ts');
    const event = { ...terminalEvent(as), kind: 'commanded', name: command.name, given } as const;
    const outcome = await withConversation((engine) => engine.handle(event));
    const [first] = outcome.replies;
    if (first?.kind === 'notice' && first.tone === 'error') throw new AdvisorError('invalid', first.text);
    const text = outcome.replies.map(renderReply).join('\n');
    process.stdout.write(`${json ? JSON.stringify(outcomeJson(outcome)) : text}\n`);
  });
}

/** An argument as words that the conversation reads; the last one takes the rest of the line. */
function asTyped(one: CommandArgument, at: number, all: readonly CommandArgument[]): z.ZodType {
  const { schema, name, required, ...said } = one;
  const isRest = at === all.length - 1 && said.choices === undefined && said.completes !== 'record';
  const words = z.array(z.string()).transform((several) => several.join(' '));
  if (said.isFlag) return schema;
  return describe(required ? (isRest ? words : z.string()) : z.string().exactOptional(), said);
}
