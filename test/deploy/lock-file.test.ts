import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lockFaults } from '../../scripts/lock-file.ts';

const lock: { packages: Record<string, object> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const withPackage = (entry: object) =>
  lockFaults({ ...lock, packages: { ...lock.packages, 'node_modules/evil': entry } });
const integrity = `sha512-${'A'.repeat(86)}==`;
const good = { version: '1.0.0', integrity };

describe('the lock file', () => {
  test('takes every package from the registry, by its hash', () => {
    expect(lockFaults(lock)).toEqual([]);
    expect(withPackage(good)).toEqual([]);
    expect(withPackage({ ...good, resolved: 'https://registry.npmjs.org/evil/-/evil-1.0.0.tgz' })).toEqual(
      [],
    );
  });

  test.each([
    [
      'from another host',
      { ...good, resolved: 'https://evil.example/evil-1.0.0.tgz' },
      'https://evil.example',
    ],
    ['over plain http', { ...good, resolved: 'http://registry.npmjs.org/evil/-/evil-1.0.0.tgz' }, 'http://'],
    ['from git', { ...good, resolved: 'git+ssh://git@github.com/evil/evil.git#1' }, 'git+ssh'],
    ['that is a link', { resolved: '../evil', link: true }, 'link'],
    ['without a hash', { version: '1.0.0' }, 'integrity'],
    ['with a weak hash', { version: '1.0.0', integrity: 'sha1-AAAA' }, 'integrity'],
    ['of another name', { ...good, resolved: 'https://registry.npmjs.org/other/-/other-1.0.0.tgz' }, 'other'],
    [
      'of another version',
      { ...good, resolved: 'https://registry.npmjs.org/evil/-/evil-2.0.0.tgz' },
      '2.0.0',
    ],
  ])('is refused with a package %s', (_what, entry, told) => {
    expect(withPackage(entry)).toEqual([expect.stringMatching(/^node_modules\/evil: /)]);
    expect(withPackage(entry)[0]).toContain(told);
  });

  test('is refused in another version of its form', () => {
    expect(lockFaults({ ...lock, lockfileVersion: 2 })).toHaveLength(1);
    expect(lockFaults('nothing')).toHaveLength(1);
  });
});
