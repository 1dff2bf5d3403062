import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { storeInstallations } from '../../adapters/slack/installations.ts';
import { createSecrets } from '../../adapters/slack/token-encryption.ts';
import { openDatabase } from '../../src/database/connection.ts';

/** What people do. */
export type Kind = 'tell' | 'propose' | 'ask';

/** One thing that somebody does in a conversation, told from all others by its word. */
export interface Unit {
  readonly number: number;
  readonly word: string;
  readonly kind: Kind;
  readonly workspace: number;
  readonly channel: number;
}

const signingSecret = 'a signing secret for replicas';
const encryptionKey = 'an encryption key for replicas';
const botUser = 'UBOT00001';
/** Slack waits so long for an acknowledgement, in milliseconds. */
const acknowledgedWithin = 3_000;

/** The team of a workspace. */
export const teamId = (workspace: number) => `T${String(workspace).padStart(8, '0')}`;
const channelId = ({ workspace, channel }: Unit) => `C${String(workspace).padStart(6, '0')}${channel}`;
const userId = ({ workspace, channel }: Unit) => `U${String(workspace).padStart(8, '0')}X${channel}`;

/** The team of a person, by their id. */
export const teamOf = (user: string): string => `T${user.slice(1, 9)}`;

/** The settings of a process that works for many workspaces. */
export function environmentFor(apiUrl: string): Record<string, string> {
  return {
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'a client secret',
    SLACK_STATE_SECRET: 'a state secret',
    SLACK_API_URL: `${apiUrl}/api/`,
    ENCRYPTION_KEY: encryptionKey,
    PUBLIC_URL: 'https://advisor.example',
  };
}

/** Lets so many workspaces have the app installed. */
export async function install(url: string, count: number): Promise<void> {
  const database = await openDatabase(url);
  const store = storeInstallations(database, createSecrets([encryptionKey]));
  const workspaces = Array.from({ length: count }, (_, at) => at);
  const one = async () => {
    for (let at = workspaces.pop(); at !== undefined; at = workspaces.pop()) {
      const id = teamId(at);
      const workspace = { id, token: `xoxb-${id}`, botUser, url: `https://${id.toLowerCase()}.slack.com/` };
      await store.save(workspace, id, []);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  await database.close();
}

/** What somebody says. */
export function textOf({ kind, word }: Unit): string {
  switch (kind) {
    case 'tell':
      return `record that we call the billing queue ${word} because it is short`;
    case 'propose':
      return `we call the storage bucket ${word} because it is short`;
    case 'ask':
      return `what is ${word}`;
  }
}

const base = Math.floor(Date.now() / 1_000);
/** Says where words stand: in threads of the channel, each for so many of them. */
export function createThreads(unitsInThread = 40): (unit: Unit) => string {
  const open = new Map<string, { ts: string; left: number }>();
  return (unit) => {
    const channel = channelId(unit);
    const thread = open.get(channel);
    const current =
      thread === undefined || thread.left === 0 ? { ts: tsOf(unit), left: unitsInThread } : thread;
    open.set(channel, { ...current, left: current.left - 1 });
    return current.ts;
  };
}

function tsOf({ number }: Unit): string {
  return `${base + Math.floor(number / 1_000_000)}.${String(number % 1_000_000).padStart(6, '0')}`;
}

function eventOf(unit: Unit, thread: string): object {
  const team_id = teamId(unit.workspace);
  const ts = tsOf(unit);
  const said = { type: 'app_mention', user: userId(unit), text: `<@${botUser}> ${textOf(unit)}` };
  const place = {
    ts,
    channel: channelId(unit),
    event_ts: ts,
    ...(thread === ts ? {} : { thread_ts: thread }),
  };
  return {
    ...{ type: 'event_callback', team_id, event_id: `Ev${unit.word}`, event_time: base },
    authorizations: [{ team_id, user_id: botUser, is_bot: true }],
    event: { ...said, ...place },
  };
}

function commandOf(unit: Unit, apiUrl: string): Record<string, string> {
  return {
    command: unit.kind === 'ask' ? '/ask' : '/adr',
    text: unit.kind === 'ask' ? textOf(unit) : `propose ${textOf(unit)}`,
    team_id: teamId(unit.workspace),
    channel_id: channelId(unit),
    channel_name: 'general',
    user_id: userId(unit),
    user_name: 'somebody',
    trigger_id: `${unit.number}.1.replicas`,
    response_url: `${apiUrl}/respond/${unit.word}`,
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/** Delivers something, signed; gives what it was answered, undefined where it was not acknowledged. */
export function deliver(
  address: string,
  unit: Unit,
  thread: string,
  apiUrl: string,
): Promise<string | undefined> {
  const isEvent = unit.kind === 'tell';
  const body = isEvent
    ? JSON.stringify(eventOf(unit, thread))
    : new URLSearchParams(commandOf(unit, apiUrl)).toString();
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': isEvent ? 'application/json' : 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': `${at}`,
    'x-slack-signature': `v0=${signature}`,
  };
  return new Promise((resolve) => {
    const sent = request(
      new URL('/slack/events', address),
      { method: 'POST', headers, agent, timeout: acknowledgedWithin },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve(response.statusCode === 200 ? text : undefined));
        response.on('error', () => resolve(undefined));
      },
    );
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}

/** Ends connections that are kept for later. */
export function endDeliveries(): void {
  agent.destroy();
}
