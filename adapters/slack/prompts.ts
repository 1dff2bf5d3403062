import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { failureOf } from './errors.ts';
import type { Arrived } from './incoming.ts';
import type { Prompt } from './manifest.ts';

/** What can be asked at a press, where somebody opens the advisor. */
export const prompts: readonly Prompt[] = [
  { title: 'Compare two technologies', message: 'fastapi vs django' },
  { title: 'Choose a database', message: 'Help us choose a database' },
  { title: 'What did we decide?', message: 'What have we decided lately?' },
  { title: 'Record a decision', message: 'Record a decision' },
];

/** Offers prompts in a thread of the agent view; where Slack takes none there, the view has those of the manifest. */
export async function suggestPrompts(
  client: WebClient,
  { channel, postIn }: Arrived['place'],
  log: Logger,
): Promise<void> {
  if (channel === '' || postIn === '') return;
  const [first, ...rest] = prompts.map(({ title, message }) => ({ title, message }));
  if (first === undefined) return;
  try {
    await client.assistant.threads.setSuggestedPrompts({
      channel_id: channel,
      thread_ts: postIn,
      prompts: [first, ...rest],
    });
  } catch (error) {
    log.debug({ platform: 'slack', failure: failureOf(error) }, 'prompts were not taken');
  }
}

/** Says in a thread of the agent view that it is working; Slack takes that away with the answer. */
export async function showWorking(client: WebClient, { kind, place }: Arrived): Promise<void> {
  const { channel, postIn } = place;
  if (kind !== 'said' || !channel.startsWith('D') || postIn === '') return;
  // An answer without it is as good.
  await client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: postIn, status: 'is looking it up' })
    .catch(() => {});
}
