import type { ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { bold, joined, type Marked, md, pieces } from '../escape.ts';
import { maxHeader, maxSectionText } from '../limits.ts';
import { mrkdwn, plainText } from './text.ts';

/** Room for a line in a section: the section's own, less a bullet, marks and the like. */
export const maxLine = 2_000;
/** Room for a name, a title, a place in a line. */
export const maxName = 300;

/** A title in large letters. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, maxHeader) };
}

/** A line between two parts. */
export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** Lines in as few sections as they fit in; nothing where there are none. */
export function sections(lines: readonly Marked[]): SectionBlock[] {
  return packed(lines).map((text) => ({ type: 'section', text: mrkdwn(text) }));
}

/** Small print. */
export function contexts(lines: readonly Marked[]): ContextBlock[] {
  return packed(lines).map((text) => ({ type: 'context', elements: [mrkdwn(text)] }));
}

/** A titled list; nothing where it has no items. What is not shown of it is told. */
export function titled(title: string, lines: readonly Marked[], most = lines.length): SectionBlock[] {
  if (lines.length === 0) return [];
  const left = lines.length - most;
  const shown = lines.slice(0, most).map((text) => md`• ${text}`);
  return sections([bold(title, maxName), ...shown, ...(left > 0 ? [md`_and ${left} more_`] : [])]);
}

/** A text of any length under its lead: some sections of it, and how much is left; nothing where there is no text. */
export function prose(text: string, lead: readonly Marked[] = []): SectionBlock[] {
  const all = pieces(text, maxSectionText);
  if (all.length === 0) return [];
  const left = all.slice(proseSections).reduce((sum, { mrkdwn: piece }) => sum + piece.length, 0);
  const note = left > 0 ? [md`_and ${left} more characters_`] : [];
  return sections([...lead, ...all.slice(0, proseSections), ...note]);
}

const proseSections = 3;

function packed(lines: readonly Marked[]): Marked[] {
  const groups: Marked[][] = [];
  let room = 0;
  for (const line of lines.filter(({ mrkdwn: text }) => text !== '')) {
    room -= line.mrkdwn.length + 1;
    if (room < 0 || groups.length === 0) {
      groups.push([]);
      room = maxSectionText - line.mrkdwn.length;
    }
    groups.at(-1)?.push(line);
  }
  return groups.map((group) => joined(group, '\n'));
}
