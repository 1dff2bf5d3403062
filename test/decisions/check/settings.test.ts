import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSettings } from '../../../src/decisions/check/find-settings.ts';
import { foldersUp } from '../../../src/decisions/check/repository.ts';
import { parseSettings } from '../../../src/decisions/check/settings.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { temporaryFolder } from '../../support/folder.ts';

const messageOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof AdvisorError ? `${error.code}: ${error.message}` : String(error);
  }
  return 'nothing thrown';
};

describe('settings that are wrong name their line', () => {
  it.each([
    [
      'rules:\n  future-date: off\n  futur-date: off',
      ':3: rules.futur-date: there is no rule "futur-date"; is future-date meant?',
    ],
    ['rules:\n  future-date: loud', ':2: rules.future-date: a severity is error, warning, off, not "loud"'],
    [
      '# mine\nrule: {}',
      ':2: rule: there is no such setting; there are rules, sections, statuses and ignore',
    ],
    ['rules: 3', ':1: rules: write a line for each: dead-link: warning'],
    ['sections: Context', ':1: sections: write a list: [Context, Decision]'],
    ['statuses:\n  parked: gone', ':2: statuses.parked: a word comes to one of draft, '],
    [
      'ignore:\n  - ok/**\n  - "{a,b}"',
      ':3: ignore: "{a,b}" is no pattern of at most 500 characters of *, ? and [...]',
    ],
    ['ignore: ["*a*a*a*a*a*a*a*a*a"]', ':1: ignore: "*a*a*a*a*a*a*a*a*a" is no pattern'],
    ['rules: [', ':1: this is no YAML'],
    ['a: &x 1\nb: *x', ':1: anchors are not taken'],
    ['- a', ':1: write settings as lines: '],
  ])('%j', (yaml, message) => {
    expect(messageOf(() => parseSettings(yaml, 'x.yaml'))).toContain(`configuration: x.yaml${message}`);
  });

  it.each(['', '# nothing yet', 'rules: {}', 'rules:\n  dead-link: off'])('%j is right', (yaml) => {
    expect(messageOf(() => parseSettings(yaml, 'x.yaml'))).toBe('nothing thrown');
  });
});

describe('where settings are looked for', () => {
  const found = (top: string, folder: string) => findSettings(foldersUp(join(top, folder)).folders);

  it('in the folder, then in those above it up to the root of the repository', () => {
    const top = temporaryFolder({ '.adr-check.yaml': 'rules: { dead-link: off }', 'repo/docs/adr/x.md': '' });
    mkdirSync(join(top, 'repo/.git'));
    expect(found(top, 'repo/docs/adr').settings.severities.size).toBe(0);
    writeFileSync(join(top, 'repo/.adr-check.yml'), 'rules: { dead-link: off, bad-date: off }');
    expect(found(top, 'repo/docs/adr').settings.severities.size).toBe(2);
    writeFileSync(join(top, 'repo/docs/.adr-check.yaml'), '');
    expect(found(top, 'repo/docs/adr').settings.severities.size).toBe(0);
  });

  it('outside of a repository in the folder alone', () => {
    const top = temporaryFolder({ '.adr-check.yaml': 'rules: { dead-link: off }', 'docs/adr/x.md': '' });
    expect(found(top, 'docs/adr').settings.severities.size).toBe(0);
    expect(found(top, '.').settings.severities.size).toBe(1);
  });
});
