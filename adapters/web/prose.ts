import { html } from 'hono/html';
import type { Html } from './html.ts';

/*
 * What people write into a record is markdown. This reads what they use most and shows everything else as it is. It is no
 * whole reader of markdown on purpose: that takes seconds for a few thousand signs that somebody chose well, and a page is
 * made while others wait. Here every line is looked at once, and what stands in it as often as there are marks.
 */

/** How a text is shown. */
export interface ProseOptions {
  /** Where the headings of the text stand. */
  readonly heading: 3 | 4;
  /** Whether the ends of lines are the writer's own, as in a chat; a file's are where its editor broke them. */
  readonly breaks: boolean;
}

/** Markdown of somebody as HTML; every text in it is escaped, and links lead to the web alone. */
export function renderProse(text: string, options: ProseOptions): Html | string {
  const lines = withoutComments(text).trim().split(/\r?\n/);
  if (lines.length === 1 && lines[0] === '') return '';
  return html`<div class="prose">${blocksOf(lines).map((block) => renderBlock(block, options))}</div>`;
}

type Block =
  | { readonly kind: 'paragraph' | 'code' | 'table' | 'quote'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Item[] };

interface Item {
  readonly indent: number;
  readonly number: number | undefined;
  readonly text: string;
}

const fence = /^\s{0,3}(`{3,}|~{3,})/;
const listItem = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const take = (isOurs: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && isOurs(lines[at] ?? '')) at++;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^\s{0,3}#{1,6}\s+(.{1,300})/.exec(line)?.[1];
    const mark = fence.exec(line)?.[1];
    if (line.trim() === '' || /^\s{0,3}(?:-\s*){3,}$/.test(line)) at++;
    else if (mark !== undefined) {
      at++;
      blocks.push({ kind: 'code', lines: take((one) => !one.trimStart().startsWith(mark)) });
      at++;
    } else if (heading !== undefined) {
      at++;
      blocks.push({ kind: 'heading', text: heading.replace(/[\s#]+$/, '') });
    } else if (line.startsWith('>')) {
      blocks.push({ kind: 'quote', lines: take((one) => one.startsWith('>')) });
    } else if (line.startsWith('|')) {
      blocks.push({ kind: 'table', lines: take((one) => one.startsWith('|')) });
    } else if (listItem.test(line)) {
      blocks.push({ kind: 'list', items: itemsOf(take((one) => listItem.test(one) || /^\s+\S/.test(one))) });
    } else {
      // Whatever a line looks like that is nothing else, it is taken.
      at++;
      const more = take((one) => one.trim() !== '' && !begins(one));
      blocks.push({ kind: 'paragraph', lines: [line, ...more] });
    }
  }
  return blocks;
}

/** Whether a line ends the paragraph before it. */
function begins(line: string): boolean {
  return fence.test(line) || listItem.test(line) || /^(?:>|\||\s{0,3}#{1,6}\s)/.test(line);
}

function itemsOf(lines: readonly string[]): Item[] {
  const items: { indent: number; number: number | undefined; text: string }[] = [];
  for (const line of lines) {
    const found = listItem.exec(line);
    const last = items.at(-1);
    if (found === null) {
      if (last !== undefined) last.text += `\n${line.trim()}`;
      continue;
    }
    const [, space = '', number, text = ''] = found;
    items.push({ indent: space.length, number: number === undefined ? undefined : Number(number), text });
  }
  return items;
}

function renderBlock(block: Block, options: ProseOptions): Html | string {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${renderLines(block.lines, options)}</p>`;
    case 'code':
      return html`<pre><code>${block.lines.join('\n')}</code></pre>`;
    case 'quote': {
      const inner = block.lines.map((line) => line.replace(/^>[>\s]*/, ''));
      return html`<blockquote><p>${renderLines(inner, options)}</p></blockquote>`;
    }
    case 'heading':
      return options.heading === 3
        ? html`<h3>${renderInline(block.text)}</h3>`
        : html`<h4>${renderInline(block.text)}</h4>`;
    case 'table':
      return renderTable(block.lines);
    case 'list':
      return renderList(block.items, 0, options);
  }
}

function renderLines(lines: readonly string[], { breaks }: ProseOptions): Html {
  const end = (line: string, at: number) => {
    if (at === lines.length - 1) return '';
    return breaks || /(?: {2}|\\)$/.test(line) ? html`<br>` : '\n';
  };
  return html`${lines.map((line, at) => html`${renderInline(line.replace(/\\$/, '').trim())}${end(line, at)}`)}`;
}

/** Lists deeper than this go on at its depth. */
const deepest = 4;

function renderList(items: readonly Item[], depth: number, options: ProseOptions): Html {
  const base = items[0]?.indent ?? 0;
  const starts = items.flatMap(({ indent }, at) =>
    at === 0 || indent <= base + 1 || depth === deepest ? [at] : [],
  );
  const rows = starts.map((start, at) => {
    const [own, ...inner] = items.slice(start, starts[at + 1]);
    const below = inner.length === 0 ? '' : renderList(inner, depth + 1, options);
    return html`<li>${renderLines((own?.text ?? '').split('\n'), options)}${below}</li>`;
  });
  const first = items[0]?.number;
  if (first === undefined) return html`<ul>${rows}</ul>`;
  return first === 1 ? html`<ol>${rows}</ol>` : html`<ol start="${first}">${rows}</ol>`;
}

function renderTable(lines: readonly string[]): Html {
  const [head = [], ...body] = lines
    .filter((line) => !/^[|\s:-]+$/.test(line))
    .map((line) => line.replace(/^\||\|\s*$/g, '').split('|'));
  const cells = (row: readonly string[]) => row.map((cell) => html`<td>${renderInline(cell.trim())}</td>`);
  const names = head.map((cell) => html`<th scope="col">${renderInline(cell.trim())}</th>`);
  return html`<div class="scrolling" role="region" aria-label="Table" tabindex="0"><table><thead><tr>${names}</tr></thead><tbody>${body.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`;
}

/** What can be marked within a line; nothing is longer than its bound, so that no text takes long to look through. */
const marked = new RegExp(
  [
    '`(?<code>[^`\\n]{1,500})`',
    '\\*\\*(?<strong>(?:[^*\\n]|\\*(?!\\*)){1,500})\\*\\*',
    '__(?<bold>[^_\\n]{1,500})__',
    '(?<![\\p{L}\\p{N}*])\\*(?<emphasis>[^*\\s](?:[^*\\n]{0,500}[^*\\s])?)\\*(?!\\*)',
    '(?<![\\p{L}\\p{N}_])_(?<slanted>[^_\\s](?:[^_\\n]{0,500}[^_\\s])?)_(?![\\p{L}\\p{N}_])',
    '!?\\[(?<label>[^\\[\\]\\n]{1,500})\\]\\((?<target>[^()\\s]{0,1000})(?:\\s"[^"\\n]{0,200}")?\\)',
    '<?(?<address>https?:\\/\\/[^\\s<>()\\[\\]"]{1,1000}[^\\s<>()\\[\\]".,;:!?])>?',
  ].join('|'),
  'gu',
);

function renderInline(text: string, depth = 0): Html {
  const parts: (Html | string)[] = [];
  let from = 0;
  for (const found of depth > 2 ? [] : text.matchAll(marked)) {
    parts.push(text.slice(from, found.index), renderMarked(found.groups ?? {}, depth));
    from = found.index + found[0].length;
  }
  return html`${[...parts, text.slice(from)]}`;
}

function renderMarked(found: Readonly<Record<string, string | undefined>>, depth: number): Html {
  const { code, strong, bold, emphasis, slanted, label, target = '', address } = found;
  const inner = (text: string) => renderInline(text, depth + 1);
  if (code !== undefined) return html`<code>${code}</code>`;
  if (strong !== undefined || bold !== undefined)
    return html`<strong>${inner(strong ?? bold ?? '')}</strong>`;
  if (label !== undefined) return isOfTheWeb(target) ? webLink(target, inner(label)) : inner(label);
  if (address !== undefined) return webLink(address, address);
  return html`<em>${inner(emphasis ?? slanted ?? '')}</em>`;
}

/** Whether an address can be a link: a record may hold any text. */
export function isOfTheWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

/** A link out of the page. */
export function webLink(address: string, label: Html | string): Html {
  return html`<a href="${address}" rel="noreferrer noopener">${label}</a>`;
}

/** Comments of a template are for its writer; one that does not end is no comment. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + 3;
  }
}
