import type { Platform } from './pages/connect.ts';

/** How a platform that can be connected is at the moment; undefined where nothing of it is set. */
export interface PlatformStates {
  readonly slack: { readonly kind: 'connected' | 'failing'; readonly detail: string } | undefined;
}

/** The platforms of this version, as the page tells of them. */
export function platformsOf({ slack }: PlatformStates): readonly Platform[] {
  return [
    {
      name: 'This page',
      state: 'connected',
      detail: 'You are using it. It needs no account and no network.',
      steps: [],
    },
    {
      name: 'Terminal',
      state: 'connected',
      detail: 'The same conversation and the same records, on the machine that this runs on.',
      steps: ['Run npx stack-advisor chat in the checkout.'],
    },
    {
      name: 'Slack',
      state: slack?.kind ?? 'not-configured',
      detail: slack?.detail ?? 'Connect a workspace in ten minutes; no public address is needed.',
      steps: slackSteps(slack?.kind),
    },
    {
      name: 'Discord',
      state: 'not-in-this-version',
      detail: 'This version cannot connect to Discord. Tokens that are set for it are not read.',
      steps: [],
    },
  ];
}

function slackSteps(kind: 'connected' | 'failing' | undefined): string[] {
  switch (kind) {
    case 'connected':
      return [];
    case 'failing':
      return ['Run npx stack-advisor doctor: it says what is missing.'];
    case undefined:
      return [
        'Run npx stack-advisor slack manifest and open the link that it prints.',
        'Create the app in your workspace, and install it there.',
        'Under Basic Information make an app-level token with connections:write: that is SLACK_APP_TOKEN.',
        'Under OAuth & Permissions copy the bot token: that is SLACK_BOT_TOKEN.',
        'Start again with both set; npx stack-advisor doctor checks them.',
      ];
  }
}

/** The platforms where nothing of them is set. */
export const platforms = platformsOf({ slack: undefined });
