import { html } from 'hono/html';
import type { Html } from '../html.ts';

/** What a page is made of, wherever it stands. */
export interface Frame {
  readonly title: string;
  /** The part of the site that it belongs to. */
  readonly part: string;
  readonly styleSheet: string;
  /** What the head holds beside the title and the style. */
  readonly head: Html;
  /** Where one can go, and who one is. */
  readonly top: Html | string;
  readonly body: Html;
}

/** A whole page. */
export function renderFrame({ title, part, styleSheet, head, top, body }: Frame): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${styleSheet}">
<link rel="icon" href="data:,">
${head}
</head>
<body class="part-${part}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">${top}</header>
<main id="main" tabindex="-1">
${body}
</main>
</body>
</html>`;
}
