import type { Platform } from './pages/connect.ts';

/** How a platform that can be connected is at the moment; undefined where nothing of it is set. */
export interface PlatformStates {
  readonly slack: PlatformState | undefined;
  readonly discord: PlatformState | undefined;
}

interface PlatformState {
  readonly kind: 'connected' | 'failing';
  readonly detail: string;
}

/** The platforms of this version, as the page tells of them. */
export function platformsOf({ slack, discord }: PlatformStates): readonly Platform[] {
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
      state: discord?.kind ?? 'not-configured',
      detail: discord?.detail ?? 'Connect a server in ten minutes; no public address is needed.',
      steps: discordSteps(discord?.kind),
    },
  ];
}

function slackSteps(kind: PlatformState['kind'] | undefined): string[] {
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

function discordSteps(kind: PlatformState['kind'] | undefined): string[] {
  switch (kind) {
    case 'connected':
      return [];
    case 'failing':
      return ['Run npx stack-advisor doctor: it says what is missing.'];
    case undefined:
      return [
        'Create an application at discord.com/developers; its Application ID is DISCORD_APPLICATION_ID.',
        'Under Bot reset the token: that is DISCORD_TOKEN. Turn on Message Content Intent if it shall notice decisions.',
        'Set both, run npx stack-advisor discord register, and open the invite link that it prints.',
        'Start again; npx stack-advisor doctor checks the settings.',
      ];
  }
}

/** The platforms where nothing of them is set. */
export const platforms = platformsOf({ slack: undefined, discord: undefined });
