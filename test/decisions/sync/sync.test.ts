import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportRecords } from '../../../src/decisions/export.ts';
import { importFolder } from '../../../src/decisions/import.ts';
import { readTemplate } from '../../../src/decisions/markdown/template.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { actBy, recordFile, syncHouse } from '../../support/sync-house.ts';

const numbers = (found: readonly { number: number }[]) => found.map(({ number }) => number);

describe('a folder and a log that are synced', () => {
  it('get what the other has, by the names and numbers that it has there', async () => {
    const { propose, sync, files, list, get, read } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go', { decision: 'Go.' });
    const result = await sync();
    expect([numbers(result.created), numbers(result.written), result.conflicts]).toEqual([[3], [1], []]);
    expect(files()).toEqual(['0001-use-go.md', '0003-use-kafka.md']);
    expect(numbers(await list())).toEqual([1, 3]);
    expect(await get(3)).toMatchObject({
      status: 'accepted',
      decision: 'We take it.',
      file: '0003-use-kafka.md',
    });
    expect(read('0003-use-kafka.md')).toBe(recordFile('Use Kafka'));
  });

  it('are left alone by a second run', async () => {
    const { propose, sync, stored } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
      'README.md': '# Index\n',
    });
    await propose('Use Go');
    await sync();
    const before = await stored();
    expect(await sync()).toMatchObject({
      created: [],
      updated: [],
      written: [],
      conflicts: [],
      unchanged: 2,
    });
    expect(await stored()).toBe(before);
  });

  it('get changes of one side on the other: fields, steps, links, amendments', async () => {
    const { decisions, propose, accept, sync, read, write, get } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go', { decision: 'Go.' });
    await sync();
    await accept(1);
    await decisions.amend(actBy('cy'), 1, 'Version 2.', '');
    await decisions.propose(actBy('ann'), { title: 'Use NATS' }, { supersedes: [3] });
    await accept(4);
    write('0001-use-go.md', read('0001-use-go.md'));
    expect(numbers((await sync()).written)).toEqual([1, 3, 4]);
    expect(read('0001-use-go.md')).toContain('status: "accepted"');
    expect(read('0001-use-go.md')).toContain('### 2026-03-01, cy\n\nVersion 2.');
    expect(read('0003-use-kafka.md')).toContain('## Status\n\nSuperseded by [4](0004-use-nats.md)\n');
    write(
      '0001-use-go.md',
      read('0001-use-go.md').replace('\nGo.\n', '\nGo, for services.\n').replace('"accepted"', 'deprecated'),
    );
    expect(numbers((await sync()).updated)).toEqual([1]);
    expect(await get(1)).toMatchObject({ decision: 'Go, for services.', status: 'deprecated' });
    expect(read('0001-use-go.md')).toContain('Version 2.');
  });

  it('keep what a file has no place for', async () => {
    const { propose, sync, read, write, get } = await syncHouse();
    await propose('Use Go', {
      decision: 'Go.',
      tags: ['lang'],
      options: [{ name: 'Go' }, { name: 'Rust', cons: ['new'] }],
    });
    await sync({ form: { format: 'nygard' } });
    write('0001-use-go.md', read('0001-use-go.md').replace('\nGo.\n', '\nGo 2.\n'));
    await sync({ form: { format: 'nygard' } });
    expect(await get(1)).toMatchObject({
      decision: 'Go 2.',
      tags: ['lang'],
      options: [{ name: 'Go' }, { name: 'Rust', cons: ['new'] }],
    });
    expect(read('0001-use-go.md')).not.toContain('Rust');
  });

  it('begin where an import or an export left off', async () => {
    const { database, decisions, propose, sync, folder, write, list } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await importFolder(database, actBy('ann'), folder, () => '2026-03-01T09:00:00.000Z');
    await propose('Use Go');
    exportRecords(await list(), folder, 'madr', 'flat');
    write('0003-use-kafka.md', recordFile('Use Kafka', 'Deprecated'));
    expect(await sync()).toMatchObject({
      created: [],
      written: [],
      updated: [{ number: 3 }],
      unchanged: 1,
      conflicts: [],
    });
    expect(
      await importFolder(database, actBy('ann'), folder, () => '2026-03-01T09:00:00.000Z'),
    ).toMatchObject({ created: 0 });
    expect(await decisions.verify('w')).toEqual([]);
  });

  it('take the form of a template, and read it', async () => {
    const { decisions, propose, sync, read, write, get } = await syncHouse();
    const template = '# {{title}}\n\nStan: {{status}}\n\n## Decyzja\n\n{{decision}}\n';
    await decisions.setLog(actBy('ann'), { template });
    await propose('Use Go', { decision: 'Go.' });
    await sync();
    expect(read('0001-use-go.md')).toBe(
      '---\ndate: "2026-03-01"\n---\n\n# Use Go\n\nStan: Proposed\n\n## Decyzja\n\nGo.\n',
    );
    write('0001-use-go.md', read('0001-use-go.md').replace('Go.', 'Rust.').replace('Proposed', 'Accepted'));
    await sync();
    expect(await get(1)).toMatchObject({ decision: 'Rust.', status: 'accepted' });
    await decisions.deprecate(actBy('bob'), 1, 'old');
    await sync();
    expect(read('0001-use-go.md')).toContain('\nStan: Deprecated\n');
    await expect(decisions.setLog(actBy('ann'), { template: '# X\n' })).rejects.toThrow(/no \{\{title\}\}/);
    expect(() => readTemplate('# {{title}}\n\n{{x}}', 't.md')).toThrow(
      /^t\.md:3: \{\{x\}\} is no placeholder/,
    );
  });
});

describe('what changed on both sides', () => {
  async function conflict() {
    const house = await syncHouse();
    await house.propose('Use Go', { decision: 'Go.' });
    await house.propose('Use SQLite');
    await house.sync();
    await house.accept(1);
    house.write('0001-use-go.md', house.read('0001-use-go.md').replace('Go.', 'Go 2.'));
    return house;
  }

  it('is told with who changed it here, and neither side is touched', async () => {
    const { sync, read, get, stored, accept } = await conflict();
    await accept(2);
    const result = await sync();
    expect(result.conflicts).toEqual([
      {
        ...{ number: 1, title: 'Use Go', file: '0001-use-go.md', kind: 'both', reason: '' },
        here: { kind: 'accepted', person: 'bob', at: '2026-03-01T09:02:00.000Z' },
        fileChangedAt: expect.stringMatching(/^\d{4}-/),
      },
    ]);
    expect(numbers(result.written)).toEqual([2]);
    expect(read('0001-use-go.md')).toContain('Go 2.');
    expect(await get(1)).toMatchObject({ decision: 'Go.', status: 'accepted' });
    const before = await stored();
    expect(numbers((await sync()).conflicts)).toEqual([1]);
    expect(await stored()).toBe(before);
  });

  it('ends by taking the file', async () => {
    const { sync, get } = await conflict();
    expect(await sync({ takes: { file: [1], record: [] } })).toMatchObject({
      updated: [{ number: 1 }],
      conflicts: [],
    });
    // As it is, with where it stands: who approved did not approve that.
    expect(await get(1)).toMatchObject({ decision: 'Go 2.', status: 'proposed', approvals: [] });
  });

  it('ends by taking the record', async () => {
    const { sync, read } = await conflict();
    expect(await sync({ takes: { file: [], record: [1] } })).toMatchObject({
      written: [{ number: 1 }],
      conflicts: [],
    });
    expect(read('0001-use-go.md')).toMatch(/status: "accepted"[\s\S]*\nGo\.\n/);
  });

  it('is none where both say the same now', async () => {
    const { sync, write, read, list } = await conflict();
    const [{ text }] = [
      { text: read('0001-use-go.md').replace('"proposed"', '"accepted"').replace('Go 2.', 'Go.') },
    ];
    write('0001-use-go.md', text);
    expect(await sync()).toMatchObject({ conflicts: [], written: [], updated: [], unchanged: 2 });
    expect(await list()).toHaveLength(2);
  });

  it.each([
    [{ file: [2], record: [] }, /2 is in no conflict/],
    [{ file: [], record: [99] }, /99 is in no conflict/],
    [{ file: [1], record: [1] }, /either its file or the record/],
  ])('is taken by numbers that are in one: %j', async (takes, message) => {
    const { sync, stored } = await conflict();
    const before = await stored();
    await expect(sync({ takes })).rejects.toThrow(message);
    expect(await stored()).toBe(before);
  });

  it('counts where a file is changed while it is written', async () => {
    const { sync, accept, read, write } = await syncHouse().then(async (house) => {
      await house.propose('Use Go', { decision: 'Go.' });
      await house.sync();
      return house;
    });
    await accept(1);
    const step = (name: string) => {
      if (name.startsWith('write')) write('0001-use-go.md', `${read('0001-use-go.md')}\nmeanwhile\n`);
    };
    expect(await sync({ step })).toMatchObject({
      written: [],
      conflicts: [{ number: 1, kind: 'meanwhile' }],
    });
    expect(read('0001-use-go.md')).toContain('meanwhile');
    expect(await sync()).toMatchObject({ conflicts: [{ number: 1, kind: 'both' }] });
  });

  it('counts where a record and a file of its name were made apart', async () => {
    const { sync, propose, list } = await syncHouse({ '0001-use-go.md': recordFile('Use Go') });
    await propose('Use Go');
    expect(await sync()).toMatchObject({ created: [], conflicts: [{ number: 1, kind: 'both' }] });
    expect(await list()).toHaveLength(1);
  });
});

describe('a file', () => {
  const files = { '0001-use-go.md': recordFile('Use Go'), '0002-use-sqlite.md': recordFile('Use SQLite') };

  it('that is renamed is followed, also where it was changed a little', async () => {
    const { sync, folder, list, read, write } = await syncHouse(files);
    await sync();
    renameSync(join(folder, '0001-use-go.md'), join(folder, '0001-go.md'));
    renameSync(join(folder, '0002-use-sqlite.md'), join(folder, '0002-sqlite.md'));
    write('0002-sqlite.md', `${read('0002-sqlite.md')}\nMore.\n`);
    expect(await sync()).toMatchObject({
      ...{ created: [], missing: [], written: [], updated: [{ number: 2 }] },
      renamed: [{ number: 1, from: '0001-use-go.md', file: '0001-go.md' }],
    });
    expect(await list()).toHaveLength(2);
  });

  it('of a number whose own is gone is another decision where it says something else', async () => {
    const { sync, folder, write, get } = await syncHouse(files);
    await sync();
    rmSync(join(folder, '0001-use-go.md'));
    write('0001-use-rust.md', recordFile('Use Rust', 'Proposed', 'Rust.').replace('We need it.', 'Why not.'));
    expect(await sync()).toMatchObject({
      missing: [{ number: 1 }],
      created: [{ number: 3, title: 'Use Rust' }],
      warnings: [expect.stringContaining('number 1 is taken; it is 3 here')],
    });
    expect((await get(1)).title).toBe('Use Go');
  });

  it('that is deleted deletes no record, and comes again only when that is asked for', async () => {
    const { sync, folder, get, files: there, decisions } = await syncHouse(files);
    await sync();
    rmSync(join(folder, '0001-use-go.md'));
    expect(await sync()).toMatchObject({ missing: [{ number: 1 }], conflicts: [], written: [] });
    expect((await get(1)).status).toBe('accepted');
    await decisions.deprecate(actBy('bob'), 1, 'old');
    expect(await sync()).toMatchObject({ missing: [], conflicts: [{ number: 1, kind: 'deleted' }] });
    await sync({ takes: { file: [1], record: [] } });
    expect(await sync()).toMatchObject({ missing: [], conflicts: [], written: [], unchanged: 1 });
    expect(there()).toEqual(['0002-use-sqlite.md']);
    expect(await sync({ takes: { file: [], record: [1] } })).toMatchObject({ written: [{ number: 1 }] });
    expect(there()).toHaveLength(2);
  });

  it('that is no record any more is told, and never overwritten', async () => {
    const { sync, write, read, get } = await syncHouse(files);
    await sync();
    write('0001-use-go.md', '');
    expect(await sync()).toMatchObject({
      conflicts: [{ number: 1, kind: 'unreadable', reason: 'empty', here: null }],
    });
    expect(read('0001-use-go.md')).toBe('');
    expect((await get(1)).title).toBe('Use Go');
    await expect(sync({ takes: { file: [1], record: [] } })).rejects.toThrow(/no record; mend it/);
    await sync({ takes: { file: [], record: [1] } });
    expect(read('0001-use-go.md')).toBe(files['0001-use-go.md']);
  });
});

describe('a record', () => {
  it('that was taken back before it was ever written gets no file; a later one says so in it', async () => {
    const { decisions, propose, sync, files, read } = await syncHouse();
    await propose('Use Go');
    await propose('Use Rust');
    await decisions.undo(actBy('ann'), 1);
    await sync();
    expect(files()).toEqual(['0002-use-rust.md']);
    await decisions.undo(actBy('ann'), 2);
    await sync();
    expect(read('0002-use-rust.md')).toContain('status: "withdrawn"');
  });

  it('keeps its file when its title changes', async () => {
    const { decisions, propose, sync, files, read } = await syncHouse();
    await propose('Use Go');
    await sync();
    await decisions.edit(actBy('ann'), 1, { title: 'Use Rust' });
    await sync();
    expect(files()).toEqual(['0001-use-go.md']);
    expect(read('0001-use-go.md')).toContain('# Use Rust\n');
  });

  it('that is for members alone is not written where others read', async () => {
    const { decisions, sync, files } = await syncHouse();
    await decisions.propose(actBy('ann'), { title: 'Quiet' }, { visibility: 'members', channel: 'C1' });
    expect(await sync()).toMatchObject({ written: [], hidden: 1 });
    expect(files()).toEqual([]);
  });

  it('of a proposal whose text changes in its file loses its approvals', async () => {
    const { decisions, propose, sync, read, write, get } = await syncHouse();
    await decisions.setLog(actBy('ann'), { quorum: 2 });
    await propose('Use Go', { decision: 'Go.' });
    await decisions.approve(actBy('bob'), 1);
    await sync();
    write('0001-use-go.md', read('0001-use-go.md').replace('Go.', 'Rust.'));
    await sync();
    expect(await get(1)).toMatchObject({ decision: 'Rust.', approvals: [] });
  });
});

describe('a run', () => {
  it('says what it would do and does nothing', async () => {
    const { propose, sync, files, stored } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go');
    const before = await stored();
    expect(await sync({ dryRun: true })).toMatchObject({
      created: [{ number: 3 }],
      written: [{ number: 1, isNew: true }],
    });
    expect(await stored()).toBe(before);
    expect(files()).toEqual(['0003-use-kafka.md']);
  });

  it('brings in only what its person may, and then does nothing at all', async () => {
    const { decisions, propose, sync, files, stored } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go');
    await decisions.setLog(actBy('ann'), { deciders: ['ann'] });
    const before = await stored();
    await expect(sync({}, actBy('eve'))).rejects.toThrow('decisions is decided by ann, not by eve');
    expect(await stored()).toBe(before);
    expect(files()).toEqual(['0003-use-kafka.md']);
  });

  it.each([
    [
      'a folder that is not there',
      (folder: string) => rmSync(folder, { recursive: true }),
      /cannot be read \(ENOENT\); make the folder first/,
    ],
    [
      'a folder in the place of a file',
      (folder: string) => mkdirSync(join(folder, '0001-use-go.md')),
      /is in the way/,
    ],
  ])('refuses %s, and changes nothing', async (_what, spoil, message) => {
    const { propose, sync, folder, stored } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go');
    const before = await stored();
    spoil(folder);
    await expect(sync()).rejects.toThrow(message);
    expect(await stored()).toBe(before);
  });

  it('refuses a link in the place of a file', async () => {
    const { sync, folder, stored } = await syncHouse({ '0001-use-go.md': recordFile('Use Go') });
    await sync();
    rmSync(join(folder, '0001-use-go.md'));
    symlinkSync('/etc/hostname', join(folder, '0001-use-go.md'));
    const before = await stored();
    await expect(sync()).rejects.toThrow(/0001-use-go\.md is a symbolic link/);
    expect(await stored()).toBe(before);
  });

  it('refuses a link out of the folder on the way to a file', async () => {
    const outside = temporaryFolder();
    const { sync, folder, accept, stored } = await syncHouse({
      'team/0001-use-go.md': recordFile('Use Go', 'Proposed'),
    });
    await sync();
    await accept(1);
    renameSync(join(folder, 'team'), join(outside, 'team'));
    symlinkSync(join(outside, 'team'), join(folder, 'team'));
    const before = await stored();
    await expect(sync()).rejects.toThrow(/team is a symbolic link/);
    expect(await stored()).toBe(before);
  });

  it('keeps a folder of another log out, and one within it', async () => {
    const { sync, decisions, folder } = await syncHouse({
      '0001-a.md': recordFile('A'),
      'shop/0001-b.md': recordFile('B'),
    });
    const shop = { ...actBy('ann'), log: 'shop' };
    await decisions.propose(shop, { title: 'C' });
    await decisions.propose(shop, { title: 'D' });
    await sync({ folder: join(folder, 'shop') }, shop);
    await expect(sync()).rejects.toThrow(/shop is kept in step with the log shop/);
    await expect(sync({ folder: join(folder, 'shop') })).rejects.toThrow(
      /it is kept in step with the log shop; name that log with --log/,
    );
  });

  it('that was ended before it could agree is taken up by the next', async () => {
    const { propose, accept, sync, files, folder, list } = await syncHouse({
      '0003-use-kafka.md': recordFile('Use Kafka'),
    });
    await propose('Use Go');
    await propose('Use Rust');
    const steps: string[] = [];
    await sync({ dryRun: true });
    for (const end of [
      'bring in',
      'came in',
      'intent',
      'write 0001-use-go.md',
      'wrote 0001-use-go.md',
      'agree',
    ]) {
      const step = (name: string) => {
        steps.push(name);
        if (name === end) throw new Error('killed');
      };
      await sync({ step }).catch(() => {});
      writeFileSync(join(folder, '.999999999.part'), 'half');
      if (end === 'write 0001-use-go.md') await accept(2);
    }
    expect(new Set(steps)).toContain('agree');
    expect(await sync()).toMatchObject({ created: [], conflicts: [], missing: [] });
    expect(files()).toEqual(['0001-use-go.md', '0002-use-rust.md', '0003-use-kafka.md']);
    expect(await list()).toHaveLength(3);
    expect(await sync()).toMatchObject({ written: [], updated: [], unchanged: 3 });
  });
});
