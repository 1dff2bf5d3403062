import { contentIntent, intents } from './gateway-intents.ts';
import { permissions } from './permissions.ts';

interface Need {
  readonly name: string;
  readonly reason: string;
}

/** What the bot asks for and why, as markdown for the docs. */
export function discordNeeds(): string {
  return [
    table('permission', permissions),
    table('intent', intents),
    'Privileged, and not needed:',
    table('intent', [contentIntent]),
  ].join('\n\n');
}

function table(what: string, needs: readonly Need[]): string {
  const rows = needs.map(({ name, reason }) => `| ${name} | ${reason} |`);
  return [`| ${what} | what for |`, '| --- | --- |', ...rows].join('\n');
}
