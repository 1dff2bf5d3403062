import { Command } from 'commander';
import { z } from 'zod';
import { choice } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { AdvisorError } from '../../src/errors.ts';
import { commandLine, option, textOption } from './command-line.ts';

const modes = ['socket', 'http'] as const;
const takes = {
  mode: option(
    'mode',
    choice('socket needs no public address; http does', modes),
    z.enum(modes).default('socket'),
  ),
  url: textOption('url', 'the public address: for http, and where workspaces install the app'),
};

/** `stack-advisor slack manifest` */
export function slackCommand(): Command {
  const manifest = {
    name: 'slack manifest',
    description: 'print the manifest of the Slack app, and a link that creates the app from it',
  };
  return new Command('slack')
    .description('set Slack up')
    .addCommand(commandLine(manifest, takes, printManifest));
}

/** The manifest on stdout, so that it can go into a file; the link on stderr, for the person. */
async function printManifest({ mode, url }: Given<typeof takes>): Promise<void> {
  const publicUrl = url === undefined ? undefined : originOf(url);
  const { appManifest } = await import('../slack/app-manifest.ts');
  const { createAppUrl } = await import('../slack/manifest.ts');
  const manifest = appManifest(wayOf(mode, publicUrl));
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
  process.stderr.write(`Create the app from it: ${createAppUrl(manifest)}\n`);
}

function wayOf(mode: 'socket' | 'http', publicUrl: string | undefined) {
  if (mode === 'socket') return { mode, publicUrl };
  if (publicUrl === undefined)
    throw new AdvisorError('usage', '--url: http needs the address at which Slack reaches this server');
  return { mode, publicUrl };
}

function originOf(url: string): string {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new AdvisorError('usage', '--url: an address such as https://advisor.example');
  return new URL(url).origin;
}
