import { Command } from 'commander';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';
import { readConfig } from '../config.ts';
import type { DiscordConfig } from '../discord/config.ts';
import type { Step } from '../discord/register-commands.ts';
import { commandLine } from './command-line.ts';

const takes = {
  only: flag('delete those that are registered elsewhere: everywhere, or in servers'),
  json: flag('one JSON value'),
};

/** `stack-advisor discord register` */
export function discordCommand(): Command {
  const registering = {
    name: 'discord register',
    description: 'register the commands that changed, and print the link that invites the bot',
  };
  return new Command('discord')
    .description('set Discord up')
    .addCommand(commandLine(registering, takes, register));
}

async function register({ json, only }: Given<typeof takes>): Promise<void> {
  const config = discordConfig();
  const { createDiscordRest } = await import('../discord/rest.ts');
  const { elsewhereNote, registerCommands, registeredElsewhere } = await import(
    '../discord/register-commands.ts'
  );
  const { applicationCommands } = await import('../discord/application-commands.ts');
  const { inviteLink } = await import('../discord/invite.ts');
  const { applicationId, guildId } = config;
  const rest = createDiscordRest(config);
  const scope = guildId === undefined ? undefined : { guildId };
  const done = async () => {
    const steps = await registerCommands(rest, scope, applicationCommands());
    const elsewhere = await registeredElsewhere(rest, scope);
    if (only) for (const other of elsewhere) await registerCommands(rest, other, []);
    return { steps, note: only ? '' : elsewhereNote(elsewhere) };
  };
  const { steps, note } = await done().catch((error: unknown) => refusal(error, config));
  const invite = inviteLink(applicationId, guildId);
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...summaryOf(steps, guildId, invite), note })}\n`
      : told(steps, guildId, invite, note),
  );
}

function discordConfig(): DiscordConfig {
  const { discord } = readConfig(process.env);
  if (discord === undefined)
    throw new AdvisorError(
      'configuration',
      'DISCORD_TOKEN and DISCORD_APPLICATION_ID: not set; docs/discord.md says where they are',
    );
  return discord;
}

/** Why Discord did not take them, as a person can act on it. */
async function refusal(error: unknown, { guildId, applicationId }: DiscordConfig): Promise<never> {
  const { failureOf } = await import('../discord/errors.ts');
  const { inviteLink } = await import('../discord/invite.ts');
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      throw new AdvisorError('unavailable', waitAdvice(failure.seconds));
    case 'again':
      throw new AdvisorError('unavailable', `Discord cannot be reached (${failure.code}); try again`);
    case 'revoked':
      throw new AdvisorError(
        'configuration',
        'DISCORD_TOKEN: Discord does not accept it; copy it anew from the Bot page',
      );
    case 'closed':
      throw new AdvisorError(
        'configuration',
        guildId === undefined
          ? 'DISCORD_APPLICATION_ID: not the application of DISCORD_TOKEN'
          : `DISCORD_GUILD_ID: the bot is not in that server; invite it: ${inviteLink(applicationId, guildId)}`,
      );
    default:
      throw new AdvisorError('unavailable', `Discord did not take the commands (${failure.code})`);
  }
}

/** A wait of minutes means that the day's commands are used up: at most 200 are created in a day. */
function waitAdvice(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return seconds > 120
    ? `Discord takes no more new commands for ${minutes} minutes: at most 200 are created in a day; try again then`
    : `Discord asks to wait ${Math.ceil(seconds)} seconds; try again then`;
}

function namesOf(steps: readonly Step[], kind: Step['kind']): string[] {
  return steps.filter((step) => step.kind === kind).map(({ name }) => name);
}

function summaryOf(steps: readonly Step[], guildId: string | undefined, invite: string) {
  return {
    scope: guildId ?? 'global',
    created: namesOf(steps, 'create'),
    updated: namesOf(steps, 'update'),
    deleted: namesOf(steps, 'delete'),
    unchanged: namesOf(steps, 'keep'),
    invite,
  };
}

function told(steps: readonly Step[], guildId: string | undefined, invite: string, note: string): string {
  const words = { create: 'created', update: 'updated', delete: 'deleted', keep: 'unchanged' } as const;
  const where = guildId === undefined ? 'everywhere' : `in server ${guildId}`;
  const lines = (['create', 'update', 'delete', 'keep'] as const).flatMap((kind) => {
    const names = namesOf(steps, kind);
    return names.length === 0 ? [] : [`${words[kind].padEnd(9)} ${names.join(', ')}`];
  });
  const besides = note === '' ? '' : `\n\nNote: ${note}.`;
  return `Commands ${where}:\n${lines.join('\n')}${besides}\n\nInvite the bot into your server: ${invite}\n`;
}
