import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { renderFrame } from '../pages/frame.ts';
import { assets, relative, tagsFile } from './site-places.ts';

/** A page of a site without its frame. */
export interface SitePage {
  /** Where it is, under the site's folder. */
  readonly file: string;
  readonly title: string;
  /** Whether records can be looked for on it. */
  readonly finds?: boolean;
  readonly body: Html;
  /** What its head says beside the title. */
  readonly head?: Html;
}

/**
 * Nothing but the site's own files is loaded. Opened from a disk, a page is of no origin that `self` could mean; no page
 * of a host can load a file of a disk.
 */
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' data: file:; connect-src 'self'; form-action 'self' file:; base-uri 'none'";

/** A page of a site, whole; `name` is what the site is called. */
export function renderSitePage({ file, title, finds, body, head = html`` }: SitePage, name: string): string {
  const to = (target: string) => relative(file, target);
  // A page that is opened from a disk loads no modules.
  const script = (target: string) => html`<script defer src="${to(target)}"></script>`;
  const link = (target: string, label: string) =>
    html`<li><a href="${to(target)}"${target === file ? html` aria-current="page"` : ''}>${label}</a></li>`;
  const page = renderFrame({
    title: title === '' ? name : `${title} · ${name}`,
    part: 'site',
    styleSheet: to(assets.style),
    head: html`<meta http-equiv="Content-Security-Policy" content="${policy}">
${head}${script(assets.script)}${finds === true ? script(assets.finding) : ''}`,
    top: html`<a class="home" href="${to('index.html')}">${name}</a><nav aria-label="Pages"><ul class="pages">${link('index.html', 'List')}${link(tagsFile, 'Tags')}</ul></nav>`,
    body,
  });
  return `${page}\n`;
}
