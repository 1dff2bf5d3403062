import { Command, Option } from 'commander';
import { AdvisorError } from '../../src/errors.ts';

interface ManifestOptions {
  readonly mode: 'socket' | 'http';
  readonly url?: string;
}

/** `stack-advisor slack ...` */
export function slackCommand(): Command {
  const slack = new Command('slack').description('set Slack up');
  slack
    .command('manifest')
    .description('print the manifest of the Slack app, and a link that creates the app from it')
    .addOption(
      new Option('--mode <mode>', 'socket needs no public address; http does')
        .choices(['socket', 'http'])
        .default('socket'),
    )
    .option('--url <url>', 'the public address: for http, and where workspaces install the app')
    .action(printManifest);
  return slack;
}

/** The manifest on stdout, so that it can go into a file; the link on stderr, for the person. */
async function printManifest({ mode, url }: ManifestOptions): Promise<void> {
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
