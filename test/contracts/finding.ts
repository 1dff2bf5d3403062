import { describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import { sortedBy } from '../../src/decisions/list-page.ts';
import type { ProposeOptions } from '../../src/decisions/propose.ts';
import type { ContentInput, Viewer } from '../../src/decisions/record.ts';
import type { ListPage } from '../../src/decisions/record-queries.ts';
import type { Act } from '../../src/decisions/write-scope.ts';

const viewer: Viewer = { kind: 'operator' };
const look = { workspace: 'w', viewer } as const;

function act(name = 'ann', log = 'decisions'): Act {
  return { workspace: 'w', log, person: { id: name, name }, viewer, source: 'test' };
}

/** How records are put in order, narrowed and led on from, whatever database is under them. */
export function findingContract(name: string, open: () => Promise<Database>): void {
  /** Every change is made a day after the one before. */
  async function start(): Promise<Decisions> {
    const database = await open();
    onTestFinished(() => database.close());
    let day = 0;
    return createDecisions(database, () => new Date(Date.UTC(2026, 2, ++day)).toISOString());
  }

  async function accepted(
    decisions: Decisions,
    content: string | ContentInput,
    options: ProposeOptions = {},
    log = 'decisions',
  ): Promise<number> {
    const said = typeof content === 'string' ? { title: content } : content;
    const number = await decisions.propose(act('ann', log), said, options);
    await decisions.approve(act('bob', log), number);
    return number;
  }

  async function numbers(decisions: Decisions, words: string): Promise<number[]> {
    return (await decisions.search(look, words)).map(({ record }) => record.number);
  }

  describe(`finding in ${name}`, () => {
    it('puts a record whose title says it before one that says it in passing, then the newest first', async () => {
      const decisions = await start();
      await accepted(decisions, 'Use Kafka for events');
      await accepted(decisions, 'Use Kafka for logs');
      await accepted(decisions, { title: 'Use RabbitMQ', context: 'Kafka is too much' });
      expect(await numbers(decisions, 'kafka')).toEqual([2, 1, 3]);
    });

    it('shows what is in force first, also where what is not says it better', async () => {
      const decisions = await start();
      await accepted(decisions, { title: 'Use RabbitMQ', context: 'Kafka is too much' });
      await decisions.propose(act(), { title: 'Use Kafka' });
      expect(await numbers(decisions, 'kafka')).toEqual([1, 2]);
    });

    it('takes records that hold most of the words where none holds all, those that miss least first', async () => {
      const decisions = await start();
      await accepted(decisions, 'Send invoices nightly by courier');
      await accepted(decisions, 'Send invoices');
      await accepted(decisions, 'Paint walls green');
      expect(await numbers(decisions, 'send invoices nightly elephants')).toEqual([1, 2]);
      expect(await numbers(decisions, 'paint elephants giraffes')).toEqual([]);
    });

    it('takes a misspelt word for the nearest one, and a short one for nothing else', async () => {
      const decisions = await start();
      await accepted(decisions, 'Buy a manticore');
      await accepted(decisions, 'Buy a mandolines');
      await accepted(decisions, 'Sail to Rio');
      await accepted(decisions, 'Buy a manticora');
      expect(await numbers(decisions, 'mantikore')).toEqual([1]);
      expect(await numbers(decisions, 'mandolinas')).toEqual([2]);
      expect(await numbers(decisions, 'rip')).toEqual([]);
    });

    it('names an option as not taken only where it was not', async () => {
      const decisions = await start();
      const options = [{ name: 'Kafka' }, { name: 'RabbitMQ', cons: ['slow'] }];
      await accepted(decisions, { title: 'Use Kafka over RabbitMQ', decision: 'Kafka', options });
      expect((await decisions.search(look, 'kafka'))[0]?.rejectedOption).toBeNull();
      expect((await decisions.search(look, 'rabbitmq'))[0]?.rejectedOption?.name).toBe('RabbitMQ');
    });

    it('leads from a superseded record to the end of the chain', async () => {
      const decisions = await start();
      const first = await accepted(decisions, 'Use FTP');
      const second = await accepted(decisions, 'Use SFTP', { supersedes: [first] });
      await accepted(decisions, 'Use S3', { supersedes: [second] });
      expect((await decisions.search(look, 'ftp'))[0]?.successor?.number).toBe(3);
    });

    it('leads to the newest of several successors, and to none that is only proposed', async () => {
      const decisions = await start();
      const first = await accepted(decisions, 'Use FTP');
      await accepted(decisions, 'Use SFTP', { supersedes: [first] });
      const third = await accepted(decisions, 'Use S3');
      await decisions.supersede(act('bob'), third, first, false);
      const fourth = await decisions.propose(act(), { title: 'Use WebDAV' });
      await decisions.supersede(act('bob'), fourth, first, false);
      expect((await decisions.search(look, 'ftp'))[0]?.successor?.number).toBe(third);
    });

    it('finds what stands behind hundreds of newer records that somebody may not see', async () => {
      const decisions = await start();
      await accepted(decisions, 'Use Kafka');
      for (let count = 0; count < 201; count++)
        await decisions.propose(act(), { title: 'Kafka quietly' }, { visibility: 'members', channel: 'C1' });
      const person = { id: 'zoe', name: 'zoe' };
      const stranger: Viewer = { kind: 'member', person, channels: [], outside: false };
      expect(await decisions.search({ ...look, viewer: stranger }, 'kafka')).toHaveLength(1);
      expect(await decisions.search(look, 'kafka', { limit: 5 })).toHaveLength(5);
    });

    it('counts both days that a list goes from and to', async () => {
      const decisions = await start();
      for (const title of ['A', 'B', 'C']) await decisions.propose(act(), { title });
      const days = (await decisions.list(look)).map(({ date }) => date);
      expect(days).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
      const from = await decisions.list(look, { after: '2026-03-02' });
      const until = await decisions.list(look, { before: '2026-03-02' });
      expect([from.map(({ title }) => title), until.map(({ title }) => title)]).toEqual([
        ['B', 'C'],
        ['A', 'B'],
      ]);
    });

    it('gives pages over all logs, the newest first, and no more than asked for', async () => {
      const decisions = await start();
      for (const log of ['b', 'a', 'b', 'a'])
        await decisions.propose(act('ann', log), { title: `In ${log}` });
      const page = async (offset: number) => {
        const { records, total } = await decisions.latest(look, { offset, limit: 3 });
        return [total, ...records.map(({ log, number }) => `${log} ${number}`)];
      };
      expect(await page(0)).toEqual([4, 'a 2', 'b 2', 'a 1']);
      expect(await page(3)).toEqual([4, 'b 1']);
      expect(await decisions.list(look, { limit: 3 })).toHaveLength(3);
    });

    describe('a list in an order of one’s choice', () => {
      /** Four records in two logs: superseded, accepted, proposed with a review, rejected with an earlier one. */
      async function filled(): Promise<Decisions> {
        const decisions = await start();
        await accepted(decisions, { title: 'use MySQL', deciders: ['ann'] });
        const second = await decisions.propose(act('ann'), { title: 'Use PostgreSQL' }, { supersedes: [1] });
        await decisions.approve(act('bob'), second);
        const other = act('ann', 'archive');
        await decisions.propose(other, { title: 'Keep mails', reviewBy: '2026-09-01', deciders: ['cy'] });
        await decisions.propose(other, { title: 'Answer by hand', reviewBy: '2026-08-01' });
        await decisions.reject(act('bob', 'archive'), 2, 'no');
        return decisions;
      }
      const whole = { offset: 0, limit: 9 };
      const namesOf = ({ listed }: ListPage) => listed.map(({ record }) => `${record.log} ${record.number}`);

      it.each([
        ['newest', ['archive 2', 'archive 1', 'decisions 2', 'decisions 1']],
        ['number', ['archive 1', 'archive 2', 'decisions 1', 'decisions 2']],
        ['title', ['archive 2', 'archive 1', 'decisions 1', 'decisions 2']],
        ['status', ['archive 1', 'decisions 2', 'decisions 1', 'archive 2']],
        ['review', ['archive 2', 'archive 1', 'decisions 1', 'decisions 2']],
      ] as const)('%s', async (order, expected) => {
        const decisions = await filled();
        const page = await decisions.page(look, { ...whole, order });
        expect([page.total, ...namesOf(page)]).toEqual([4, ...expected]);
        const second = await decisions.page(look, { order, offset: 1, limit: 2 });
        expect([second.total, ...namesOf(second)]).toEqual([4, ...expected.slice(1, 3)]);
        const found = sortedBy(
          order,
          page.listed.toSorted((one, other) => one.record.title.length - other.record.title.length),
        );
        expect(namesOf({ listed: found, total: 4 })).toEqual(expected);
      });

      it('is narrowed by who decides it: who is named, or has approved', async () => {
        const decisions = await filled();
        const by = async (decider: string) =>
          namesOf(await decisions.page(look, { ...whole, order: 'number', decider }));
        expect(await by('cy')).toEqual(['archive 1']);
        expect(await by('ann')).toEqual(['decisions 1']);
        expect(await by('bob')).toEqual(['decisions 1', 'decisions 2']);
      });

      it('names what took the place of what is superseded, to the end of the chain', async () => {
        const decisions = await filled();
        const third = await decisions.propose(act('ann'), { title: 'Use SQLite' }, { supersedes: [2] });
        await decisions.approve(act('bob'), third);
        const { listed } = await decisions.page(look, { ...whole, order: 'number' });
        expect(listed.map(({ successor }) => successor?.number)).toEqual([
          undefined,
          undefined,
          3,
          3,
          undefined,
        ]);
        expect(await decisions.successor({ ...look, log: 'decisions' }, 1)).toEqual({
          ...{ log: 'decisions', number: 3, title: 'Use SQLite' },
        });
        expect(await decisions.successor({ ...look, log: 'decisions' }, 3)).toBeNull();
      });
    });

    describe('finds what holds for a file', () => {
      async function filled(): Promise<Decisions> {
        const decisions = await start();
        await accepted(decisions, { title: 'Use PostgreSQL for orders', affects: ['services/orders/'] });
        await accepted(decisions, { title: 'Write SQL by hand', affects: ['**/*.sql', 'npm:pg'] });
        await accepted(decisions, {
          title: 'Use Go',
          context: 'services/orders/db.sql',
          affects: ['go.mod'],
        });
        await accepted(decisions, { title: 'Name "affects":["services/orders/db.sql"] so' });
        await decisions.propose(act(), { title: 'Use SQLite for orders', affects: ['services/*/db.*'] });
        return decisions;
      }
      const path = 'services/orders/db.sql';

      it('in a list, a page, a search and a part of what is there', async () => {
        const decisions = await filled();
        const list = await decisions.list(look, { path });
        expect(list.map(({ number }) => number)).toEqual([1, 2, 5]);
        const page = await decisions.page(look, { path, order: 'number', offset: 1, limit: 1 });
        expect([page.total, page.listed[0]?.record.number]).toEqual([3, 2]);
        expect(await decisions.latest(look, { path, offset: 0, limit: 9 })).toMatchObject({ total: 3 });
        const found = async (words: string) =>
          (await decisions.search(look, words, { path })).map(({ record }) => record.number);
        expect(await found('orders')).toEqual([1, 5]);
        // Without words what is in force comes first, then the newest.
        expect(await found('')).toEqual([2, 1, 5]);
        expect(await decisions.list(look, { path: './services/orders' })).toMatchObject([{ number: 1 }]);
        expect(await decisions.list(look, { path: 'services/billing/db.ts', status: ['accepted'] })).toEqual(
          [],
        );
      });

      it('and names what is no path', async () => {
        const decisions = await filled();
        for (const wrong of ['/etc/passwd', '../orders', '', 'services\\orders'])
          await expect(decisions.list(look, { path: wrong })).rejects.toMatchObject({ field: 'path' });
      });

      it('of what somebody may see alone', async () => {
        const decisions = await filled();
        await accepted(
          decisions,
          { title: 'Quiet', affects: [path] },
          { channel: 'C1', visibility: 'members' },
        );
        const seen = async (channels: readonly string[]) => {
          const member: Viewer = { kind: 'member', person: { id: 'x', name: 'x' }, channels, outside: false };
          return (await decisions.search({ ...look, viewer: member }, '', { path })).map(
            ({ record }) => record.number,
          );
        };
        expect(await seen([])).toEqual([2, 1, 5]);
        expect(await seen(['C1'])).toEqual([6, 2, 1, 5]);
      });
    });

    describe('what a record affects', () => {
      it('is refused where it can be no path, pattern or package', async () => {
        const decisions = await start();
        const number = await accepted(decisions, { title: 'Use Go', affects: ['services/'] });
        const draft = await decisions.propose(act(), { title: 'Use Rust' });
        const wrong = { affects: ['services/', 'src/{a,b}/**'] };
        const refused = { code: 'invalid', field: 'affects' };
        await expect(decisions.propose(act(), { title: 'Use Zig', ...wrong })).rejects.toMatchObject(refused);
        await expect(decisions.edit(act(), draft, wrong)).rejects.toMatchObject(refused);
        expect((await decisions.get({ ...look, log: 'decisions' }, number)).affects).toEqual(['services/']);
      });
    });

    it('is told what is due today, and takes a review for today', async () => {
      const decisions = await start();
      const number = await accepted(decisions, { title: 'Use Go', reviewBy: '2026-03-01' });
      expect(await decisions.due(look, '2026-02-28')).toEqual([]);
      expect(await decisions.due(look, '2026-03-01')).toMatchObject([{ kind: 'review', number }]);
      await decisions.deprecate(act('bob'), number, 'old');
      expect(await decisions.due(look, '2026-03-02')).toEqual([]);
    });
  });
}
