import { createPostedMessages } from '../../../adapters/core/posted-messages.ts';
import { storeInstallations } from '../../../adapters/slack/installations.ts';
import { createSecrets, type Secrets } from '../../../adapters/slack/token-encryption.ts';
import { createChannels } from '../../../src/conversation/channels.ts';
import { emptyMemory, sharedMemorySchema } from '../../../src/conversation/memory.ts';
import { createMemoryStore } from '../../../src/conversation/memory-store.ts';
import { createDecisions } from '../../../src/decisions/decisions.ts';
import { importFolder } from '../../../src/decisions/import.ts';
import type { FormReply } from '../../../src/reply.ts';
import { personOf } from '../../../src/tokens/token.ts';
import { createTokens } from '../../../src/tokens/tokens.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { act, type House, onlyTheirs, ours, theirs, wordOf } from './ids.ts';

/** A file that both workspaces import. */
export function folderWith(workspace: string): string {
  return temporaryFolder({
    '0009-imported.md': `# Use Vault for ${wordOf(workspace)} secrets\n\n## Status\n\nAccepted\n`,
  });
}

/** Records 1 to 5 alike in both: accepted and due, proposed, draft, superseded, its successor. The other one has more. */
export async function fillRecords({ database, now }: House, workspace: string): Promise<void> {
  const decisions = createDecisions(database, now);
  const word = wordOf(workspace);
  const by = act(workspace);
  // A word that only the other workspace holds, and that somebody may mistype here.
  const context = workspace === theirs ? `${word} mysqll` : word;
  const content = { context, decision: `PostgreSQL ${word}`, tags: ['data'], deciders: [word] };
  const propose = (title: string, origin: string, more = {}) =>
    decisions.propose(
      by,
      { ...content, title: `${title} for ${word}`, reviewBy: '2026-06-01' },
      { channel: 'C1', origin, ...more },
    );
  for (const [at, title] of ['Use MySQL', 'Use Redis', 'Use Kafka', 'Use REST'].entries())
    await propose(title, `form ${at + 1}`, { draft: title === 'Use Kafka' });
  for (const number of [1, 4]) await decisions.approve(act(workspace, 'bob'), number);
  await propose('Use gRPC', 'form 5', { supersedes: [4] });
  await decisions.approve(act(workspace, 'bob'), 5);
  if (workspace !== theirs) return;
  for (const origin of ['form 6', 'form 7']) await propose('Use PostgreSQL', origin);
  await decisions.createLog(act(workspace, 'ann', onlyTheirs.log));
  const hidden = { deciders: [`@${word}`], visibility: 'members', channel: onlyTheirs.channel } as const;
  await decisions.setLog(act(workspace, 'ann', onlyTheirs.log), hidden);
  await importFolder(database, act(workspace), folderWith(workspace), now);
  await decisions.setLog(by, { quorum: 2 });
  // A history that was tampered with is a fault of its own workspace alone.
  await database.db
    .updateTable('events')
    .set({ source: word })
    .where('seq', '=', 1)
    .where('log_id', 'in', (from) =>
      from.selectFrom('logs').select('id').where('workspace', '=', workspace).where('name', '=', 'decisions'),
    )
    .execute();
}

/** Memories, settings and questions that were not covered, under the same ids in both. */
export async function fillConversation({ database, now }: House, workspace: string): Promise<void> {
  const word = wordOf(workspace);
  const memories = createMemoryStore(database, now);
  const memory = { ...emptyMemory(), recent: [word] };
  const shared = sharedMemorySchema.parse({ offered: [{ id: 'say:x', label: word }] });
  const save = (channel: string, thread: string, person: string) =>
    memories.save({ workspace, channel, thread }, person, {
      memory,
      shared,
      feedback: { kind: 'uncovered', question: workspace === theirs ? `what is ${word}` : 'what is ours' },
      sync: true,
    });
  await save('C1', 't1', 'u1');
  const channels = createChannels(database);
  await channels.setNoticing(workspace, 'C1', workspace === theirs);
  if (workspace !== theirs) return;
  await channels.setDigest(workspace, 'C1', { day: 5, hour: 16 }, now());
  await memories.save({ workspace, channel: 'C1', thread: 't3' }, 'u1', {
    ...{ memory, shared, sync: true },
    feedback: { kind: 'uncovered', question: `what is ${word}`, isAloud: true },
  });
  await save('C1', 't1', onlyTheirs.person);
  await memories.save({ workspace, channel: 'C1', thread: 't2' }, 'u1', {
    memory,
    shared,
    feedback: { kind: 'helpful', question: `what is ${word}` },
    sync: true,
  });
  await save('C1', onlyTheirs.thread, 'u1');
  await channels.setNoticing(workspace, onlyTheirs.channel, true);
}

/** Deriving a key takes long; one serves all. */
export const secrets: Secrets = createSecrets(['a key for two tenants']);

export function formWith(word: string): FormReply {
  return { kind: 'form', id: 'f1', title: word, submit: 'Save', fields: [] };
}

/** Installations, messages, forms and the page's turns, under the same ids in both. */
export async function fillPlatforms({ database, now }: House, workspace: string): Promise<void> {
  const word = wordOf(workspace);
  const posted = createPostedMessages(database, 'slack');
  await posted.remember(workspace, { channel: 'C1', message: 'm1' }, `thread ${word}`, 'record:decisions:1');
  await posted.keepForm(workspace, 'C1', formWith(word));
  await storeInstallations(database, secrets).save(
    { id: workspace, token: `xoxb-${word}`, botUser: `bot ${word}`, url: '' },
    word,
    [],
  );
  const replies = JSON.stringify([{ kind: 'text', text: word }]);
  const threads = workspace === theirs ? ['t1', onlyTheirs.thread] : ['t1'];
  for (const thread of threads)
    await database.db
      .insertInto('turns')
      .values({
        ...{ workspace, channel: 'page', thread, person_id: 'u1', person_name: word, text: word, replies },
        ...{ intent: 'ask', live: 'record:decisions:1', at: now(), revision: workspace === ours ? 1 : 7 },
      })
      .execute();
  await database.db
    .insertInto('conversation_titles')
    .values(threads.map((thread) => ({ workspace, channel: 'page', thread, title: `called ${word}` })))
    .execute();
  const { token } = await createTokens(database).create(workspace, word, { name: word });
  await createDecisions(database, now).comment(
    { ...act(workspace), person: personOf(token) },
    3,
    `said with a token of ${word}`,
  );
  if (workspace !== theirs) return;
  await posted.remember(workspace, { channel: 'C1', message: 'm9' }, word, 'record:payments:1');
  await posted.keepForm(workspace, 'C1', { ...formWith(word), id: 'f9' });
}
