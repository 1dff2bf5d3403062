import { plainText } from './blocks/text.ts';
import {
  maxAgentDescription,
  maxAppDescription,
  maxAppName,
  maxBotName,
  maxCommand,
  maxCommandDescription,
  maxCommands,
  maxPrompts,
  maxShortcutDescription,
  maxShortcutName,
  maxUsageHint,
} from './limits.ts';
import { events, linkEvents, type Need, noticingEvents, optionalScopes, scopes } from './scopes.ts';

/** A slash command as people see it. */
export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  readonly description: string;
  /** What can stand behind it: `QUESTION`. */
  readonly usage: string;
}

/** Something to ask at a press in the agent view. */
export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** What a manifest is made from. */
export interface ManifestInput {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly SlashCommand[];
  readonly prompts: readonly Prompt[];
  /** Socket Mode needs no address; over HTTP Slack calls the public one. */
  readonly connection: { readonly mode: 'socket' } | { readonly mode: 'http'; readonly publicUrl: string };
  /** Where people come back to after installing; undefined where the app is for one workspace. */
  readonly redirectUrl?: string;
  /** The host of the page whose links unfold; undefined where people reach none. */
  readonly unfurlDomain?: string;
  /** Whether channels can turn on the noticing of decisions. */
  readonly noticing: boolean;
}

/** The path at which Slack's requests come in. */
export const eventsPath = '/slack/events';
/** The `callback_id` of the shortcut on messages. */
export const recordShortcut = 'record_decision';

/** The app's manifest. https://docs.slack.dev/reference/app-manifest */
export function slackManifest(input: ManifestInput) {
  const url = requestUrl(input.connection);
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: cut(input.name, maxAppName),
      description: cut(input.description, maxAppDescription),
    },
    features: features(input, url),
    oauth_config: {
      ...(input.redirectUrl === undefined ? {} : { redirect_urls: [input.redirectUrl] }),
      scopes: { bot: names(scopes), bot_optional: names(optionalScopes) },
    },
    settings: {
      event_subscriptions: { ...url.request, bot_events: names(eventsFor(input)) },
      interactivity: { is_enabled: true, ...url.request },
      org_deploy_enabled: false,
      socket_mode_enabled: input.connection.mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** What {@link slackManifest} makes. */
export type SlackManifest = ReturnType<typeof slackManifest>;

/** Opens Slack's page for new apps with the manifest in it. https://docs.slack.dev/app-manifests */
export function createAppUrl(manifest: SlackManifest): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}

/** The events that an app is told. */
export function eventsFor({
  noticing,
  unfurlDomain,
}: Pick<ManifestInput, 'noticing' | 'unfurlDomain'>): readonly Need[] {
  const linked = unfurlDomain === undefined ? [] : linkEvents;
  return [...events, ...linked, ...(noticing ? noticingEvents : [])];
}

function features({ name, description, commands, prompts, unfurlDomain }: ManifestInput, url: RequestUrl) {
  return {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: cut(name, maxBotName), always_online: true },
    agent_view: {
      agent_description: cut(description, maxAgentDescription),
      suggested_prompts: prompts.slice(0, maxPrompts).map(({ title, message }) => ({ title, message })),
    },
    shortcuts: [
      {
        name: cut('Record decision', maxShortcutName),
        type: 'message',
        callback_id: recordShortcut,
        description: cut('Propose a decision record from this message', maxShortcutDescription),
      },
    ],
    ...(unfurlDomain === undefined ? {} : { unfurl_domains: [unfurlDomain] }),
    ...(commands.length === 0 ? {} : { slash_commands: commands.slice(0, maxCommands).map(command(url)) }),
  };
}

function command(url: RequestUrl) {
  return ({ name, description, usage }: SlashCommand) => ({
    command: commandName(name),
    description: cut(description, maxCommandDescription),
    ...(usage.trim() === '' ? {} : { usage_hint: cut(usage, maxUsageHint) }),
    ...url.command,
    // People and groups come with their ids: a log's deciders are named so.
    should_escape: true,
  });
}

/** @throws RangeError for what Slack takes for no command: shortened it would be another one. */
function commandName(name: string): string {
  if (!/^[a-z0-9_-]+$/.test(name) || name.length >= maxCommand) {
    throw new RangeError(
      `"/${name}" is no slash command: at most ${maxCommand} characters of a-z, 0-9, _ and -`,
    );
  }
  return `/${name}`;
}

interface RequestUrl {
  readonly request: { readonly request_url?: string };
  readonly command: { readonly url?: string };
}

function requestUrl(connection: ManifestInput['connection']): RequestUrl {
  if (connection.mode === 'socket') return { request: {}, command: {} };
  const address = new URL(eventsPath, connection.publicUrl).href;
  return { request: { request_url: address }, command: { url: address } };
}

function names(needs: readonly Need[]): string[] {
  return needs.map(({ name }) => name);
}

function cut(text: string, max: number): string {
  return plainText(text, max).text;
}
