import { describe, expect, it } from 'vitest';
import { changeOfFiles, readDiff } from '../../src/governing/read-diff.ts';

const head = (file: string) => `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`;

describe('a diff', () => {
  it('names the files that change, those that are moved, deleted or have other contents too', () => {
    const { files } = readDiff(
      `${head('a/b c.ts')}@@ -1 +1 @@\n-x\n+y\ndiff --git a/old.ts b/new.ts\nsimilarity index 100%\nrename from old.ts\nrename to new.ts\n` +
        'diff --git a/p.png b/p.png\nBinary files a/p.png and b/p.png differ\n' +
        'diff --git a/gone.ts b/gone.ts\ndeleted file mode 100644\n--- a/gone.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n',
    );
    expect(files).toEqual(['a/b c.ts', 'old.ts', 'new.ts', 'p.png', 'gone.ts']);
  });

  it('tells which packages come, go, and only have another version, each where it stands now', () => {
    const { packages } = readDiff(
      `${head('package.json')}@@ -10,4 +10,4 @@\n   "dependencies": {\n-    "mysql2": "^3.0.0",\n-    "pg": "^8.0.0",\n+    "mongodb": "^6.0.0",\n+    "pg": "^9.0.0",\n     "zod": "^4.0.0"\n`,
    );
    expect(packages).toEqual([
      { ecosystem: 'npm', name: 'mongodb', file: 'package.json', line: 11, how: 'comes' },
      { ecosystem: 'npm', name: 'pg', file: 'package.json', line: 12, how: 'stays' },
      { ecosystem: 'npm', name: 'mysql2', file: 'package.json', line: null, how: 'goes' },
    ]);
  });

  it('is read though its counts are wrong, as in one that was written by hand', () => {
    const { files, packages } = readDiff(
      `${head('go.mod')}@@ -1,9 +1,99 @@\n+\tgorm.io/gorm v1.25.0\n${head('Gemfile')}@@ -1 +1 @@\n+gem "pg"\n`,
    );
    expect(files).toEqual(['go.mod', 'Gemfile']);
    expect(packages.map(({ name }) => name)).toEqual(['gorm.io/gorm', 'pg']);
  });

  it.each(['', 'hello', 'please use MongoDB', '{"a": 1}', '@@ -1 +1 @@\n+a'])('is none: %j', (text) => {
    expect(() => readDiff(text)).toThrow('this is no unified diff');
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:/x', 'a\0b', ' '])(
    'does not reach out of the repository: %j',
    (path) => {
      expect(() => changeOfFiles([path])).toThrow('is no path in a repository');
      if (path.trim() !== '' && !path.includes('\0'))
        expect(() => readDiff(`--- a/x\n+++ b/${path}\n@@ -1 +1 @@\n+a\n`)).toThrow(
          'no path in a repository',
        );
    },
  );

  it('is refused where it is longer than anybody reads', () => {
    expect(() => readDiff('x'.repeat(20_000_001))).toThrow('name the files that change');
  });
});
