import { createHash } from 'node:crypto';
import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord.js';
import { failureOf } from './errors.ts';
import type { CommandScope, DiscordRest } from './rest.ts';
import type { RegisteredCommand } from './rest-shapes.ts';

/** A command and what is to be done with it. */
export type Step =
  | {
      readonly kind: 'create';
      readonly name: string;
      readonly command: RESTPostAPIApplicationCommandsJSONBody;
    }
  | {
      readonly kind: 'update';
      readonly name: string;
      readonly id: string;
      readonly command: RESTPostAPIApplicationCommandsJSONBody;
    }
  | { readonly kind: 'delete'; readonly name: string; readonly id: string }
  | { readonly kind: 'keep'; readonly name: string };

/**
 * What makes the commands that Discord has into those that are wanted. Discord creates at most 200 a day, so what is there
 * already and is the same stays untouched. https://docs.discord.com/developers/interactions/application-commands
 */
export function stepsTo(
  scope: CommandScope,
  all: readonly RESTPostAPIApplicationCommandsJSONBody[],
  there: readonly RegisteredCommand[],
): readonly Step[] {
  const wanted = all.map((command) => inScope(scope, command));
  const made = wanted.map((command): Step => {
    const { name } = command;
    const current = there.find((one) => isSame(one, command));
    if (current === undefined) return { kind: 'create', name, command };
    return commandHash(inScope(scope, current)) === commandHash(command)
      ? { kind: 'keep', name }
      : { kind: 'update', name, id: current.id, command };
  });
  const left = there.filter((one) => !wanted.some((command) => isSame(one, command)));
  return [...made, ...left.map(({ id, name }): Step => ({ kind: 'delete', name, id }))];
}

/** Does what has to be done, and says what that was. Throws a DiscordCallError at the first step that failed. */
export async function registerCommands(
  rest: Pick<DiscordRest, 'getCommands' | 'createCommand' | 'editCommand' | 'deleteCommand'>,
  scope: CommandScope,
  wanted: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<readonly Step[]> {
  const steps = stepsTo(scope, wanted, await rest.getCommands(scope));
  for (const step of steps) {
    switch (step.kind) {
      case 'create':
        await rest.createCommand(scope, step.command);
        break;
      case 'update':
        await rest.editCommand(scope, step.id, whole(step.command));
        break;
      case 'delete':
        await rest.deleteCommand(scope, step.id);
        break;
      case 'keep':
    }
  }
  return steps;
}

/** Where commands can be used besides is said of those alone that are registered everywhere: Discord drops it of a server's. */
function inScope<Body extends object>(scope: CommandScope, command: Body): Body {
  return scope === undefined ? command : { ...command, contexts: undefined, integration_types: undefined };
}

/** So many servers are looked at for commands of their own. */
const lookedAt = 10;

/**
 * Where else commands of ours are registered: everywhere, or in servers. Whoever is in both sees them twice. Servers that do
 * not tell are left out.
 */
export async function registeredElsewhere(
  rest: Pick<DiscordRest, 'getCommands' | 'getGuilds'>,
  scope: CommandScope,
): Promise<readonly CommandScope[]> {
  const others: readonly CommandScope[] =
    scope !== undefined
      ? [undefined]
      : (await rest.getGuilds()).slice(0, lookedAt).map(({ id }) => ({ guildId: id }));
  const found: CommandScope[] = [];
  for (const other of others) {
    const commands = await rest.getCommands(other).catch((error: unknown) => {
      if (failureOf(error).kind === 'closed') return [];
      throw error;
    });
    if (commands.length > 0) found.push(other);
  }
  return found;
}

/** What to know of commands that are registered elsewhere too; empty for none. */
export function elsewhereNote(elsewhere: readonly CommandScope[]): string {
  if (elsewhere.length === 0) return '';
  const places = elsewhere.map((scope) =>
    scope === undefined ? 'everywhere' : `in server ${scope.guildId}`,
  );
  return `commands are registered ${places.join(', ')} too, so they show twice there; npx stack-advisor discord register --only deletes those`;
}

/** An update leaves alone what it does not name, so what a command no longer has is named too. */
function whole(command: RESTPostAPIApplicationCommandsJSONBody): RESTPostAPIApplicationCommandsJSONBody {
  const reset = { default_member_permissions: null, nsfw: false };
  const isTyped = command.type === undefined || command.type === ApplicationCommandType.ChatInput;
  return isTyped ? { ...reset, options: [], ...command } : { ...reset, ...command };
}

interface Named {
  readonly name: string;
  readonly type?: number | undefined;
}

/** Discord tells commands by name and type. */
function isSame({ name, type }: Named, other: Named): boolean {
  return name === other.name && (type ?? usualType) === (other.type ?? usualType);
}

const usualType = ApplicationCommandType.ChatInput;

/** What Discord adds to a command, or tells though it was left out; the rest is ours. */
const compared = [
  'name',
  'type',
  'description',
  'name_localizations',
  'description_localizations',
  'options',
  'default_member_permissions',
  'nsfw',
  'contexts',
  'integration_types',
] as const;

/** A hash of what counts of a command: the same for what we would register and for what Discord has of it. */
export function commandHash(command: object): string {
  const counted = Object.entries(command).filter(([key]) => compared.some((one) => one === key));
  return createHash('sha256')
    .update(JSON.stringify(normal({ type: usualType, ...Object.fromEntries(counted) })) ?? '')
    .digest('hex');
}

/** Lists whose order means nothing. */
const sets = ['contexts', 'integration_types', 'channel_types'];

/** In one order, without what says as much as nothing: null, false, empty lists and texts. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, one]): [string, unknown] => [key, sets.includes(key) ? sorted(one) : normal(one)])
    .filter(([, one]) => !isNothing(one));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(Number).sort((a, b) => a - b) : value;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}
