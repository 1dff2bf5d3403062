import { check } from '../../src/decisions/check/check.ts';
import type { Finding } from '../../src/decisions/check/finding.ts';
import { folderOf } from '../../src/decisions/check/from-folder.ts';
import { readFacts } from '../../src/decisions/check/reading.ts';
import { noSettings, parseSettings } from '../../src/decisions/check/settings.ts';
import { temporaryFolder } from './folder.ts';

export const today = '2026-03-01';

/** What is found in a folder of these files; `.adr-check.yaml` among them is its settings. It starts no process. */
export function found(
  files: Readonly<Record<string, string>>,
  { root = 'folder' }: { root?: 'folder' | 'none' } = {},
): Finding[] {
  const folder = temporaryFolder(files);
  const { '.adr-check.yaml': yaml, ...others } = files;
  const names = Object.keys(others).filter((name) => name.endsWith('.md'));
  const folders = names.map((name) => name.split('/').slice(0, -1).join('/'));
  const read = names.sort().map((file) => {
    const own = file.split('/').slice(0, -1).join('/');
    const isAlone = own !== '' && folders.filter((one) => one === own).length === 1;
    return { file, result: readFacts({ text: others[file] ?? '', path: file, isAlone }) };
  });
  const settings = yaml === undefined ? noSettings : parseSettings(yaml, '.adr-check.yaml');
  const surroundings = { folder, root: root === 'folder' ? folder : undefined };
  const { checked, isIgnored } = folderOf(
    { read, skipped: [], unread: new Map(), others: [] },
    surroundings,
    { settings, folder },
    today,
  );
  return check(checked, settings, isIgnored);
}

/** Findings as `file:line rule`. */
export function told(findings: readonly Finding[]): string[] {
  return findings.map(({ place, rule }) => `${place.name}:${place.line} ${rule}`);
}

/** A record in Nygard's shape, with this status and whatever stands below. */
export function nygard(title: string, status: string, more = ''): string {
  return `# ${title}\n\nDate: 2026-01-01\n\n## Status\n\n${status}\n\n## Context\n\nWe need it.\n\n## Decision\n\nWe take it.\n\n## Consequences\n\nWe run it.\n${more}`;
}
