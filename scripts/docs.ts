// Writes what the docs take from the code: the tables of commands, settings, rules and metrics, and what Slack and Discord are asked for, with reasons.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingGroups } from '../adapters/config.ts';
import { discordNeeds } from '../adapters/discord/permissions-table.ts';
import { metricsTable } from '../adapters/metrics/table.ts';
import { slackNeeds } from '../adapters/slack/scopes-table.ts';
import { commandTable } from '../src/commands/registry.ts';
import { ruleTable } from '../src/decisions/check/registry.ts';
import { settingTables } from '../src/settings/table.ts';

const folder = new URL('../docs/', import.meta.url);

writeFileSync(
  new URL('commands.md', folder),
  `# Commands

The same on every surface; what they do can also be said in plain words. This page is written by \`npm run docs\`.

${commandTable()}
`,
);

writeFileSync(
  new URL('settings.md', folder),
  `# Settings

They come from the environment; an empty one counts as not set. A secret may stand in a file instead, which \`NAME_FILE\` names: \`WEB_TOKEN_FILE=/run/secrets/web-token\`. \`stack-advisor config check\`
prints what is set, where it comes from, and everything that is wrong with it. This page is written by \`npm run docs\`.

${settingTables(settingGroups)}
`,
);

writeBetween('slack.md', 'needs', slackNeeds());
writeBetween('discord.md', 'needs', discordNeeds());
writeBetween('check.md', 'rules', ruleTable());
writeBetween('deployment.md', 'metrics', metricsTable());

/** Puts what the code tells between the marks of a page. */
function writeBetween(name: string, mark: string, text: string): void {
  const page = new URL(name, folder);
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(begin);
  const [, after = ''] = rest.split(end);
  writeFileSync(page, `${before}${begin}\n${text}\n${end}${after}`);
}
