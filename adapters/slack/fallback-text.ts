import type { KnownBlock, RichTextBlock, TableBlock, TextObject } from '@slack/types';
import { escapeMrkdwn } from './escape.ts';
import { maxFallbackText } from './limits.ts';

/**
 * What the blocks say, as text: screen readers read it in their place, and notifications show how it begins.
 * https://docs.slack.dev/reference/methods/chat.postMessage, "Accessibility considerations"
 */
export function fallbackText(blocks: readonly KnownBlock[]): string {
  const lines = blocks.flatMap(linesOf).filter((line) => line.trim() !== '');
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > maxFallbackText) break;
    text = longer;
  }
  return text === '' ? 'Stack Advisor' : text;
}

function linesOf(block: KnownBlock): string[] {
  switch (block.type) {
    case 'header':
      return [shown(block.text)];
    case 'section':
      return block.text === undefined ? [] : shown(block.text).split('\n');
    case 'context':
      return block.elements.flatMap((element) =>
        element.type === 'image' ? [] : shown(element).split('\n'),
      );
    case 'table':
      return tableLines(block);
    default:
      // Buttons, menus and lines say nothing by themselves.
      return [];
  }
}

/** What is mrkdwn already is escaped already. */
function shown({ type, text }: TextObject): string {
  return type === 'mrkdwn' ? text : escapeMrkdwn(text);
}

/** `Admin: FastAPI none, Django built in` */
function tableLines({ rows }: TableBlock): string[] {
  const [head = [], ...body] = rows.map((row) => row.map((cell) => escapeMrkdwn(cellText(cell))));
  return body.map(([label = '', ...cells]) => {
    const told = cells.map((cell, at) => `${head[at + 1] ?? ''} ${cell}`);
    return `${label}: ${told.join(', ')}`;
  });
}

function cellText(cell: TableBlock['rows'][number][number]): string {
  return cell.type === 'rich_text' ? richText(cell) : cell.text;
}

function richText({ elements }: RichTextBlock): string {
  return elements
    .flatMap((part) => (part.type === 'rich_text_section' ? part.elements : []))
    .map((element) => (element.type === 'text' ? element.text : ''))
    .join('');
}
