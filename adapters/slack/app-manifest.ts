import { commands, groupText, placedArguments } from '../../src/commands/registry.ts';
import type { SlackConnection } from './config.ts';
import { type ManifestInput, type SlackManifest, type SlashCommand, slackManifest } from './manifest.ts';
import { pathOf } from './oauth-paths.ts';
import { prompts } from './prompts.ts';

/** How the app is to be connected. */
export type ManifestTransport =
  | { readonly mode: Extract<SlackConnection['mode'], 'socket'>; readonly publicUrl: string | undefined }
  | { readonly mode: Extract<SlackConnection['mode'], 'http'>; readonly publicUrl: string };

/** The manifest of this version's app, from the commands of the registry. */
export function appManifest(way: ManifestTransport): SlackManifest {
  const connection: ManifestInput['connection'] =
    way.mode === 'http' ? { mode: 'http', publicUrl: way.publicUrl } : { mode: 'socket' };
  return slackManifest({
    name: 'Stack Advisor',
    description: 'Cited answers, advice and decision records for engineering teams',
    commands: slashCommands(),
    prompts,
    connection,
    ...(way.publicUrl === undefined
      ? {}
      : {
          redirectUrl: `${way.publicUrl}${pathOf.redirect}`,
          unfurlDomain: new URL(way.publicUrl).hostname,
        }),
    noticing: true,
  });
}

/** Slack's commands are one word: those of a group are said behind the group's name. */
function slashCommands(): SlashCommand[] {
  const names = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))].filter(
    (name) => name !== 'help',
  );
  return names.map((name) => {
    const own = commands.find((command) => command.name === name);
    if (own === undefined) return group(name);
    const flags = own.arguments.flatMap(({ isFlag, name }) => (isFlag ? `[${name}]` : []));
    const placed = placedArguments(own).map((one) => one.name);
    return { name, description: own.description, usage: [...flags, ...placed].join(' ') };
  });
}

function group(name: string): SlashCommand {
  const members = commands.filter((command) => command.name.startsWith(`${name} `));
  const words = members.map((command) => command.name.slice(name.length + 1));
  return { name, description: groupText(name), usage: words.join(' | ') };
}
