import { createHmac } from 'node:crypto';
import { buttonsIn } from '../../test/support/slack-world.ts';
import { botUser, type Shown, startSlackApi, team } from './slack-api.ts';
import { type Given, type Receiver, type Side, textOf, type Unit, wordOf } from './traffic.ts';

const secret = 'a signing secret for faults';
/** Slack waits so long for an acknowledgement. */
const acknowledgedWithin = 3_000;
/** So many mentions of a person go into one thread. */
const mentionsInThread = 60;

/** Slack: signed events, commands and presses. */
export async function startSlackSide(): Promise<Side> {
  const api = await startSlackApi();
  const bodies = new Map<string, object>();
  const answeredAtOnce = new Set<string>();
  const threads = new Map<number, { ts: string; count: number }>();
  const base = Math.floor(Date.now() / 1_000);

  const channelOf = (place: number) => `C0FAULTS${place}`;
  const userOf = (place: number) => `U0FAULTS${place}`;
  const ours = () => api.messages.filter(({ user }) => user === botUser);
  const cardOf = (word: string): Shown | undefined =>
    ours().find(
      ({ channel, thread, content }) => channel.startsWith('C') && thread === '' && wordOf(content) === word,
    );

  /** A mention begins a thread, or goes on in the person's own. */
  const mention = (unit: Unit): object => {
    const { place, number } = unit;
    const [user, channel, ts] = [userOf(place), channelOf(place), `${base + number}.000000`];
    const open = threads.get(place);
    const thread = open === undefined || open.count >= mentionsInThread ? undefined : open;
    threads.set(place, { ts: thread?.ts ?? ts, count: (thread?.count ?? 0) + 1 });
    const text = `<@${botUser}> ${textOf(unit)}`;
    api.say(user, channel, thread?.ts ?? '', ts, text);
    const inner = { type: 'app_mention', user, text, ts, channel };
    const threaded = thread === undefined ? {} : { thread_ts: thread.ts, parent_user_id: user };
    const authorizations = [{ team_id: team, user_id: botUser, is_bot: true }];
    return {
      type: 'event_callback',
      team_id: team,
      event_id: `Ev${unit.word}`,
      event_time: base + number,
      authorizations,
      event: { ...inner, ...threaded, event_ts: ts },
    };
  };
  const command = (unit: Unit): object => ({
    command: unit.kind === 'ask' ? '/ask' : '/adr',
    text: unit.kind === 'ask' ? textOf(unit) : `propose ${textOf(unit)}`,
    team_id: team,
    channel_id: channelOf(unit.place),
    channel_name: 'general',
    user_id: userOf(unit.place),
    user_name: 'somebody',
    trigger_id: `${unit.number}.1.faults`,
    response_url: `${api.url}/respond/${unit.word}`,
  });
  const press = (unit: Unit): object => {
    const card = cardOf(unit.about);
    const button = buttonsIn(card?.content.blocks).find(
      ({ label }) => label === 'Approve' || label === 'Accept',
    );
    return {
      type: 'block_actions',
      team: { id: team },
      user: { id: userOf(unit.place), team_id: team },
      trigger_id: `${unit.number}.1.faults`,
      response_url: `${api.url}/respond/${unit.word}`,
      container: { type: 'message', message_ts: card?.ts, channel_id: channelOf(unit.place) },
      channel: { id: channelOf(unit.place), name: 'general' },
      actions: [{ ...button, type: 'button', block_id: 'b', action_ts: `${base}.1` }],
    };
  };
  const bodyOf = (unit: Unit): object => {
    const made = unit.kind === 'mention' ? mention : unit.kind === 'accept' ? press : command;
    const body = bodies.get(unit.word) ?? made(unit);
    bodies.set(unit.word, body);
    return body;
  };
  const deliver = async (unit: Unit, { address }: Receiver): Promise<Given> => {
    const body = bodyOf(unit);
    const isEvent = unit.kind === 'mention';
    const fields = unit.kind === 'accept' ? { payload: JSON.stringify(body) } : textFields(body);
    const text = isEvent ? JSON.stringify(body) : new URLSearchParams(fields).toString();
    const got = await post(address, text, isEvent);
    if (got === undefined) return isEvent ? 'again' : 'dropped';
    if (unit.kind === 'ask' && got !== '') answeredAtOnce.add(unit.word);
    return 'taken';
  };
  return {
    name: 'slack',
    workspace: team,
    environment: () => ({
      SLACK_BOT_TOKEN: 'xoxb-faults',
      SLACK_SIGNING_SECRET: secret,
      SLACK_API_URL: `${api.url}/api/`,
    }),
    reachable: () => Promise.resolve(),
    offers: () => true,
    deliver,
    answers(unit) {
      if (unit.kind === 'accept') return isAccepted(cardOf(unit.about)) ? 1 : 0;
      const shown = ours().filter(({ content }) => wordOf(content) === unit.word);
      return shown.length + (answeredAtOnce.has(unit.word) ? 1 : 0);
    },
    hasCard: (word) => cardOf(word) !== undefined,
    posted() {
      const open = ours().filter(({ alone }) => alone === '');
      const places = Map.groupBy(open, ({ channel, thread }) => `${channel} ${thread}`);
      return new Map(
        [...places].map(([place, shown]) => [place, shown.map(({ content }) => wordOf(content))]),
      );
    },
    away: (how) => api.away(how),
    stop: () => api.stop(),
  };
}

function isAccepted(card: Shown | undefined): boolean {
  return card !== undefined && /accepted/i.test(JSON.stringify(card.content));
}

function textFields(body: object): Record<string, string> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
}

/** What a signed request was answered; undefined where it was not acknowledged. */
async function post(address: string, body: string, isJson: boolean): Promise<string | undefined> {
  const at = Math.floor(Date.now() / 1_000);
  const digest = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  try {
    const answer = await fetch(new URL('/slack/events', address), {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(acknowledgedWithin),
      headers: {
        'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': `${at}`,
        'x-slack-signature': `v0=${digest}`,
      },
    });
    const text = await answer.text();
    return answer.ok ? text : undefined;
  } catch {
    return undefined;
  }
}
