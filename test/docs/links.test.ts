import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(
  (name) => `docs/${name}`,
);
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'examples/README.md',
  ...inDocs,
].filter((name) => name.endsWith('.md'));
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** Where a page leads, without what is shown as code. */
const targetsOf = (page: string): string[] =>
  [
    ...read(page)
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target = '']) => target);

/** What a heading is called in an address, as GitHub has it. */
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('what stands in front of people', () => {
  test.each(pages)('%s leads to files and headings that are there', (page) => {
    const astray = targetsOf(page).filter((target) => {
      if (/^https?:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
    expect(astray).toEqual([]);
  });

  test('the README shows its pictures, says the two commands, and leads to every guide and every page', () => {
    const readme = read('README.md');
    for (const line of ['npm ci && npm start', 'npm ci && npm test'])
      expect(readme.split('\n')).toContain(line);
    for (const name of ['answer', 'recommendation', 'record', 'terminal'])
      expect(readme).toContain(`(docs/pictures/${name}.png)`);
    const targets = targetsOf('README.md').map((target) => target.split('#')[0]);
    const unled = inDocs.filter((page) => page.endsWith('.md') && !targets.includes(page));
    expect(unled).toEqual([]);
  });

  test('every picture is shown somewhere, and none is heavy', () => {
    const shown = pages.flatMap((page) => targetsOf(page).map((target) => join(dirname(page), target)));
    for (const picture of inDocs.filter((name) => name.endsWith('.png'))) {
      expect(shown).toContain(picture);
      expect(statSync(join(root, picture)).size).toBeLessThan(150_000);
    }
  });
});
