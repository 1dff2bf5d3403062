import type { Platform } from './pages/connect.ts';

/** The platforms of this version, as the page tells of them. */
export const platforms: readonly Platform[] = [
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
    state: 'not-in-this-version',
    detail: 'This version cannot connect to Slack. Tokens that are set for it are not read.',
    steps: [],
  },
  {
    name: 'Discord',
    state: 'not-in-this-version',
    detail: 'This version cannot connect to Discord. Tokens that are set for it are not read.',
    steps: [],
  },
];
