import type { Random } from './random.ts';
import { anyText, mutated } from './texts.ts';

const slackUser = { id: 'U0ANN1', team_id: 'T0TEAM' };
const place = {
  team: { id: 'T0TEAM' },
  user: slackUser,
  trigger_id: '1.2.3',
  response_url: 'https://hooks.slack.com/x',
};

/** Something that Slack could send, with parts of it changed. */
export function anySlackPayload(random: Random): unknown {
  const text = anyText(random);
  const channel = { id: random.pick(['C0GENERAL', 'D0ANN', 'G0SECRET']), name: 'general' };
  const ts = '1772355600.000100';
  const event = (inner: object) => ({
    type: 'event_callback',
    team_id: 'T0TEAM',
    event_id: 'Ev1',
    event: inner,
  });
  const message = {
    user: 'U0ANN1',
    text,
    ts,
    channel: channel.id,
    thread_ts: random.pick([ts, null, 'x']),
  };
  return mutated(
    random,
    random.pick([
      {
        command: random.pick(['/adr', '/ask', '/advise', '/decide']),
        text,
        team_id: 'T0TEAM',
        channel_id: channel.id,
        user_id: 'U0ANN1',
        response_url: 'https://hooks.slack.com/x',
        trigger_id: '1.2',
      },
      event({ type: 'app_mention', ...message }),
      event({ type: 'message', channel_type: 'im', ...message }),
      event({ type: 'app_home_opened', user: 'U0ANN1', tab: 'home' }),
      {
        ...place,
        type: 'block_actions',
        container: { type: 'message', message_ts: ts, channel_id: channel.id },
        channel,
        actions: [
          {
            action_id: random.pick(['choice', 'choose', 'pick', 'form', 'share']),
            type: 'button',
            block_id: 'picks-1',
            value: text.slice(0, 200),
          },
        ],
        state: {
          values: {
            'picks-1': { pick: { type: 'checkboxes', selected_options: [{ value: text.slice(0, 80) }] } },
          },
        },
      },
      {
        ...place,
        type: 'view_submission',
        view: {
          id: 'V1',
          callback_id: 'form',
          private_metadata: JSON.stringify({
            form: 'form:propose:1:0:0:decisions',
            channel: channel.id,
            thread: '',
            message: '',
            permalink: '',
          }),
          state: {
            values: {
              'field:title': { 'value:': { type: 'plain_text_input', value: text } },
              'field:decision': { 'value:': { type: 'plain_text_input', value: anyText(random) } },
            },
          },
        },
      },
      {
        ...place,
        type: 'message_action',
        callback_id: 'record_decision',
        channel,
        message: { ts, text, user: 'U0BOB22' },
      },
    ]),
  );
}

/** Something that Discord could send, with parts of it changed. */
export function anyDiscordPayload(random: Random): unknown {
  const content = anyText(random, 9_000);
  const user = { id: '123456789012345678', username: 'ann', global_name: 'Ann' };
  const base = {
    id: '223456789012345678',
    token: 'token',
    guild_id: random.pick(['323456789012345678', null]),
    channel: { id: '423456789012345678', type: 0 },
    member: { user, nick: null, roles: ['523456789012345678'] },
    user,
    app_permissions: '2147483647',
  };
  const message = { id: '623456789012345678', flags: random.pick([0, 64]), components: [] };
  return mutated(
    random,
    random.pick<unknown>([
      {
        id: '223456789012345678',
        channel_id: '423456789012345678',
        guild_id: random.pick(['323456789012345678', null]),
        author: user,
        member: { nick: 'A', roles: [] },
        content: `<@99> ${content}`,
        type: random.pick([0, 19]),
        mentions: [{ id: '99', username: 'advisor' }],
        mention_roles: [],
      },
      {
        ...base,
        type: 2,
        data: {
          type: 1,
          name: random.pick(['ask', 'adr', 'advise', 'help']),
          options: random.pick<unknown>([
            [{ name: 'question', value: content }],
            [
              {
                type: 1,
                name: random.pick(['propose', 'show', 'accept', 'list']),
                options: [
                  { name: 'number', value: content.slice(0, 100) },
                  { name: 'decision', value: content },
                ],
              },
            ],
          ]),
        },
      },
      {
        ...base,
        type: 3,
        message,
        data: {
          component_type: random.pick([2, 3]),
          custom_id: random.pick([
            content.slice(0, 100),
            'c:0:r:accept:1:decisions',
            'form:form:propose:1:0:0:decisions',
          ]),
          values: [content.slice(0, 100)],
        },
      },
      {
        ...base,
        type: 5,
        message,
        data: {
          custom_id: 'form:form:propose:1:0:0:decisions:',
          components: [
            { type: 18, component: { type: 4, custom_id: 'field:title', value: content } },
            { type: 1, components: [{ type: 4, custom_id: 'field:decision', value: content }] },
          ],
        },
      },
      {
        ...base,
        type: 2,
        data: {
          type: 3,
          name: 'Record decision',
          target_id: '1',
          resolved: { messages: { 1: { content, author: user, mentions: [user] } } },
        },
      },
      {
        ...base,
        type: 4,
        data: {
          type: 1,
          name: 'adr',
          options: [
            {
              type: 1,
              name: 'show',
              options: [{ name: 'number', value: content.slice(0, 100), focused: true }],
            },
          ],
        },
      },
    ]),
  );
}

/** A line of `chat --json`. */
export function anyChatLine(random: Random): string {
  const line = {
    person: random.pick(['ana', 'ben', anyText(random, 120)]),
    channel: random.pick(['c', 'd']),
    thread: random.pick(['', '1', '2', '3']),
  };
  const text = anyText(random);
  const event = random.pick<unknown>([
    { ...line, text },
    { ...line, text, notice: true },
    {
      ...line,
      choose: random.pick<unknown>([
        text.slice(0, 100),
        'r:accept:1:decisions',
        'show:1:decisions',
        'topic:database',
        'Help us choose',
        ['a', 'b'],
      ]),
    },
    {
      ...line,
      submit: { title: text, decision: anyText(random), number: '1' },
      form: random.pick(['propose', 'form:propose:1:0:0:decisions', text.slice(0, 100)]),
    },
  ]);
  if (random.oneIn(12)) return anyText(random, 5_000);
  try {
    return JSON.stringify(mutated(random, event)) ?? '';
  } catch {
    // Nested deeper than the writer of this line can go.
    return `${'['.repeat(100_000)}`;
  }
}
