/** A scope, or an event, with the reason for which it is asked for; the documentation is generated from these. */
export interface Need {
  readonly name: string;
  readonly reason: string;
}

/** What the app cannot do its work without. https://docs.slack.dev/reference/scopes */
export const scopes: readonly Need[] = [
  { name: 'app_mentions:read', reason: 'to hear when somebody mentions it' },
  { name: 'assistant:write', reason: 'to offer prompts and show that it is working in the agent view' },
  {
    name: 'channels:read',
    reason: 'to tell whether a public channel is shared with others, and who is in it',
  },
  { name: 'chat:write', reason: 'to answer where it is asked' },
  { name: 'commands', reason: 'for its slash commands and the shortcut on messages' },
  { name: 'files:write', reason: 'to upload the pictures of its charts' },
  { name: 'groups:read', reason: "to keep a private channel's records to that channel's members" },
  { name: 'im:history', reason: 'to hear what is said to it in direct messages' },
  { name: 'usergroups:read', reason: 'so that a user group can be named as the deciders of a log' },
  { name: 'users:read', reason: 'for names, time zones, and to tell guests and people from elsewhere' },
];

/** What a workspace can refuse, and what then does not work. https://docs.slack.dev/authentication/installing-with-oauth */
export const optionalScopes: readonly Need[] = [
  {
    name: 'channels:history',
    reason:
      'to read the thread of a message that somebody records; and for noticing, where a channel turned it on',
  },
  {
    name: 'groups:history',
    reason: 'the same in private channels that it was invited to',
  },
  { name: 'links:read', reason: "to hear of links to the page's records" },
  { name: 'links:write', reason: 'to show below such a link what the record says' },
];

/** What it is told by itself. https://docs.slack.dev/reference/events */
export const events: readonly Need[] = [
  { name: 'app_home_opened', reason: 'to show the Home tab as it is now' },
  { name: 'app_mention', reason: 'to answer mentions' },
  { name: 'app_uninstalled', reason: "to forget the workspace's token" },
  { name: 'message.im', reason: 'to answer direct messages and the agent view' },
  { name: 'tokens_revoked', reason: 'to forget a token that no longer works' },
];

/** What it is told where the page has an address that people reach: then links to it unfold. */
export const linkEvents: readonly Need[] = [
  { name: 'link_shared', reason: 'to show what a record says below a link to it' },
];

/** What noticing needs: words that were not said to the app, looked at and not kept. */
export const noticingEvents: readonly Need[] = [
  { name: 'message.channels', reason: 'noticing decisions in public channels that turned it on' },
  { name: 'message.groups', reason: 'the same in private channels' },
];
