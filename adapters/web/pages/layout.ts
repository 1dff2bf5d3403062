import { html } from 'hono/html';
import { countText } from '../../../src/decisions/conflict-words.ts';
import { defaultName } from '../access/names.ts';
import type { Html } from '../html.ts';
import { conflictsAddress } from '../records/address.ts';
import { csrfField } from '../replies/context.ts';
import { script, styleSheet } from '../static-files.ts';
import type { Visitor } from '../visitor.ts';
import { renderFrame } from './frame.ts';

/** A page without its frame. */
export interface PageContent {
  readonly title: string;
  /** The part of the site that it belongs to. */
  readonly part: 'chat' | 'log' | 'connect' | 'other';
  readonly body: Html;
  /** What its head says beside the title. */
  readonly head?: Html;
  /** Where to come back to after switching the person. */
  readonly back: string;
  /** People to switch to, beside the usual ones. */
  readonly people?: readonly string[];
}

/** What the pages are called. */
export const productName = 'Stack Advisor';

/** A whole page: the head, where one can go, who one is, and the content. */
export function renderPage(content: PageContent, visitor: Visitor | undefined): Html {
  return renderFrame({
    title: content.title === '' ? productName : `${content.title} · ${productName}`,
    part: content.part,
    styleSheet: styleSheet.address,
    head: html`${content.head ?? ''}<script type="module" src="${script.address}"></script>`,
    top: html`<a class="home" href="/">${productName}</a>${visitor === undefined ? '' : html`${navigation(content, visitor)}${who(content, visitor)}`}`,
    body: content.body,
  });
}

function navigation({ part }: PageContent, visitor: Visitor): Html {
  const link = (to: string, name: string, own: PageContent['part']) =>
    html`<li><a href="${to}"${own === part ? html` aria-current="page"` : ''}>${name}</a></li>`;
  return html`<nav aria-label="Pages"><ul class="pages">${link('/', 'Chat', 'chat')}${link('/log', 'Decisions', 'log')}${contradictions(visitor)}${link('/connect', 'Connect', 'connect')}</ul></nav>`;
}

/** How much contradicts, beside the decisions; nothing where nothing does. */
async function contradictions(visitor: Visitor): Promise<Html | string> {
  const count = (await visitor.contradictions?.()) ?? 0;
  const told = countText(count);
  return count === 0
    ? ''
    : html`<li><a class="count" href="${conflictsAddress}" aria-label="${told}" title="${told}">${count}</a></li>`;
}

const usualPeople = [defaultName, 'Ana', 'Ben'];

/** Who speaks. */
function who(content: PageContent, visitor: Visitor): Html {
  return visitor.signedIn ? signedIn(visitor) : switching(content, visitor);
}

function signedIn({ person, csrf }: Visitor): Html {
  return html`<details class="who"><summary>Signed in as <strong>${person.name}</strong></summary><div class="menu">
<p class="hint">What you say and decide stands under this name. To be somebody else, sign out.</p>
<form method="post" action="/signout">${csrfField(csrf)}<button class="plain">Sign out</button></form>
</div></details>`;
}

/** The switch to another person, so that one can try what a team does. */
function switching({ back, people = [] }: PageContent, { person, csrf }: Visitor): Html {
  const others = [...new Set([...usualPeople, ...people])].filter((name) => name !== person.name);
  return html`<details class="who"><summary>Speaking as <strong>${person.name}</strong></summary><div class="menu">
<form method="post" action="/person">${csrfField(csrf)}<input type="hidden" name="back" value="${back}">
<p class="hint">Try a team: what you say and vote next is said by this person.</p>
<div class="choices">${others.map((name) => html`<button name="name" value="${name}" class="plain">${name}</button>`)}</div></form>
<form method="post" action="/person">${csrfField(csrf)}<input type="hidden" name="back" value="${back}">
<label for="name">Another name</label><div class="row"><input id="name" name="name" type="text" required autocomplete="off"><button class="plain">Switch</button></div></form>
</div></details>`;
}
