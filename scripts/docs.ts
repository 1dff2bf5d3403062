// Writes what the docs take from the code: the table of commands, and Slack's scopes and events with their reasons.
import { readFileSync, writeFileSync } from 'node:fs';
import { slackNeeds } from '../adapters/slack/needs-table.ts';
import { commandTable } from '../src/commands/registry.ts';

const folder = new URL('../docs/', import.meta.url);

writeFileSync(
  new URL('commands.md', folder),
  `# Commands

The same on every surface; what they do can also be said in plain words. This page is written by \`npm run docs\`.

${commandTable()}
`,
);

const slack = new URL('slack.md', folder);
const [before = '', , after = ''] = readFileSync(slack, 'utf8').split(
  /(<!-- needs -->[\s\S]*<!-- end of needs -->)/,
);
writeFileSync(slack, `${before}<!-- needs -->\n${slackNeeds()}\n<!-- end of needs -->${after}`);
