import { events, linkEvents, type Need, noticingEvents, optionalScopes, scopes } from './scopes.ts';

/** What the app asks for and why, as markdown for the docs. */
export function slackNeeds(): string {
  return [
    table('scope', scopes),
    'Optional, a workspace may refuse them:',
    table('scope', optionalScopes),
    table('event', events),
    'Only where the manifest was made with the address of the page (`--url`):',
    table('event', linkEvents),
    'Only of use with the optional scopes, for noticing:',
    table('event', noticingEvents),
  ].join('\n\n');
}

function table(what: string, needs: readonly Need[]): string {
  const rows = needs.map(({ name, reason }) => `| \`${name}\` | ${reason} |`);
  return [`| ${what} | what for |`, '| --- | --- |', ...rows].join('\n');
}
