/** Where people install the app, and where Slack sends them back to. */
export const pathOf = { install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;
