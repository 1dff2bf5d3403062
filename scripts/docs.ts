// Writes what the docs take from the code: the table of commands, and what Slack and Discord are asked for, with reasons.
import { readFileSync, writeFileSync } from 'node:fs';
import { discordNeeds } from '../adapters/discord/permissions-table.ts';
import { slackNeeds } from '../adapters/slack/scopes-table.ts';
import { commandTable } from '../src/commands/registry.ts';

const folder = new URL('../docs/', import.meta.url);

writeFileSync(
  new URL('commands.md', folder),
  `# Commands

The same on every surface; what they do can also be said in plain words. This page is written by \`npm run docs\`.

${commandTable()}
`,
);

writeNeeds('slack.md', slackNeeds());
writeNeeds('discord.md', discordNeeds());

/** Puts what a platform is asked for between the marks of its page. */
function writeNeeds(name: string, needs: string): void {
  const page = new URL(name, folder);
  const [before = '', , after = ''] = readFileSync(page, 'utf8').split(
    /(<!-- needs -->[\s\S]*<!-- end of needs -->)/,
  );
  writeFileSync(page, `${before}<!-- needs -->\n${needs}\n<!-- end of needs -->${after}`);
}
