import type { ContextBlock, HeaderBlock, SectionBlock } from '@slack/types';
import { type Marked, together } from '../../view/markup-writer.ts';
import { packed } from '../../view/packed.ts';
import { marked, type Text } from '../../view/view.ts';
import { lines, pieces } from '../escape.ts';
import { maxHeader, maxSectionText } from '../limits.ts';
import { mrkdwn, plainText } from './text.ts';

/** A title in large letters. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, maxHeader) };
}

/** Lines in as few sections as they fit in; nothing where there are none. */
export function sections(texts: readonly Text[]): SectionBlock[] {
  return sectionsOf(lines(texts));
}

/** A text of any length under its title: some sections of it, and how much is left; nothing where there is no text. */
export function prose(text: string, title: Text = ''): SectionBlock[] {
  const told = pieces(text, maxSectionText, proseSections);
  return told.length === 0 ? [] : sectionsOf([...lines([marked('strong', title)]), ...told]);
}

const proseSections = 3;

/** Small print. */
export function contexts(texts: readonly Text[]): ContextBlock[] {
  return grouped(lines(texts)).map((group) => ({ type: 'context', elements: [mrkdwn(group)] }));
}

function sectionsOf(all: readonly Marked[]): SectionBlock[] {
  return grouped(all).map((group) => ({ type: 'section', text: mrkdwn(group) }));
}

function grouped(all: readonly Marked[]): Marked[][] {
  return packed(all, (group) => together(group).length <= maxSectionText);
}
