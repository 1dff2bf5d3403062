import { z } from 'zod';
import { type Config, readSettings, sharedConfig, sharedSettings } from '../src/config.ts';
import { type DiscordConfig, discordConfig, discordSettings } from './discord/config.ts';
import { type SlackConfig, slackConfig, slackSettings } from './slack/config.ts';

/** How this process and every platform is set up; undefined is a platform that is not. */
export interface ServiceConfig extends Config {
  readonly slack: SlackConfig | undefined;
  readonly discord: DiscordConfig | undefined;
}

const settings = z.object({
  ...sharedSettings.shape,
  ...slackSettings.shape,
  ...discordSettings.shape,
});

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * Throws an AdvisorError that names the first variable that is malformed, misspelt or missing, never its value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): ServiceConfig {
  const values = readSettings(environment, settings, ['SLACK_', 'DISCORD_']);
  const shared = sharedConfig(values);
  return { ...shared, slack: slackConfig(values, shared), discord: discordConfig(values) };
}
