import { z } from 'zod';
import type { ChatRoom, Seen, Who } from '../../test/support/chat-room.ts';
import { openSlackRoom } from '../../test/support/slack-room.ts';
import type { Seen as SlackSeen } from '../../test/support/slack-world.ts';

/** One message of a conversation: what somebody said, or what the adapter sent, block by block. */
export type Line =
  | { readonly by: 'person'; readonly name: string; readonly words: string }
  | { readonly by: 'advisor'; readonly blocks: readonly unknown[] };

/** A part of a channel as it is to be drawn. */
export interface Scene {
  readonly name: string;
  readonly channel: string;
  readonly lines: readonly Line[];
}

type Room = ChatRoom<SlackSeen>;

/** Plays what the pictures show on a local Slack, and keeps what the adapter sent there. */
export async function playScenes(): Promise<readonly Scene[]> {
  const scenes: Scene[] = [];
  for (const play of [answer, walk, record]) {
    const room = await openSlackRoom('sqlite::memory:');
    try {
      scenes.push(await play(room));
    } finally {
      await room.stop();
    }
  }
  return scenes;
}

async function answer(room: Room): Promise<Scene> {
  const words = 'fastapi vs django';
  await room.say('ann', words);
  const told = await shown(room, 'The documents disagree');
  return { name: 'answer', channel: 'backend', lines: [said('ann', `@Stack Advisor ${words}`), sent(told)] };
}

async function walk(room: Room): Promise<Scene> {
  const words = '/advise team which message broker?';
  await room.command('ann', words);
  let step = await shown(room, 'What are the messages for?');
  const votes: readonly (readonly [Who, string])[] = [
    ['ann', 'Event sourcing or audit log'],
    ['bob', 'Flexible routing'],
    ['cy', 'Event sourcing or audit log'],
  ];
  for (const [who, option] of votes) {
    await room.press(who, onlyOption(step, option), 'Choose');
    step = await shown(room, 'What are the messages for?', who);
  }
  await room.press('bob', step, 'Recommend now');
  const told = await shown(room, 'Record it');
  return { name: 'recommendation', channel: 'payments', lines: [said('ann', words), sent(told)] };
}

async function record(room: Room): Promise<Scene> {
  await room.say(
    'ann',
    'record that we chose RabbitMQ for order events over Kafka because nobody replays them',
  );
  await room.press('bob', await shown(room, 'Approve'), 'Approve');
  await shown(room, 'Approved by bob');
  await room.command('ann', '/adr log quorum 2');
  const asked = 'did we ever rule out Kafka?';
  await room.say('cy', asked);
  const ruledOut = await shown(room, 'was not taken');
  const words = 'record that we chose Kafka for order events because billing replays old orders';
  await room.say('cy', words);
  const warned = await shown(room, 'It goes against');
  await room.press('bob', await shown(room, 'Request changes'), 'Approve');
  const card = await shown(room, '1 of 2');
  const lines = [
    said('cy', `@Stack Advisor ${asked}`),
    sent(ruledOut),
    said('cy', `@Stack Advisor ${words}`),
    sent(card),
    sent(warned),
  ];
  return { name: 'record', channel: 'orders', lines };
}

const said = (name: Who, words: string): Line => ({ by: 'person', name, words });
const sent = ({ handle }: Seen<SlackSeen>): Line => ({ by: 'advisor', blocks: handle.message.blocks });

/** The newest message of the channel that holds these words. */
async function shown(room: Room, ...words: readonly string[]): Promise<Seen<SlackSeen>> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = (await room.inChannel()).findLast((seen) => words.every((one) => seen.words.includes(one)));
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for a message with ${words.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const pickSchema = z.looseObject({
  accessory: z.looseObject({ options: z.array(z.looseObject({ text: z.object({ text: z.string() }) })) }),
});

/** The message as if it had one option alone: the room picks the first one. */
function onlyOption(seen: Seen<SlackSeen>, label: string): Seen<SlackSeen> {
  const blocks = seen.handle.message.blocks.map((block) => {
    const read = pickSchema.safeParse(block);
    if (!read.success) return block;
    const options = read.data.accessory.options.filter(({ text }) => text.text === label);
    return { ...block, accessory: { ...read.data.accessory, options } };
  });
  return { ...seen, handle: { ...seen.handle, message: { ...seen.handle.message, blocks } } };
}
