import { html, raw } from 'hono/html';
import { z } from 'zod';

type Html = ReturnType<typeof html>;

const textSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mrkdwn'), text: z.string() }),
  z.object({ type: z.literal('plain_text'), text: z.string() }),
]);
const buttonSchema = z.object({
  type: z.literal('button'),
  text: textSchema,
  style: z.enum(['primary', 'danger']).optional(),
});

/** The blocks that the pictures show; any other is an error, so that no picture leaves something out. */
const blockSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: textSchema }),
  z.strictObject({ type: z.literal('section'), text: textSchema }),
  z.object({ type: z.literal('context'), elements: z.array(textSchema) }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('actions'), elements: z.array(buttonSchema) }),
]);
type Block = z.infer<typeof blockSchema>;

/** Draws Block Kit as Slack shows it. @throws ZodError for a block that it cannot draw. */
export function paintBlocks(blocks: readonly unknown[]): Html[] {
  return z.array(blockSchema).parse(blocks).map(paintBlock);
}

function paintBlock(block: Block): Html {
  switch (block.type) {
    case 'header':
      return html`<div class="header">${paintText(block.text)}</div>`;
    case 'section':
      return html`<div class="section">${paintText(block.text)}</div>`;
    case 'context':
      return html`<div class="context">${block.elements.map(paintText)}</div>`;
    case 'divider':
      return html`<hr />`;
    case 'actions':
      return html`<div class="actions">${block.elements.map(
        ({ text, style = 'plain' }) => html`<span class="button ${style}">${text.text}</span>`,
      )}</div>`;
  }
}

function paintText(text: z.infer<typeof textSchema>): Html {
  if (text.type === 'plain_text') return html`${text.text}`;
  return html`${text.text.split('\n').map(paintLine)}`;
}

function paintLine(line: string): Html {
  const kind = /^(?:&gt;|>)/.test(line) ? 'quote' : 'line';
  const words = line.replace(/^(?:&gt;|>)/, '');
  const item = /^• /.test(words);
  return html`<div class="${kind}${item ? ' item' : ''}">${item ? html`<i>•</i>` : ''}<span>${raw(markup(words.replace(/^• /, '')))}</span></div>`;
}

/** mrkdwn as html. What is text in it has its entities already; quotes are harmless outside of attributes. */
function markup(words: string): string {
  return words
    .replace(/<([^|>]+)\|([^>]+)>/g, '<a>$2</a>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/(^|[\s(])\*([^*]+)\*/g, '$1<b>$2</b>')
    .replace(/(^|[\s(])_([^_]+)_/g, '$1<em>$2</em>');
}
