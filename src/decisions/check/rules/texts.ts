import { isTemplateText } from '../../markdown/status.ts';
import { type Found, quoted } from '../finding.ts';
import { defineRule } from '../rule.ts';
import type { Subject } from '../subject.ts';

export const templateText = defineRule({
  id: 'template-text',
  severity: 'error',
  about:
    'Text of the template is left: a status to choose from, a placeholder, a section that only says what it is for.',
  mend: 'Write what it asks for, or take it out.',
  find: ({ subjects }) => subjects.flatMap(leftIn),
});

function leftIn({ name, facts }: Subject): Found[] {
  const statuses = facts.statuses.filter(({ text }) => isTemplateText(text));
  const lines = new Map([...statuses, ...facts.leftovers].map(({ line, text }) => [line, text]));
  return [...lines].map(([line, text]) => ({
    place: { name, line },
    what: `${quoted(text)} is the template's text`,
    mend: 'write what it asks for, or take it out',
  }));
}

export const brokenFrontMatter = defineRule({
  id: 'broken-front-matter',
  severity: 'error',
  about: 'The front matter is not closed, or no YAML: other tools lose what it says.',
  mend: 'Close it by a line of ---; put values that hold a colon, quotes or brackets in quotes.',
  find: ({ subjects }) =>
    subjects.flatMap(({ name, facts }) =>
      facts.faults.map(({ line, what }) => ({
        place: { name, line },
        what,
        mend: what.includes('closed') ? 'close it' : 'put values with a colon or brackets in quotes',
      })),
    ),
});

export const conflictMarkers = defineRule({
  id: 'conflict-markers',
  severity: 'error',
  about: 'A merge left its conflict in the file; nothing else is looked at in it.',
  mend: 'Resolve the conflict.',
  find: ({ conflicts }) =>
    conflicts.flatMap(({ name, lines }) =>
      lines.map((line) => ({
        place: { name, line },
        what: 'a merge left its conflict here',
        mend: 'resolve it and take the marks out',
      })),
    ),
});

export const unreadableFile = defineRule({
  id: 'unreadable-file',
  severity: 'error',
  about:
    'A markdown file cannot be read: no UTF-8 text, too large, made to take for ever, without permission.',
  mend: 'What the message says; or leave the file out under `ignore` in the settings.',
  find: ({ unreadable }) =>
    unreadable.map(({ name, reason }) => ({
      place: { name, line: 1 },
      what: `it is not read: ${reason}`,
      mend: 'mend the file, or name it under "ignore" in .adr-check.yaml',
    })),
});
