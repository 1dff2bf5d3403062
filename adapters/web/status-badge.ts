import { html } from 'hono/html';
import type { Status } from '../../src/decisions/record.ts';
import { statusText } from '../view/record-texts.ts';
import type { Html } from './html.ts';

/** Where a record stands, in words; the colour only repeats it. */
export function statusBadge(status: Status): Html {
  return html`<span class="status status-${status}">${statusText(status)}</span>`;
}
