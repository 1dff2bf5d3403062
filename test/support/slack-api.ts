import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** What a method of the Web API answers, by what it is asked. */
export type SlackAnswers = Readonly<Record<string, (asked: URLSearchParams) => object>>;

/** A Web API of these methods alone, over HTTP, gone when the test ends; gives its address. */
export async function startSlackApi(answers: SlackAnswers): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const answer = answers[(request.url ?? '').replace('/api/', '')];
    const told =
      answer === undefined ? { ok: false, error: 'unknown_method' } : answer(new URLSearchParams(body));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...told }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('a server that listens has a port');
  return `http://127.0.0.1:${address.port}/api/`;
}
