import { z } from 'zod';
import {
  type Config,
  limitSettings,
  retentionSettings,
  sharedConfig,
  sharedSettings,
} from '../src/config.ts';
import { readSettings, type SettingsReading, settingError } from '../src/settings/read.ts';
import { type DiscordConfig, discordConfig, discordSettings } from './discord/config.ts';
import { type SlackConfig, slackConfig, slackSettings } from './slack/config.ts';

/** How this process and every platform is set up; undefined is a platform that is not. */
export interface ServiceConfig extends Config {
  readonly slack: SlackConfig | undefined;
  readonly discord: DiscordConfig | undefined;
}

/** All settings, in groups with the names that the docs give them. */
export const settingGroups = [
  { title: 'For everything', schema: sharedSettings },
  { title: 'Slack', schema: slackSettings },
  { title: 'Discord', schema: discordSettings },
  { title: 'Limits', schema: limitSettings },
  { title: 'Days', schema: retentionSettings },
];

const settings = z.object({
  ...sharedSettings.shape,
  ...slackSettings.shape,
  ...discordSettings.shape,
  ...limitSettings.shape,
  ...retentionSettings.shape,
});

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(settings.shape);

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * Throws an AdvisorError that names the first variable that is malformed, misspelt or missing, never its value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): ServiceConfig {
  const { config, reading } = checkConfig(environment);
  const [fault] = reading.faults;
  if (fault !== undefined) throw settingError(fault);
  return config;
}

/** The same with everything that is wrong; the configuration counts only where nothing is. */
export function checkConfig(environment: NodeJS.ProcessEnv): {
  readonly config: ServiceConfig;
  readonly reading: Pick<SettingsReading<unknown>, 'given' | 'faults'>;
} {
  const reading = readSettings(environment, settings, ['SLACK_', 'DISCORD_', 'LIMIT_', 'KEEP_']);
  const shared = sharedConfig(reading.values);
  const config = { ...shared, slack: slackConfig(reading, shared), discord: discordConfig(reading) };
  return { config, reading };
}
