import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitMessage } from '../../../src/decisions/sync/commit-message.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { actBy, recordFile, syncHouse } from '../../support/sync-house.ts';

/** A repository with a folder of records, and a log that is kept in step with it. */
async function repository(files: Record<string, string> = {}) {
  const root = temporaryFolder({ 'README.md': 'x\n', 'docs/adr/.keep': '', ...files });
  const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim();
  git('init', '-q', '-b', 'main');
  git('config', 'user.email', 'runner@example.org');
  git('config', 'user.name', 'Runner');
  git('config', 'commit.gpgsign', 'false');
  git('add', '.');
  git('commit', '-qm', 'first');
  return { root, git, ...(await syncHouse({}, join(root, 'docs/adr'))) };
}

describe('a commit of a run', () => {
  it('holds the files that were written and nothing else, and names records and people', async () => {
    const { root, git, propose, accept, decisions, sync } = await repository();
    await propose('Use Go');
    await accept(1);
    await propose('Use Kafka');
    writeFileSync(join(root, 'README.md'), 'staged\n');
    git('add', 'README.md');
    writeFileSync(join(root, 'docs/adr/notes.txt'), 'mine');
    const { commit } = await sync({ commit: true });
    expect(commit).toMatchObject({
      id: git('rev-parse', 'HEAD'),
      files: ['0001-use-go.md', '0002-use-kafka.md'],
    });
    expect(git('log', '-1', '--format=%B')).toBe('Records: accept 1 Use Go (bob); propose 2 Use Kafka (ann)');
    expect(git('show', '--name-only', '--format=')).toBe(
      'docs/adr/0001-use-go.md\ndocs/adr/0002-use-kafka.md',
    );
    expect(git('status', '--porcelain')).toBe('M  README.md\n?? docs/adr/notes.txt');
    await decisions.amend(actBy('cy'), 1, 'Version 2.', '');
    await sync({ commit: true });
    expect(git('log', '-1', '--format=%B')).toBe('Records: amend 1 Use Go (cy)');
    const head = git('rev-parse', 'HEAD');
    expect((await sync({ commit: true })).commit).toBeNull();
    expect(git('rev-parse', 'HEAD')).toBe(head);
  });

  it('does not hold what somebody wrote into the folder', async () => {
    const { git, propose, write, sync } = await repository();
    await propose('Use Go');
    write('0003-use-nats.md', recordFile('Use NATS'));
    await sync({ commit: true });
    expect(git('show', '--name-only', '--format=')).toBe('docs/adr/0001-use-go.md');
    expect(git('status', '--porcelain')).toBe('?? docs/adr/0003-use-nats.md');
  });

  it('that a hook refuses is told, and made by the next run', async () => {
    const { root, git, propose, sync } = await repository();
    const hook = join(root, '.git/hooks/pre-commit');
    writeFileSync(hook, '#!/bin/sh\necho "no commits on Fridays" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    await propose('Use Go');
    await expect(sync({ commit: true })).rejects.toThrow(/git commit failed: no commits on Fridays/);
    rmSync(hook);
    expect((await sync({ commit: true })).commit?.message).toBe('Records: propose 1 Use Go (ann)');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('that a run did not come to is made by the next; what came otherwise is not', async () => {
    const { git, propose, accept, sync } = await repository();
    await propose('Use Go');
    await propose('Use "Kafka" $(touch x); `y`\n#z');
    const step = (name: string) => {
      if (name === 'commit') throw new Error('killed');
    };
    await expect(sync({ commit: true, step })).rejects.toThrow('killed');
    await accept(1);
    await sync();
    const { commit } = await sync({ commit: true });
    expect(commit?.files).toHaveLength(2);
    expect(git('log', '-1', '--format=%B')).toBe(
      'Records: accept 1 Use Go (bob); propose 2 Use "Kafka" $(touch x); `y` #z (ann)',
    );
    expect(git('status', '--porcelain')).toBe('');
  });

  it('is the first of a repository too, and means files by their names alone', async () => {
    const root = temporaryFolder();
    execFileSync('git', ['-C', root, 'init', '-q']);
    for (const [name, value] of [
      ['user.email', 'a@b'],
      ['user.name', 'A'],
    ] as const)
      execFileSync('git', ['-C', root, 'config', name, value]);
    const { propose, sync, write } = await syncHouse({}, root);
    write(':(top)*.md', 'x');
    write('0003-[x]*.md', recordFile('Use X', 'Proposed'));
    await propose('Use Go');
    await sync();
    write('0001-use-go.md', `${recordFile('Use Go')}`);
    await sync();
    const { commit } = await sync({ commit: true });
    expect(commit).toBeNull();
    await propose('Use Rust');
    expect((await sync({ commit: true })).commit?.files).toEqual(['0004-use-rust.md']);
  });
});

describe('a repository', () => {
  const states: readonly (readonly [string, (git: (...args: string[]) => string) => void, RegExp])[] = [
    [
      'a merge',
      (git) => git('merge', 'other'),
      /in the middle of a merge; end that first, nothing was changed/,
    ],
    ['a rebase', (git) => git('rebase', 'other'), /in the middle of a rebase/],
    ['a cherry-pick', (git) => git('cherry-pick', 'other'), /in the middle of a cherry-pick/],
    ['conflicts of a stash', (git) => git('stash', 'pop'), /unresolved conflicts/],
  ];
  it.each(states)('in the middle of %s is left alone, and so is the log', async (what, begin, message) => {
    const { root, git, propose, sync, stored, files } = await repository({
      'docs/adr/0003-x.md': recordFile('X'),
    });
    const change = (text: string) => writeFileSync(join(root, 'docs/adr/0003-x.md'), recordFile(text));
    git('checkout', '-qb', 'other');
    change('Y');
    git('commit', '-qam', 'other');
    git('checkout', '-q', 'main');
    if (what === 'conflicts of a stash') {
      change('S');
      git('stash');
    }
    change('Z');
    git('commit', '-qam', 'main');
    expect(() => begin(git)).toThrow();
    await propose('Use Go');
    const before = await stored();
    await expect(sync()).rejects.toThrow(message);
    await expect(sync({ commit: true })).rejects.toThrow(message);
    expect(await stored()).toBe(before);
    expect(files()).toEqual(['0003-x.md']);
  });

  it('has to be there, and on a branch, where something is to be committed', async () => {
    const alone = await syncHouse();
    await expect(alone.sync({ commit: true })).rejects.toThrow(/is in no git repository; leave out --commit/);
    const { git, propose, sync } = await repository();
    git('checkout', '-q', '--detach');
    await propose('Use Go');
    await expect(sync({ commit: true })).rejects.toThrow(/is on no branch/);
    expect((await sync()).written).toHaveLength(1);
  });
});

describe('a message', () => {
  const made = (number: number, title: string, ...kinds: string[]) => ({
    ...{ number, title, approvals: [] },
    events: kinds.map((kind) => ({ kind, person: 'ann', data: kind === 'superseded' ? { by: 9 } : {} })),
  });
  it('says what matters most of each record, and by whom', () => {
    expect(commitMessage([made(1, 'A', 'proposed', 'edited')])).toBe('Records: propose 1 A (ann)');
    expect(commitMessage([made(1, 'A', 'accepted', 'superseded')])).toBe('Records: accept 1 A by 9 (ann)');
    expect(commitMessage([made(1, 'A')])).toBe('Records: update 1 A');
  });

  it('has a line for each where they are many', () => {
    const many = [made(1, 'A'.repeat(90), 'accepted'), made(2, 'B', 'proposed'), made(3, 'C', 'proposed')];
    expect(commitMessage(many).split('\n')).toEqual([
      'Records: accept 1; propose 2, 3',
      '',
      `- accept 1 ${'A'.repeat(90)} (ann)`,
      '- propose 2 B (ann)',
      '- propose 3 C (ann)',
    ]);
    const all = Array.from({ length: 100 }, (_one, at) => made(at + 1000, 'A', 'edited'));
    expect(commitMessage(all).split('\n')[0]).toBe('Records: 100 changed');
  });
});
