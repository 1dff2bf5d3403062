import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { planSite, type SitePlan } from '../../adapters/web/site/site-files.ts';
import { writeSite } from '../../adapters/web/site/write-site.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { Viewer } from '../../src/decisions/record.ts';
import { temporaryFolder } from '../support/folder.ts';
import { actAs, operator } from '../support/page.ts';

const hostile = '"><script>alert(1)</script>';
/** Somebody who is a member of nothing. */
const anybody: Viewer = {
  kind: 'member',
  person: { id: 'site', name: 'site' },
  channels: [],
  outside: false,
};

async function house(): Promise<Decisions> {
  const database = await openDatabase('sqlite::memory:');
  onTestFinished(() => database.close());
  return createDecisions(database);
}

/** Two open logs, a draft, a log for members, and a record for members that supersedes an open one. */
async function filled(): Promise<Decisions> {
  const decisions = await house();
  const ana = actAs('Ana');
  await decisions.propose(ana, { title: 'Use MySQL', decision: 'MySQL', tags: ['data', 'c#', '.net'] });
  await decisions.approve(ana, 1, 'Fine.');
  await decisions.propose(
    ana,
    { title: `Use PostgreSQL ${hostile}`, context: hostile, tags: ['data'] },
    { supersedes: [1] },
  );
  await decisions.approve(ana, 2);
  await decisions.propose(ana, { title: 'A draft' }, { draft: true });
  await decisions.propose(actAs('Ben', 'platform/core'), { title: 'Use Go', deciders: ['Cy'] });
  await decisions.setLog(actAs('Ana', 'secret'), { visibility: 'members', channel: 'C1' });
  await decisions.propose(actAs('Ana', 'secret'), { title: 'Hidden plan', tags: ['hiddentag'] });
  await decisions.propose(
    ana,
    { title: 'Hidden successor', deciders: ['Hidden decider'] },
    { supersedes: [2], channel: 'C1', visibility: 'members' },
  );
  await decisions.approve(actAs('Dora'), 4);
  return decisions;
}

const plan = (decisions: Decisions, viewer: Viewer = anybody): Promise<SitePlan> =>
  planSite(decisions, { look: { workspace: 'local', viewer }, name: 'Our decisions' });

/** Everything in a folder, by path. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

describe('a site', () => {
  async function written(viewer?: Viewer): Promise<Record<string, string>> {
    const folder = temporaryFolder();
    await writeSite(folder, await plan(await filled(), viewer));
    return filesIn(folder);
  }

  test('has a page for each record that is open to all, for each tag and each log', async () => {
    const files = await written();
    expect(Object.keys(files).filter((path) => /html$|md$/.test(path))).toEqual([
      'index.html',
      'log/decisions/1.html',
      'log/decisions/1.md',
      'log/decisions/2.html',
      'log/decisions/2.md',
      'log/decisions/index.html',
      'log/platform-core/1.html',
      'log/platform-core/1.md',
      'log/platform-core/index.html',
      'tag/c-/index.html',
      'tag/data/index.html',
      'tag/dot .net/index.html',
      'tags.html',
    ]);
  });

  test('tells nothing of what is for members, nor of drafts', async () => {
    const files = await written();
    for (const [path, text] of Object.entries(files))
      expect(`${path} ${text}`).not.toMatch(/hidden (?:plan|successor|decider)|hiddentag|secret|A draft/i);
    // What took its place may not be seen, so nothing is said of it but that something did.
    expect(files['log/decisions/2.html']).toContain('<strong>Dora</strong> put another record in its place');
    expect(files['log/decisions/2.html']).not.toMatch(/superseded by/i);
  });

  test('tells whoever shows a link to a record what it says, escaped', async () => {
    const files = await written();
    const [head = ''] = files['log/decisions/2.html']?.split('</head>') ?? [];
    expect(head).toContain('<meta property="og:site_name" content="Our decisions">');
    expect(head).toContain(
      'og:title" content="decisions-2. Use PostgreSQL &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"',
    );
    expect(head).toMatch(/og:description" content="superseded \d{4}-\d\d-\d\d · &quot;&gt;&lt;script&gt;/);
    expect(head).toContain('<meta name="theme-color" content="#57616b">');
    expect(files['index.html']).not.toContain('og:');
  });

  test('leads from page to page by relative links, each of which leads to a file', async () => {
    const files = await written();
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.html')) continue;
      for (const [, link = ''] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(?:data:,|#main|https:)/.test(link)) continue;
        expect(link).not.toMatch(/^(?:\/|[a-z]+:)/);
        const [target = ''] = link.split('?');
        expect(Object.keys(files)).toContain(posix.join(dirname(path), decodeURIComponent(target)));
      }
    }
  });

  test('has no form that a server would have to answer, and no session', async () => {
    const files = await written();
    for (const [path, text] of Object.entries(files)) {
      if (path.endsWith('.html')) expect(text).not.toMatch(/method="post"|csrf|\/t\/|nonce/);
    }
  });

  test('holds no text that is not escaped, and no script or style within a page', async () => {
    const files = await written();
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.html')) continue;
      expect(text).not.toContain('<script>');
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/);
      expect(text).toContain('http-equiv="Content-Security-Policy"');
    }
    expect(files['log/decisions/2.html']).toContain('&lt;script&gt;alert(1)');
  });

  test('says of a record what its page says: history in words, what took its place', async () => {
    const files = await written();
    expect(files['log/decisions/1.html']).toContain('<strong>Ana</strong> approved: 1 of 1, accepted');
    expect(files['log/decisions/1.html']).toContain('<blockquote>Fine.</blockquote>');
    expect(files['log/decisions/1.html']).toContain(
      'Superseded by <a href="2.html">decisions-2. Use PostgreSQL',
    );
    expect(files['log/decisions/1.md']).toContain('# Use MySQL');
  });

  test('shows what is for members too where that is asked for', async () => {
    const all = await written(operator);
    expect(all['log/secret/1.html']).toContain('Hidden plan');
    expect(all['log/decisions/2.html']).toContain(
      'Superseded by <a href="4.html">decisions-4. Hidden successor',
    );
  });

  test('of many records is cut into pages, and each is one of a few', async () => {
    const decisions = await house();
    for (let number = 1; number <= 205; number++)
      await decisions.propose(actAs('Ana'), { title: `Record ${number}`, tags: ['many'] });
    const folder = temporaryFolder();
    await writeSite(folder, await plan(decisions));
    const list = filesIn(folder);
    expect(list['index.html']).toContain('<a href="page-2.html" rel="next">Next</a>');
    expect(list['page-3.html']).toContain('Page 3 of 3');
    expect(list['page-3.html']).toContain('>1. Record 1<');
    expect(list['tag/many/page-2.html']).toContain('<a href="index.html" rel="prev">Previous</a>');
  });
});

describe('a site that is written again', () => {
  test('touches only what changed, and takes away what is no more', async () => {
    const decisions = await filled();
    const folder = temporaryFolder();
    const first = await writeSite(folder, await plan(decisions));
    expect(first).toEqual({ written: first.written, unchanged: 0, removed: 0 });
    const again = await writeSite(folder, await plan(decisions));
    expect(again).toEqual({ written: 0, unchanged: first.written, removed: 0 });
    await decisions.setLog(actAs('Ana', 'platform/core'), { visibility: 'members', channel: 'C1' });
    const { removed } = await writeSite(folder, await plan(decisions));
    expect(removed).toBe(3);
    expect(existsSync(join(folder, 'log/platform-core'))).toBe(false);
    expect(JSON.stringify(filesIn(folder))).not.toContain('Use Go');
  });

  test('leaves alone what somebody put beside it', async () => {
    const decisions = await filled();
    const folder = temporaryFolder();
    await writeSite(folder, await plan(decisions));
    writeFileSync(join(folder, 'CNAME'), 'adr.example.org');
    writeFileSync(join(folder, 'log/platform-core/notes.txt'), 'mine');
    await decisions.setLog(actAs('Ana', 'platform/core'), { visibility: 'members', channel: 'C1' });
    await writeSite(folder, await plan(decisions));
    expect(filesIn(folder)).toMatchObject({
      CNAME: 'adr.example.org',
      'log/platform-core/notes.txt': 'mine',
    });
  });

  test('goes on where a run was ended on its way: nothing is left that is nobody’s', async () => {
    const decisions = await filled();
    const folder = temporaryFolder();
    const whole = await plan(decisions);
    const failing = {
      paths: whole.paths,
      async *files() {
        let count = 0;
        for await (const file of whole.files()) {
          if (++count > 8) throw new Error('ended');
          yield file;
        }
      },
    };
    await expect(writeSite(folder, failing)).rejects.toThrow('ended');
    writeFileSync(join(folder, '.stack-advisor-site.4711.part'), 'half');
    await decisions.setLog(actAs('Ana', 'platform/core'), { visibility: 'members', channel: 'C1' });
    const rest = await plan(decisions);
    await writeSite(folder, rest);
    expect(Object.keys(filesIn(folder)).sort()).toEqual([...rest.paths, '.stack-advisor-site.json'].sort());
  });
});

describe('a folder', () => {
  const small = (files: Record<string, string>) => ({
    paths: Object.keys(files),
    files: () => Object.entries(files).map(([path, text]) => ({ path, text })),
  });
  const site = small({ 'index.html': 'new', 'log/a/1.html': 'record' });

  test.each([
    ['that holds other things', { 'README.md': 'mine' }, /holds other things/],
    [
      'whose list of files is damaged',
      { '.stack-advisor-site.json': '{' },
      /cannot be read; empty the folder/,
    ],
    ['whose list is of another kind', { '.stack-advisor-site.json': '{"files":1}' }, /cannot be read/],
    [
      'in which somebody else has a file of that name',
      { '.stack-advisor-site.json': '{"version":1,"files":[]}', 'index.html': 'mine' },
      /index.html is not the site's own/,
    ],
    [
      'in which a folder’s name is a file’s',
      { '.stack-advisor-site.json': '{"version":1,"files":["index.html"]}', log: 'mine' },
      /log is no folder/,
    ],
  ])('%s is refused, and left as it is', async (_what, there, why) => {
    const folder = temporaryFolder(there);
    await expect(writeSite(folder, site)).rejects.toThrow(why);
    expect(filesIn(folder)).toEqual(there);
  });

  test('that a link leads out of is refused', async () => {
    const [folder, outside] = [temporaryFolder(), temporaryFolder({ 'a/1.html': 'mine' })];
    await writeSite(folder, small({ 'index.html': 'old' }));
    symlinkSync(outside, join(folder, 'log'));
    await expect(writeSite(folder, site)).rejects.toThrow(/log is no folder/);
    expect(filesIn(outside)).toEqual({ 'a/1.html': 'mine' });
  });

  test('whose list names files elsewhere loses none of them', async () => {
    const outer = temporaryFolder({ 'mine.html': 'mine' });
    const folder = join(outer, 'site');
    await writeSite(folder, site);
    writeFileSync(
      join(folder, '.stack-advisor-site.json'),
      JSON.stringify({
        version: 1,
        files: ['../mine.html', join(outer, 'mine.html'), 'log/../../mine.html'],
      }),
    );
    rmSync(join(folder, 'index.html'));
    rmSync(join(folder, 'log'), { recursive: true });
    await writeSite(folder, site);
    expect(readFileSync(join(outer, 'mine.html'), 'utf8')).toBe('mine');
  });

  test('that is a file is refused', async () => {
    const folder = temporaryFolder({ file: 'mine' });
    await expect(writeSite(join(folder, 'file'), site)).rejects.toThrow(/is a file; name a folder/);
  });

  test('may be what a repository has checked out', async () => {
    const folder = temporaryFolder({ '.git/HEAD': 'ref' });
    await writeSite(folder, site);
    expect(filesIn(folder)).toMatchObject({ '.git/HEAD': 'ref', 'index.html': 'new' });
  });
});
