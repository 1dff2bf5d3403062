import type { Reply } from '../../src/reply.ts';
import { openTalk } from './talk.ts';

/** What is said where there are several logs: what contradicts, a record that is superseded, all that is recorded. */
export async function repliesInSeveralLogs(): Promise<readonly Reply[]> {
  const talk = await openTalk(() => '2026-11-21T09:00:00.000Z');
  try {
    const { decisions } = talk.services;
    const person = { id: 'ana', name: 'ana' };
    const actIn = (log: string) =>
      ({ workspace: 'local', log, person, viewer: { kind: 'operator' }, source: 'test' }) as const;
    for (const log of ['shop', 'team-2']) await decisions.createLog(actIn(log));
    const recorded = [
      ['shop', 'Use Redis for sessions'],
      ['shop', 'Sessions live in PostgreSQL'],
      ['team-2', 'Use FTP for files'],
      ['team-2', 'Use S3 for files'],
      ['team-2', 'Use Kafka for events'],
    ] as const;
    for (const [log, title] of recorded)
      await decisions.approve(actIn(log), await decisions.propose(actIn(log), { title }));
    await decisions.supersede(actIn('team-2'), 2, 1, false);
    await decisions.propose(actIn('team-2'), { title: 'Use RabbitMQ for events' });
    const asked = ['what contradicts?', 'what contradicts shop-1?', 'show team-2-1', 'list decisions'];
    const told: Reply[] = [];
    for (const line of asked) told.push(...(await talk.say('ana', line)).replies);
    return told;
  } finally {
    await talk.close();
  }
}
