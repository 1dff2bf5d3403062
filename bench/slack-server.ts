// One of the servers that bench/slack.ts measures, in a process of its own: `SERVE=bolt` or `SERVE=ours`.
import { readConfig } from '../src/config.ts';

const tell = (url: string) => process.send?.(url);

if (process.env.SERVE === 'bolt') {
  const { App, HTTPReceiver } = await import('@slack/bolt');
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
  tell(`http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}/`);
} else {
  // The program as it runs; it says on stdout where it listens.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array) => {
    const url = /ready: (\S+)/.exec(String(text))?.[1];
    if (url !== undefined) tell(url);
    return write(text);
  };
  const { start } = await import('../adapters/main.ts');
  await start(readConfig(process.env));
}
