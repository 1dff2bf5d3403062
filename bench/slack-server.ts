// A bare Bolt app, beside which bench/slack.ts measures ours; it says on stdout where it listens, as ours does.
import { App, HTTPReceiver } from '@slack/bolt';

const receiver = new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET ?? '' });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'UBOT' }),
});
app.command('/ask', async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'An answer.' });
});
const server = await app.start(0);
const bound = server.address();
const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
process.stdout.write(`Bolt is ready: http://127.0.0.1:${port}/\n`);
