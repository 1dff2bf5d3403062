import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Act } from '../../src/decisions/write-scope.ts';
import type { Limits } from '../../src/limits.ts';
import { createLimits, type LimitSettings } from '../../src/limits.ts';
import type { ChatRoom, Seen, Who } from '../support/chat-room.ts';

/** A person's moment: what is on its way has come, and nobody presses what was shown in the very millisecond before. */
const moment = (milliseconds = 400) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Looks until there is something. */
async function eventually<Value>(what: () => string, look: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what()}`);
    await moment(20);
  }
}

/** What every chat platform does, by whatever driver: run it over a room of yours. */
export function chatContract<Handle>(
  name: string,
  open: (databaseUrl: string, limits?: Limits) => Promise<ChatRoom<Handle>>,
): void {
  let folder: string;
  let room: ChatRoom<Handle>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stack-advisor-room-'));
    room = await open(`sqlite:${join(folder, 'room.db')}`);
  });
  afterEach(async () => {
    await room.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const inChannel = (words: string) => {
    let seen: readonly Seen<Handle>[] = [];
    return eventually(
      () =>
        `"${words}" in the channel; there are ${JSON.stringify(seen.map((one) => one.words)).slice(0, 1_500)}`,
      async () => {
        seen = await room.inChannel();
        return seen.findLast((one) => one.words.includes(words));
      },
    );
  };
  const alone = (who: Who, words: string) => {
    let seen: readonly Seen<Handle>[] = [];
    return eventually(
      () =>
        `"${words}" for ${who} alone; there are ${JSON.stringify(seen.map((one) => one.words)).slice(0, 1_500)}`,
      async () => {
        seen = await room.alone(who);
        return seen.findLast((one) => one.words.includes(words));
      },
    );
  };
  const counted = async (words: string) =>
    (await room.inChannel()).filter((one) => one.words.includes(words)).length;
  const operator = (): Act => ({
    ...{ workspace: room.workspace, log: 'decisions', source: 'test', isOperator: true },
    viewer: { kind: 'operator' },
    person: { id: 'op', name: 'op' },
  });
  const operatorIn = (log: string): Act => ({ ...operator(), log });
  const everything = () => ({ workspace: room.workspace, viewer: operator().viewer });
  const propose = async (who: Who, title: string) => {
    await room.command(who, '/adr propose');
    await room.fillIn(who, { title, decision: 'Because we said so.' });
    return inChannel(title);
  };

  describe(`on ${name}, a question`, () => {
    test('by command is answered for its asker alone, who shares it once with all', async () => {
      await room.command('ann', '/ask what is the GIL');
      const answer = await alone('ann', 'GIL');
      expect(await room.inChannel()).toEqual([]);
      await room.press('ann', answer, 'Share in channel');
      const shared = await inChannel('GIL');
      expect(shared.words).toContain('ann asked: what is the GIL');
      expect(shared.labels).not.toContain('Share in channel');
      await room.press('ann', answer, 'Share in channel');
      await moment();
      expect(await counted('ann asked')).toBe(1);
    });

    test('to the advisor is answered for all, and directly for one', async () => {
      await room.say('ann', 'fastapi vs django');
      await inChannel('FastAPI');
      await room.tell('bob', 'what is redis');
      await alone('bob', 'Redis');
      expect(await counted('in-memory')).toBe(0);
    });

    test('that is delivered again is answered once', async () => {
      await room.say('ann', 'what is the GIL');
      for (let time = 0; time < 3; time++) await room.again();
      await inChannel('GIL');
      await moment();
      expect(await room.inChannel()).toHaveLength(1);
    });

    test('waits for the platform, and for the next process', async () => {
      room.away(true);
      await room.say('ann', 'what is the GIL');
      await moment(100);
      await room.restart();
      room.away(false);
      await inChannel('GIL');
      expect(await room.inChannel()).toHaveLength(1);
    });

    test('whose answer is refused there is told of to its asker, by another way', async () => {
      room.refuseNext();
      await room.say('ann', 'what is the GIL');
      await alone('ann', 'reference');
      expect(room.logged()).toContain('a message was given up');
    });

    test('is counted by what became of it, with how long its answer took', async () => {
      await room.command('ann', '/ask what is the GIL');
      await alone('ann', 'GIL');
      await room.say('ann', 'what is the GIL');
      await room.again();
      await inChannel('GIL');
      await room.murmur('bob', 'We decided to use Kafka for the pipeline because of replay.');
      await moment();
      const counted = await room.metrics();
      for (const line of [
        'events_total{platform="P",kind="commanded",outcome="at-once"} 1',
        'events_total{platform="P",kind="said",outcome="handled"} 1',
        'events_total{platform="P",kind="said",outcome="duplicate"} 1',
        'messages_total{platform="P",outcome="sent"} 1',
        'reply_seconds_count{platform="P",way="at-once"} 1',
        'reply_seconds_count{platform="P",way="message"} 1',
        'turns_total{platform="P",intent="ask",outcome="answered"} 2',
      ]) {
        expect(counted.replace(/platform="\w+"/g, 'platform="P"')).toContain(`\nstack_advisor_${line}\n`);
      }
      expect(counted).not.toContain('overheard');
    });

    test('whose answer has to wait, and is refused then, is counted as that', async () => {
      room.away(true);
      await room.say('ann', 'what is the GIL');
      const seen = (line: RegExp) =>
        eventually(
          () => `${line}`,
          async () => (line.test(await room.metrics()) ? true : undefined),
        );
      await seen(/^stack_advisor_platform_errors_total\{platform="\w+",kind="again"\} /m);
      room.away(false);
      await inChannel('GIL');
      room.refuseNext();
      await room.say('ann', 'what is redis');
      await alone('ann', 'reference');
      await seen(/^stack_advisor_messages_total\{platform="\w+",outcome="given-up"\} 1/m);
    });

    test('nobody asked the advisor is not heard, and nothing of it is kept', async () => {
      await room.murmur('bob', 'We decided to use Kafka for the pipeline because of replay.');
      await moment();
      expect(await room.inChannel()).toEqual([]);
      const rows = await room.database.db.selectFrom('inbox').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain('Kafka');
    });
  });

  describe(`on ${name}, a walk`, () => {
    test('goes on for its person alone, to a result that is shown to all when they want that', async () => {
      await room.command('ann', '/advise help us choose a database');
      let step = await eventually(
        () => 'a question',
        async () => (await room.alone('ann')).findLast(({ labels }) => labels.length > 0),
      );
      for (let round = 0; round < 20 && !step.labels.includes('Record it'); round++) {
        const before = step.words;
        await moment(50);
        if (step.labels.includes('Recommend now')) await room.press('ann', step, 'Recommend now');
        else await room.choose('ann', step);
        step = await eventually(
          () => 'the next step',
          async () =>
            (await room.alone('ann')).findLast(({ words, labels }) => words !== before && labels.length > 0),
        );
      }
      expect(step.labels).toContain('Record it');
      expect(await room.inChannel()).toEqual([]);
      await room.press('ann', step, 'Share in channel');
      await inChannel("ann's walk");
    });

    test('of a team is one message in which all vote, and it ends in a card', async () => {
      await room.command('ann', '/advise team help us choose a database');
      const first = await eventually(
        () => 'a question',
        async () => (await room.inChannel()).find(({ labels }) => labels.length > 0),
      );
      await moment();
      for (const who of ['ann', 'bob', 'cy'] as const) await room.choose(who, first);
      const voted = await eventually(
        () => 'three votes',
        async () =>
          (await room.inChannel()).find(({ words }) =>
            ['ann', 'bob', 'cy'].every((who) => words.includes(who)),
          ),
      );
      expect(await room.inChannel()).toHaveLength(1);
      await room.press('bob', voted, 'Recommend now');
      const result = await eventually(
        () => 'the result',
        async () => (await room.inChannel()).find(({ labels }) => labels.includes('Record it')),
      );
      await moment();
      await room.press('cy', result, 'Record it');
      await eventually(
        () => 'a card',
        async () => (await room.inChannel()).find(({ labels }) => labels.includes('Approve')),
      );
    });
  });

  describe(`on ${name}, a record`, () => {
    test('is proposed in a form, once, and approved to quorum in one message', async () => {
      await room.services.decisions.setLog(operator(), { quorum: 2 });
      await propose('ann', 'Use NATS for events');
      await room.again();
      await moment();
      const card = await inChannel('Use NATS for events');
      expect(await counted('Use NATS')).toBe(1);
      await room.press('bob', card, 'Approve');
      await eventually(
        () => 'one approval',
        async () => (await inChannel('Use NATS')).words.includes('bob') || undefined,
      );
      await room.press('cy', card, 'Approve');
      await room.again();
      await eventually(
        () => 'accepted',
        async () => /accepted/i.test((await inChannel('Use NATS')).words) || undefined,
      );
      expect(await counted('Use NATS')).toBe(1);
      const [found] = await room.services.decisions.search(operator(), 'nats');
      expect(found?.record).toMatchObject({
        status: 'accepted',
        approvals: [{ person: 'bob' }, { person: 'cy' }],
      });
    });

    test('that is wrong in a form is told so to its author, and nothing is recorded', async () => {
      await room.command('ann', '/adr propose');
      await room.fillIn('ann', { title: 'Use Go', decision: 'Because.', reviewBy: '2026-99-99' });
      await alone('ann', 'Review by: ');
      await room.fillIn('ann', { title: 'Use Go', decision: ' ' });
      await alone('ann', 'Decision and why: this is needed');
      expect(await room.services.decisions.list(everything())).toEqual([]);
      await room.fillIn('ann', { title: 'Use Go', decision: 'Because.', reviewBy: '2027-01-31' });
      await inChannel('Use Go');
    });

    test('is filled from a message, with who said it', async () => {
      await room.recordMessage('cy', 'We decided to use Memcached for sessions because it is fast.');
      await room.fillIn('cy', {});
      await inChannel('Memcached');
      const [found] = await room.services.decisions.search(operator(), 'memcached');
      expect(found?.record.context).toContain('bob');
    });

    test('that is changed from elsewhere changes its card, and the one whose place it takes says so', async () => {
      await room.say('ann', 'record that we use MySQL for billing');
      await inChannel('Use MySQL for billing');
      await room.command('bob', '/adr accept 1');
      await eventually(
        () => 'an accepted card',
        async () => /accepted/i.test((await inChannel('Use MySQL')).words) || undefined,
      );
      await room.say('ann', 'record that we use PostgreSQL for billing');
      const card = await inChannel('Use PostgreSQL for billing');
      await room.command('ann', '/adr supersede 1 2');
      await moment();
      await room.press('bob', card, 'Approve');
      await eventually(
        () => 'the older card',
        async () => (await room.inChannel()).find(({ words }) => /superseded.*In force now/is.test(words)),
      );
    });

    test('whose review is due is reminded of in its channel, once, with a button that opens it', async () => {
      await room.press('bob', await propose('ann', 'Use Envoy inside'), 'Approve');
      await eventually(
        () => 'an accepted record',
        async () => (await room.services.decisions.list(everything()))[0]?.status === 'accepted' || undefined,
      );
      await room.database.db.updateTable('records').set({ review_by: '2026-01-31' }).execute();
      await room.restart();
      const reminder = await eventually(
        () => 'a reminder',
        async () => (await room.inChannel()).find(({ words }) => words.includes('due for review')),
      );
      await room.press('bob', reminder, 'Open');
      await alone('bob', 'Use Envoy inside');
      await room.restart();
      await moment();
      expect(await counted('due for review')).toBe(1);
    });
  });

  describe(`on ${name}, a decider`, () => {
    const written = (who: Who, words: string) => {
      let seen: readonly Seen<Handle>[] = [];
      return eventually(
        () =>
          `"${words}" to ${who}; there are ${JSON.stringify(seen.map((one) => one.words)).slice(0, 1_500)}`,
        async () => {
          seen = await room.directly(who);
          return seen.findLast((one) => one.words.includes(words));
        },
      );
    };
    const statusOf = async (number: number) =>
      (await room.services.decisions.get({ ...everything(), log: 'decisions' }, number)).status;
    const proposed = async () => {
      await room.services.decisions.setLog(operator(), { quorum: 2, deciders: ['bob', 'cy'] });
      const card = await propose('ann', 'Use NATS for events');
      // Whoever is to answer is written to in the next round; the next process begins with one.
      await room.restart();
      return card;
    };

    test('is written to once, comments, sends it back, and approves there with another', async () => {
      await proposed();
      const toBob = await written('bob', 'waits for your answer');
      const toCy = await written('cy', 'waits for your answer');
      expect(toBob.words).toContain('Use NATS for events');
      expect(await room.directly('ann')).toEqual([]);
      await room.restart();
      await moment();
      expect(await room.directly('bob')).toHaveLength(1);

      await room.press('cy', toCy, 'Comment');
      await room.fillIn('cy', { text: 'We ran it in 2024.' });
      await inChannel('We ran it in 2024.');

      await room.press('bob', toBob, 'Request changes');
      await room.fillIn('bob', { text: 'Name who keeps it running.' });
      await inChannel('Name who keeps it running.');
      await room.restart();
      const back = await written('ann', 'Name who keeps it running.');
      await room.press('cy', toCy, 'Approve');
      await eventually(
        () => 'an approval',
        async () => (await inChannel('Use NATS')).words.includes('cy)') || undefined,
      );
      expect(await statusOf(1)).toBe('proposed');

      await room.press('ann', back, 'Edit');
      await room.fillIn('ann', { decision: 'NATS, kept by team core.' });
      await inChannel('NATS, kept by team core.');
      await room.restart();
      // Who had answered what it was before is asked anew.
      await eventually(
        () => 'another message',
        async () => (await room.directly('bob')).length > 1 || undefined,
      );
      const [again, cys] = [
        await written('bob', 'kept by team core'),
        await written('cy', 'kept by team core'),
      ];
      await room.press('bob', again, 'Approve');
      await eventually(
        () => 'one approval',
        async () => (await inChannel('Use NATS')).words.includes('bob)') || undefined,
      );
      await room.press('cy', cys, 'Approve');
      await eventually(
        () => 'an accepted record',
        async () => (await statusOf(1)) === 'accepted' || undefined,
      );
      await inChannel('accepted');
      // What was written to them directly says so as well.
      await written('bob', 'accepted');
      const history = await room.services.decisions.history({ ...everything(), log: 'decisions' }, 1);
      expect(history.map(({ kind, person }) => `${kind} ${person}`)).toEqual([
        'proposed ann',
        'commented cy',
        'changes-requested bob',
        'approved cy',
        'edited ann',
        'approved bob',
        'accepted cy',
      ]);
      expect(await room.services.decisions.verify(room.workspace)).toEqual([]);
    });

    test('who does not want that is not written to any more', async () => {
      await room.command('bob', '/adr direct off');
      await alone('bob', 'no longer write to you');
      await proposed();
      const toCy = await written('cy', 'waits for your answer');
      await room.press('cy', toCy, 'Stop these messages');
      await eventually(
        () => 'a setting',
        async () =>
          (await room.database.db.selectFrom('people').selectAll().execute()).length === 2 || undefined,
      );
      await propose('ann', 'Use Kafka for logs');
      await room.restart();
      await moment();
      expect(await room.directly('bob')).toEqual([]);
      expect((await room.directly('cy')).map(({ words }) => words).join()).not.toContain('Kafka');
    });
  });

  describe(`on ${name}, a log`, () => {
    const logNamed = async (log: string) =>
      (await room.services.decisions.logs(everything())).find((one) => one.name === log);

    test('is set up in a form that holds what is set, by whoever may', async () => {
      await room.command('ann', '/adr log create shop');
      await room.press('ann', await alone('ann', 'The log shop'), 'Change');
      await room.fillIn('ann', {
        ...{ quorum: '2', deciders: 'ann, bob', groups: '@data' },
        ...{ visibility: 'members', ownApproval: 'off' },
      });
      const set = await alone('ann', 'shop is set');
      expect(set.words).toMatch(/ann, bob, @data/);
      const log = await logNamed('shop');
      expect(log).toMatchObject({ quorum: 2, visibility: 'members', ownApproval: false });
      expect(log?.deciderNames).toEqual(['ann', 'bob', '@data']);
      // What is not touched stays, and people stay who they are.
      await room.command('bob', '/adr log');
      await room.press('bob', await alone('bob', 'The log shop'), 'Change');
      await room.fillIn('bob', { quorum: '1' });
      await alone('bob', 'shop is set');
      expect(await logNamed('shop')).toEqual({ ...log, quorum: 1 });
    });

    test('says what is wrong in its form by the label there, and can be sent again', async () => {
      await room.command('ann', '/adr log');
      await room.press('ann', await alone('ann', 'The log decisions'), 'Change');
      await room.fillIn('ann', { quorum: '3', deciders: 'ann, bob' });
      await alone('ann', 'Approvals that accept a proposal: a quorum of 3 needs at least 3 deciders');
      expect(await logNamed('decisions')).toBeUndefined();
      await room.fillIn('ann', { quorum: '2', deciders: 'ann, bob' });
      await alone('ann', 'decisions is set');
      expect((await logNamed('decisions'))?.deciderNames).toEqual(['ann', 'bob']);
    });

    test('takes people who are mentioned, and tells their names to whoever may not change it', async () => {
      await room.command('ann', '/adr log deciders @ann @bob');
      await alone('ann', 'decisions is set');
      const card = await propose('ann', 'Use NATS for events');
      expect(card.words).toContain('ann, bob decide');
      await room.press('cy', card, 'Approve');
      await alone('cy', 'decisions is decided by ann, bob, not by cy');
      await room.command('cy', '/adr log');
      const told = await eventually(
        () => 'the log as cy sees it',
        async () => (await room.alone('cy')).find(({ words }) => /^(?!.*is set).*The log/s.test(words)),
      );
      expect(told.words).toContain('ann, bob');
      expect(told.labels).not.toContain('Change');
      await room.command('cy', '/adr log quorum 1');
      await alone('cy', 'decisions is decided by ann, bob, not by cy');
      await room.press('bob', card, 'Approve');
      await eventually(
        () => 'accepted',
        async () => /accepted/i.test((await inChannel('Use NATS')).words) || undefined,
      );
    });
  });

  describe(`on ${name}, a weekly digest`, () => {
    /** The hour has come long ago: the next process sends it. */
    const weekPasses = async () => {
      await room.database.db
        .updateTable('channels')
        .set({ digest_since: '2026-01-05T00:00:00.000Z', digest_hour: 0 })
        .where('digest_day', 'is not', null)
        .execute();
      await room.restart();
    };

    test('is sent once to a channel that turned it on, with what it may see', async () => {
      await room.services.decisions.setLog(operator(), { quorum: 2 });
      await room.services.decisions.createLog(operatorIn('secret'), { visibility: 'members', channel: 'x' });
      await room.services.decisions.propose(operatorIn('secret'), { title: 'Use Vault for keys' });
      const card = await propose('ann', 'Use NATS for events');
      await room.press('bob', card, 'Approve');
      await room.say('ann', 'what is a llama?');
      await inChannel('cover');
      await room.command('ann', '/adr digest on');
      await alone('ann', 'Every Monday at 9:00');
      await room.say('cy', 'what is a unicorn?');
      await eventually(
        () => 'a second answer',
        async () => ((await counted('cover')) > 1 ? true : undefined),
      );
      await weekPasses();
      const digest = await inChannel('The digest since');
      expect(digest.words).toContain('Use NATS for events');
      expect(digest.words).toContain('1 of 2 approvals');
      expect(digest.words).toContain('what is a unicorn?');
      // What was asked before anybody wanted a digest was not kept, and what others see stays theirs.
      expect(digest.words).not.toMatch(/llama|Vault/);
      expect(digest.labels).toContain('Open');
      await room.press('cy', digest, 'Open');
      await alone('cy', 'Because we said so.');
      await room.restart();
      await moment();
      expect(await counted('The digest since')).toBe(1);
    });

    test('is not sent where it is off, nor where nothing happened', async () => {
      await room.command('ann', '/adr digest on sunday 23');
      await room.press('ann', await alone('ann', 'Every Sunday at 23:00'), 'Turn it off');
      await alone('ann', 'no weekly digest any more');
      await propose('ann', 'Use NATS for events');
      await weekPasses();
      await room.command('ann', '/adr digest on');
      await alone('ann', 'Every Monday at 9:00');
      await room.database.db.updateTable('records').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
      await weekPasses();
      await moment();
      expect(await counted('The digest since')).toBe(0);
    });
  });

  describe(`on ${name}, a list of more records than a message holds`, () => {
    const proposeMany = async () => {
      for (let at = 1; at <= 23; at++)
        await room.services.decisions.propose(operator(), { title: `Use Redis for part ${at}` });
    };

    test('goes on and back for its asker alone', async () => {
      await proposeMany();
      await room.command('ann', '/adr list');
      await room.press('ann', await alone('ann', 'the latest 10 of 23'), 'Next');
      const second = await alone('ann', '11 to 20 of 23');
      expect(second.labels).toEqual(expect.arrayContaining(['Back', 'Next']));
      await room.press('ann', second, 'Next');
      const third = await alone('ann', '21 to 23 of 23');
      expect(third.labels).not.toContain('Next');
      await room.press('ann', third, 'Back');
      await eventually(
        () => 'the second part again',
        async () =>
          (await room.alone('ann'))
            .findLast(({ words }) => words.includes('of 23'))
            ?.words.includes('11 to 20') || undefined,
      );
      expect(await room.inChannel()).toEqual([]);
    });

    test('that all see stays as it is, whoever reads on in it', async () => {
      await proposeMany();
      await room.say('ann', 'list decisions');
      const shown = await inChannel('the latest 10 of 23');
      await room.press('bob', shown, 'Next');
      await alone('bob', '11 to 20 of 23');
      await moment();
      expect((await room.inChannel()).map(({ words }) => words)).toEqual([shown.words]);
    });
  });

  describe(`on ${name}, an old button`, () => {
    test.each(['danced:7:x', 'r:cancel:1:decisions', 'w:1:o:scale=huge', 'show:99:decisions'])(
      '%s is answered kindly, and changes nothing',
      async (id) => {
        await room.command('ann', '/ask what is the GIL');
        const answer = await alone('ann', 'GIL');
        const before = (await room.alone('ann')).length;
        await room.pressId('ann', answer, id);
        await eventually(
          () => 'an answer',
          async () => (await room.alone('ann')).length > before || undefined,
        );
        expect(room.logged()).not.toMatch(/"level":50/);
        expect(await room.services.decisions.list(everything())).toEqual([]);
      },
    );
  });

  describe(`on ${name}, who asks more than the limit`, () => {
    const limited = async (settings: Partial<LimitSettings>): Promise<Limits> => {
      await room.stop();
      const limits = createLimits({ person: 0, workspace: 0, page: 0, agent: 0, ...settings });
      room = await open(`sqlite:${join(folder, 'limited.db')}`, limits);
      return limits;
    };
    const tooFast = async (who: Who, words = 'You are faster than I am; try again in') =>
      (await room.alone(who)).filter((one) => one.words.includes(words));

    test('in the channel is told so once and alone, and what was taken is answered', async () => {
      const limits = await limited({ person: 2 });
      await room.say('ann', 'what is the GIL');
      await room.say('ann', 'what is redis');
      for (let time = 0; time < 3; time++) await room.say('ann', 'fastapi vs django');
      await alone('ann', 'You are faster than I am; try again in');
      await inChannel('GIL');
      await inChannel('Redis');
      await moment();
      const { db } = room.database;
      expect(
        await db.selectFrom('outbox').selectAll().where('dedupe', 'like', '% limit').execute(),
      ).toHaveLength(1);
      expect(await counted('You are faster')).toBe(0);
      expect(await counted('FastAPI')).toBe(0);
      expect(limits.refusals()).toEqual({
        person: 3,
        workspace: 0,
        page: 0,
        overheard: 0,
        agent: 0,
        agents: 0,
      });
      await room.say('bob', 'fastapi vs django');
      await inChannel('FastAPI');
      expect(await tooFast('bob')).toEqual([]);
    });

    test('by command is told so in the answer, and nothing else happens', async () => {
      await limited({ person: 1 });
      await room.command('ann', '/ask what is the GIL');
      await alone('ann', 'GIL');
      await room.command('ann', '/ask what is redis');
      const told = await alone('ann', 'You are faster than I am; try again in');
      expect(told.labels).toEqual([]);
      expect(await room.inChannel()).toEqual([]);
    });

    test('is not held to it twice where something is delivered again', async () => {
      const limits = await limited({ person: 2 });
      await room.say('ann', 'what is the GIL');
      for (let time = 0; time < 3; time++) await room.again();
      await room.say('ann', 'what is redis');
      await inChannel('Redis');
      expect(limits.refusals().person).toBe(0);
    });

    test('may still send in what they filled in', async () => {
      await limited({ person: 1 });
      await room.command('ann', '/adr propose');
      await room.fillIn('ann', { title: 'Use Redis for sessions', decision: 'Because we said so.' });
      await inChannel('Use Redis for sessions');
      expect(await tooFast('ann')).toEqual([]);
    });

    test('as a whole workspace is told so, each who asks', async () => {
      const limits = await limited({ workspace: 1 });
      await room.say('ann', 'what is the GIL');
      await inChannel('GIL');
      await room.say('bob', 'what is redis');
      await alone('bob', 'More is asked here at once than I can answer; try again in');
      expect(await counted('Redis')).toBe(0);
      expect(limits.refusals().workspace).toBe(1);
    });

    test('by what others say around it is neither told nor held to it', async () => {
      const limits = await limited({ person: 2, workspace: 2 });
      await room.command('ann', '/adr notice on');
      await alone('ann', 'notice').catch(() => inChannel('notice'));
      for (let time = 0; time < 4; time++) await room.murmur('ann', `lunch ${time}`);
      await moment();
      expect(limits.refusals()).toMatchObject({ person: 0, workspace: 0 });
      expect(await tooFast('ann')).toEqual([]);
      await room.say('ann', 'what is the GIL');
      await inChannel('GIL');
    });
  });
}
