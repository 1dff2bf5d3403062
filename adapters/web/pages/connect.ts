import { html } from 'hono/html';
import type { Html } from '../html.ts';
import type { PageContent } from './layout.ts';

/** A platform on which the advisor can be, and how to get there. */
export interface Platform {
  readonly name: string;
  readonly state: 'connected' | 'not-configured' | 'failing';
  /** What the state means here and now, in a sentence. */
  readonly detail: string;
  /** What to do, in order; empty where there is nothing to do. */
  readonly steps: readonly string[];
}

const words: Readonly<Record<Platform['state'], string>> = {
  connected: 'connected',
  'not-configured': 'not configured',
  failing: 'failing',
};

/** How to connect each platform, with its state. */
export function connectPage(platforms: readonly Platform[]): PageContent {
  const body = html`<h1>Connect</h1><p>Where your team can talk to the advisor.</p>${platforms.map(renderPlatform)}`;
  return { title: 'Connect', part: 'connect', body, back: '/connect' };
}

function renderPlatform({ name, state, detail, steps }: Platform): Html {
  return html`<section class="card"><h2>${name} <span class="status status-${state}">${words[state]}</span></h2><p>${detail}</p>
${steps.length === 0 ? '' : html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`}</section>`;
}
