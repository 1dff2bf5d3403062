import { describe, expect, test } from 'vitest';
import { formatFault, KnowledgeError } from '../../src/knowledge/fault.ts';
import { checkFolder, requireSound } from '../../src/knowledge/folder.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { temporaryFolder } from '../support/folder.ts';
import { smallKnowledge } from '../support/small-knowledge.ts';

const base = () => requireSound(checkFolder(temporaryFolder(smallKnowledge)));

const overlay = (extra: string) => ({
  'ours.yaml': `
document: ours
documents:
  - { id: ours, title: Our house rules, sections: [{ id: stores, title: Stores }] }
statements:
  - id: ours.pg-latency
    kind: figure
    about: [postgresql]
    text: Here PostgreSQL answers in 2 ms.
    section: stores
${extra}
`,
});

describe('an overlay', () => {
  test('adds statements, documents and entries', () => {
    const files = overlay('entries:\n  - { id: sqlite, name: SQLite, kind: database }');
    const knowledge = requireSound(checkFolder(temporaryFolder(files), base()));
    expect(knowledge.statements).toHaveLength(3);
    expect(knowledge.entries.map((entry) => entry.id)).toContain('sqlite');
  });

  test('overrules a built-in statement', () => {
    const files = overlay('    overrules: 100.pg-latency');
    const knowledge = requireSound(checkFolder(temporaryFolder(files), base()));
    expect(knowledge.statements.map((statement) => statement.id)).toEqual([
      '100.redis-latency',
      'ours.pg-latency',
    ]);
  });

  test('is refused when it overrules what is not there', () => {
    const result = checkFolder(temporaryFolder(overlay('    overrules: 100.gone')), base());
    expect(result.sound ? '' : result.faults.map(formatFault).join()).toBe(
      'ours.yaml: statements[0].overrules: the id of a built-in statement; "100.gone" is unknown',
    );
  });

  test('is never half-loaded: one fault refuses all of it', async () => {
    const folder = temporaryFolder({ ...overlay(''), 'bad.yaml': 'statements: 5' });
    await expect(loadKnowledge({ overlay: folder })).rejects.toThrow(KnowledgeError);
  });

  test('of a workspace lies over the one of all and nowhere else', async () => {
    const folder = temporaryFolder({
      'all.yaml': 'entries:\n  - { id: everywhere, name: Everywhere, kind: tool }',
      'workspaces/T1/one.yaml': 'entries:\n  - { id: only-here, name: Only Here, kind: tool }',
    });
    const idsOf = async (workspace?: string) => {
      const options = { overlay: folder, ...(workspace === undefined ? {} : { workspace }) };
      return (await loadKnowledge(options)).entries.map((entry) => entry.id);
    };
    expect(await idsOf('T1')).toEqual(expect.arrayContaining(['everywhere', 'only-here']));
    expect(await idsOf('T2')).not.toContain('only-here');
    expect(await idsOf()).not.toContain('only-here');
    expect(await idsOf('../T1')).not.toContain('only-here');
  });

  test('that is not there is named', async () => {
    await expect(loadKnowledge({ overlay: '/nowhere/at/all' })).rejects.toThrow('there is no such folder');
  });
});
