import { describe, expect, test } from 'vitest';
import * as discordIncoming from '../../adapters/discord/incoming.ts';
import * as discordOutgoing from '../../adapters/discord/outgoing.ts';
import * as slackIncoming from '../../adapters/slack/incoming.ts';
import * as slackOutgoing from '../../adapters/slack/outgoing.ts';

// What version 0.1 stored in its inbox and outbox, as it stood there when the process was replaced.
const slackArrival = {
  user: 'U1',
  place: { channel: 'C1', thread: '17.1', postIn: '17.1' },
  isPrivate: null,
  permalink: 'https://team.slack.com/archives/C1/p171',
  responseUrl: 'https://hooks.slack.com/x',
  ephemeral: true,
  pressed: '',
  view: 'V1',
};
const discordArrival = {
  person: { id: '7', name: 'Ann', handle: 'ann' },
  roles: ['3'],
  place: { at: '5', type: 0, parent: '', thread: 'me:7' },
  permalink: '',
  replyTo: '9',
  token: '',
  ephemeral: false,
  onMessage: false,
  pressed: '',
  mayPost: true,
};

describe('what an earlier version stored is read', () => {
  test('of Slack', () => {
    const { arrivedSchema } = slackIncoming;
    expect(arrivedSchema.parse({ ...slackArrival, kind: 'said', text: 'hi', begins: true })).toEqual({
      kind: 'said',
      text: 'hi',
      begins: true,
      person: { id: 'U1', name: '', handle: '' },
      place: slackArrival.place,
      isPrivate: null,
      permalink: slackArrival.permalink,
      ephemeral: true,
      pressed: '',
      origin: { responseUrl: slackArrival.responseUrl, view: 'V1' },
    });
    expect(
      arrivedSchema.parse({ ...slackArrival, kind: 'shared', question: 'what is the GIL' }),
    ).toMatchObject({
      kind: 'shared',
      shared: '=what is the GIL',
    });
    expect(
      arrivedSchema.parse({ ...slackArrival, kind: 'from-message', text: 'x', author: 'U2', root: '17.0' }),
    ).toMatchObject({ author: 'U2', message: '17.0' });
    expect(arrivedSchema.parse({ ...slackArrival, kind: 'opened-messages' })).toMatchObject({
      kind: 'opened',
      page: 'messages',
    });
  });

  test('of Discord', () => {
    const { arrivedSchema } = discordIncoming;
    expect(arrivedSchema.parse({ ...discordArrival, kind: 'said', text: 'hi' })).toEqual({
      kind: 'said',
      text: 'hi',
      begins: false,
      person: discordArrival.person,
      place: { channel: '5', thread: 'me:7', postIn: '9' },
      isPrivate: null,
      permalink: '',
      ephemeral: false,
      pressed: '',
      origin: { roles: ['3'], type: 0, parent: '', token: '', onMessage: false, mayPost: true, left: [] },
    });
    // What is pressed is not answered below the message.
    const pressed = { ...discordArrival, token: 't', pressed: '9', kind: 'chose', choices: ['say:x'] };
    expect(arrivedSchema.parse(pressed)).toMatchObject({ place: { postIn: '' }, origin: { token: 't' } });
  });

  test.each([
    [
      { kind: 'channel', channel: 'C1', thread: '17.1' },
      { kind: 'channel', channel: 'C1', postIn: '17.1' },
    ],
    [
      { kind: 'ephemeral', channel: 'C1', thread: '' },
      { kind: 'alone', channel: 'C1', postIn: '' },
    ],
    [
      { kind: 'update', channel: 'C1', message: '17.2' },
      { kind: 'update', channel: 'C1', message: '17.2' },
    ],
    [{ kind: 'direct' }, { kind: 'direct', channel: '' }],
    [
      { kind: 'response', url: 'https://x/', until: 'u', replace: true, channel: 'C1', thread: '' },
      {
        kind: 'answer',
        token: 'https://x/',
        until: 'u',
        as: 'original',
        ephemeral: true,
        channel: 'C1',
        postIn: '',
      },
    ],
  ])("Slack's messages: %j", (before, to) => {
    const stored = {
      kind: 'message',
      to: before,
      user: 'U1',
      text: 'hi',
      blocks: [],
      pictures: [],
      note: null,
    };
    expect(slackOutgoing.outgoingSchema.parse(stored)).toEqual({
      ...{ kind: 'message', to, user: 'U1', note: null, discussion: '' },
      body: { text: 'hi', blocks: [], pictures: [] },
    });
  });

  test.each([
    [
      { kind: 'channel', channel: '5', replyTo: '9' },
      { kind: 'channel', channel: '5', postIn: '9' },
    ],
    [
      { kind: 'update', channel: '5', message: '9' },
      { kind: 'update', channel: '5', message: '9' },
    ],
    [
      { kind: 'direct', user: '7' },
      { kind: 'direct', channel: '' },
    ],
    [
      { kind: 'interaction', token: 't', until: 'u', as: 'followup', ephemeral: false, channel: '5' },
      { kind: 'answer', token: 't', until: 'u', as: 'followup', ephemeral: false, channel: '5', postIn: '' },
    ],
  ])("Discord's messages: %j", (before, to) => {
    const note = { thread: '', live: 'record:decisions:7' };
    const rest = { kind: 'message', user: '7', note, discussion: '7: Use Go' };
    const body = { components: [{ type: 10, content: 'hi' }], pictures: [] };
    expect(discordOutgoing.outgoingSchema.parse({ ...rest, to: before, ...body })).toEqual({
      ...rest,
      to,
      body,
    });
  });

  test('a reminder stays one, and what nobody knows is refused', () => {
    const reminder = { kind: 'review-due', log: 'decisions', number: 1, title: 'x', reviewBy: '2026-01-01' };
    expect(slackOutgoing.outgoingSchema.parse(reminder)).toEqual(reminder);
    expect(discordOutgoing.outgoingSchema.safeParse({ kind: 'parade' }).success).toBe(false);
    expect(slackIncoming.arrivedSchema.safeParse({ ...slackArrival, kind: 'danced' }).success).toBe(false);
  });
});
