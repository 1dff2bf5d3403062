import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const record = `# Use PostgreSQL for orders

## Status

Accepted

## Context

Orders and stock change in one transaction.

## Considered Options

* PostgreSQL
* MongoDB

## Decision Outcome

PostgreSQL, because we need joins and transactions.
`;

/** A repository with a decision, and a change on top that goes against it; its folder. */
export function checkedRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stack-advisor-checked-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', ...args], {
      cwd: folder,
    });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  write('docs/adr/0001-orders.md', `---\naffects: [services/orders]\n---\n\n${record}`);
  write('services/orders/package.json', manifest({ pg: '^8.16.0' }));
  git('add', '.');
  git('commit', '--quiet', '--message', 'Orders');
  git('switch', '--quiet', '--create', 'faster-search');
  write('services/orders/package.json', manifest({ mongodb: '^6.18.0', pg: '^8.16.0' }));
  git('commit', '--quiet', '--all', '--message', 'Faster search');
  return folder;
}

const manifest = (dependencies: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ name: 'orders', dependencies }, null, 2)}\n`;
