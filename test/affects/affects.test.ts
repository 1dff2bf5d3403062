import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  matchesPath,
  type Package,
  packageName,
  packageOf,
  pathsOf,
  requireAffects,
  requirePath,
} from '../../src/affects/affects.ts';
import { FieldError } from '../../src/errors.ts';

const faultOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof FieldError ? `${error.field}: ${error.fault}` : String(error);
  }
  return 'no fault';
};

describe('an entry holds a path', () => {
  it.each([
    ['services/orders/db.ts', 'services/orders/db.ts'],
    ['./services/orders/db.ts', 'services/orders/db.ts'],
    ['services/orders/db.ts', './services//orders/db.ts'],
    ['services/billing', 'services/billing'],
    ['services/billing', 'services/billing/a/b.ts'],
    ['services/billing/', 'services/billing'],
    ['services/billing/', 'services/billing/.env'],
    ['.', 'anything/at/all'],
    ['services/*/db.ts', 'services/orders/db.ts'],
    ['services/*/', 'services/orders/deep/db.ts'],
    ['services/**', 'services/orders/db.ts'],
    ['**/db.ts', 'db.ts'],
    ['**/db.ts', 'services/orders/db.ts'],
    ['services/**/db.ts', 'services/db.ts'],
    ['services/**/test/**/*.ts', 'services/a/test/b/test/c.ts'],
    ['**/*.sql', 'a/b/c.sql'],
    ['**/a/b', 'a/c/a/b'],
    ['src/**/**', 'src/a'],
    ['data-?.ts', 'data-é.ts'],
    ['data-[a-c].ts', 'data-b.ts'],
    ['data-[!a-c].ts', 'data-d.ts'],
    ['a*b*c', 'aXbXbXc'],
    ['*.test.*', 'a.test.ts'],
    ['app/[slug]/page.tsx', 'app/[slug]/page.tsx'],
    ['app/[slug]/**', 'app/[slug]/page.tsx'],
    ['app/(shop)/page.tsx', 'app/(shop)/page.tsx'],
    ['a[]b', 'a[]b'],
    ['a[z-a]*', 'a[z-a]c'],
  ])('%s: %s', (entry, path) => {
    expect(matchesPath(entry, path)).toBe(true);
    expect(pathsOf(entry, ['x', path])).toContain(path);
  });

  it.each([
    ['services/orders/db.ts', 'services/orders/db.tsx'],
    ['services/orders/db.ts', 'other/services/orders/db.ts'],
    ['services/billing', 'services/billing-old/a.ts'],
    ['services/billing', 'services'],
    ['services/*', 'services/orders/db.ts'],
    ['*.sql', 'a/b.sql'],
    ['**/db.ts', 'services/mydb.ts'],
    ['services/**/db.ts', 'services/a/db.tsx'],
    ['data-?.ts', 'data-10.ts'],
    ['data-[!a-c].ts', 'data-b.ts'],
    ['a?b', 'a/b'],
    ['a[!x]b', 'a/b'],
    ['a*a', 'a'],
    ['ab*b', 'ab'],
    ['A.ts', 'a.ts'],
    ['npm:pg', 'npm:pg'],
  ])('%s does not hold %s', (entry, path) => {
    expect(matchesPath(entry, path)).toBe(false);
  });

  it('as a plain search of all ways to read it would tell', () => {
    const step = fc.stringMatching(/^(?:\*\*|[ab*?]{1,4})$/);
    const pattern = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => `a/${steps.join('/')}`);
    const path = fc
      .array(fc.stringMatching(/^[ab]{1,4}$/), { maxLength: 5 })
      .map((all) => ['a', ...all].join('/'));
    fc.assert(
      fc.property(pattern, path, (entry, file) => {
        fc.pre(/[*?]/.test(entry) && entry.split('*').length <= 9);
        expect(matchesPath(entry, file)).toBe(holds(entry.split('/'), file.split('/')));
      }),
      { numRuns: 3_000 },
    );
  });

  it('in a moment also where a regular expression would try for minutes', () => {
    const name = 'a'.repeat(5_000);
    expect(matchesPath('*a*a*a*a*a*a*a*ac', `${name}b`)).toBe(false);
    expect(matchesPath('**/a/**/a/**/a/**/c', `${'a/'.repeat(5_000)}b`)).toBe(false);
    expect(matchesPath('**/*a*a/**/*a*a', `${`${name}/`.repeat(5)}b`)).toBe(false);
  });
});

/** Slow, and plain: every number of folders and characters that a star may stand for. */
function holds(steps: readonly string[], names: readonly string[]): boolean {
  const [step, ...others] = steps;
  if (step === undefined) return names.length === 0;
  const [name, ...further] = names;
  if (step === '**') return holds(others, names) || (name !== undefined && holds(steps, further));
  return name !== undefined && fits(step, name) && holds(others, further);
}

function fits(step: string, name: string): boolean {
  if (step === '') return name === '';
  if (step.startsWith('*')) return fits(step.slice(1), name) || (name !== '' && fits(step, name.slice(1)));
  return name !== '' && (step[0] === '?' || step[0] === name[0]) && fits(step.slice(1), name.slice(1));
}

describe('an entry names a package', () => {
  it.each<[string, Package]>([
    ['npm:pg', { ecosystem: 'npm', name: 'pg' }],
    ['npm:@scope/pkg', { ecosystem: 'npm', name: '@scope/pkg' }],
    ['NPM:pg', { ecosystem: 'npm', name: 'pg' }],
    ['pypi:Flask_SQLAlchemy', { ecosystem: 'pypi', name: 'flask-sqlalchemy' }],
    ['go:github.com/jackc/pgx/v5', { ecosystem: 'go', name: 'github.com/jackc/pgx/v5' }],
    ['crates:serde_json', { ecosystem: 'crates', name: 'serde-json' }],
    ['gems:rails', { ecosystem: 'gems', name: 'rails' }],
    ['image:postgres', { ecosystem: 'image', name: 'postgres' }],
    ['image:docker.io/library/postgres', { ecosystem: 'image', name: 'postgres' }],
    ['image:localhost:5000/team/app', { ecosystem: 'image', name: 'localhost:5000/team/app' }],
  ])('%s', (entry, expected) => {
    expect(packageOf(entry)).toEqual(expected);
    expect(packageName(expected.ecosystem, expected.name)).toBe(expected.name);
    expect(faultOf(() => requireAffects([entry]))).toBe('no fault');
  });

  it.each(['services/billing', 'brew:org.x', 'npm:', 'npm:pg@8', 'npm:@scope/*', ''])(
    '%s names none',
    (entry) => {
      expect(packageOf(entry)).toBeUndefined();
    },
  );
});

describe('what can be no path, pattern or package is refused', () => {
  it.each([
    ['/etc/passwd', "is no path from the repository's root"],
    ['~/code', "is no path from the repository's root"],
    ['C:/code', "is no path from the repository's root"],
    ['services\\orders', 'has a backslash'],
    ['services/../other', 'leads out of its folder'],
    ['!services', 'leaves something out'],
    ['src/{a,b}/**', 'is no path or pattern: at most 500 characters'],
    ['src/@(a|b)', 'is no path or pattern'],
    ['*a*a*a*a*a*a*a*a*a', 'is no path or pattern'],
    ['a'.repeat(501), 'is no path or pattern'],
    ['brew:org.x', 'is no path, and no package of npm:, pypi:, go:, crates:, gems:, image:'],
    ['https://example.org/x', 'is no path, and no package of npm:'],
    ['npm:pg@8', 'names a version; name the package alone: npm:NAME'],
    ['image:postgres:16', 'names a version'],
    ['npm:', 'names no package; write npm:NAME'],
    ['npm:@scope/*', 'names no package'],
  ])('%s', (entry, fault) => {
    const told = faultOf(() => requireAffects(['services/**', entry]));
    expect(told).toContain(`affects: "${entry.slice(0, 60)}" ${fault}`);
    // Where it was stored before, it holds nothing and breaks nothing.
    expect(matchesPath(entry, entry)).toBe(false);
    expect(packageOf(entry)).toBeUndefined();
    expect(faultOf(() => requireAffects([entry], [entry]))).toBe('no fault');
  });

  it('a path to look for is as strictly read', () => {
    expect(requirePath(' ./services//orders/ ')).toBe('services/orders');
    for (const path of ['', '/etc', '../x', 'a\\b', './'])
      expect(
        faultOf(() => requirePath(path)),
        path,
      ).toContain('path: ');
  });
});
