import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { html, raw } from 'hono/html';
import { paintBlocks } from './block-kit.ts';
import type { Line, Scene } from './slack-scenes.ts';

type Html = ReturnType<typeof html>;

/** A font of an npm package as a rule of a style sheet: no picture depends on the machine, or on a network. */
export function fontFace(family: string, name: string, weight: number): string {
  const [owner, rest] = ['@fontsource', name];
  const file = createRequire(import.meta.url).resolve(
    `${owner}/${rest}/files/${rest}-latin-${weight}-normal.woff2`,
  );
  const data = readFileSync(file).toString('base64');
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}) format('woff2'); }`;
}

/** A page that shows a scene as Slack does. */
export async function slackPage({ channel, lines }: Scene): Promise<string> {
  const fonts = [400, 700].map((weight) => fontFace('Lato', 'lato', weight)).join('\n');
  const page = html`<!doctype html><meta charset="utf-8"><style>${raw(fonts + style)}</style>
<main><h1><b>#</b> ${channel}</h1><div class="messages">${lines.map((line, at) => message(line, lines[at - 1]))}</div>
<div class="box">Message #${channel}</div></main>`;
  return String(await page);
}

/** Somebody who goes on is not named again. */
function message(line: Line, before: Line | undefined): Html {
  const goesOn = line.by === 'advisor' && before?.by === 'advisor';
  switch (line.by) {
    case 'person':
      return html`<article><div class="face ${line.name}">${line.name.slice(0, 1).toUpperCase()}</div>
<div><p class="by"><b>${line.name}</b><time>9:41 AM</time></p><div class="section">${said(line.words)}</div></div></article>`;
    case 'advisor':
      return html`<article>${goesOn ? html`<div></div>` : html`<div class="face app">${raw(mark)}</div>`}
<div>${goesOn ? '' : signature}${paintBlocks(line.blocks)}</div></article>`;
  }
}

const signature = html`<p class="by"><b>Stack Advisor</b><span class="app-badge">APP</span><time>9:41 AM</time></p>`;

function said(words: string): Html {
  const mention = '@Stack Advisor ';
  return words.startsWith(mention)
    ? html`<span class="mention">@Stack Advisor</span> ${words.slice(mention.length)}`
    : html`${words}`;
}

/** Three layers, as of a stack. */
const mark = `<svg viewBox="0 0 36 36"><path d="M18 7 30 13 18 19 6 13Z" fill="#fff"/><path d="m6 18 12 6 12-6M6 23l12 6 12-6" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round" stroke-linecap="round" opacity=".85"/></svg>`;

const style = `
* { box-sizing: border-box; margin: 0; }
body { background: #fff; }
main { width: 500px; min-height: 924px; display: flex; flex-direction: column; background: #fff; color: #1d1c1d;
  font: 15px/1.47 Lato, sans-serif; border: 1px solid #d0d0d2; }
h1 { font-size: 17px; line-height: 1; font-weight: 700; padding: 17px 18px; border-bottom: 1px solid #e3e3e4; }
h1 b { color: #616061; font-weight: 400; padding-right: 1px; }
.messages { flex: 1; padding: 10px 18px 4px; }
article { display: grid; grid-template-columns: 36px 1fr; gap: 9px; padding: 7px 0; }
.face { width: 36px; height: 36px; border-radius: 8px; color: #fff; font-weight: 700; font-size: 17px; display: grid; place-items: center; }
.face.ann { background: #c2397a; } .face.bob { background: #2f7fbf; } .face.cy { background: #8a5a00; } .face.app { background: #0b6e4f; }
.by { line-height: 20px; margin-bottom: 1px; }
.by time { color: #616061; font-size: 12px; padding-left: 8px; }
.app-badge { background: #ebeaeb; color: #616061; font-size: 10px; font-weight: 700; border-radius: 2px; padding: 1px 3px; margin-left: 5px; }
.mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px; }
.section { margin: 0 0 6px; overflow-wrap: anywhere; }
.section + .section { margin-top: 8px; }
.header { font-size: 18px; font-weight: 700; line-height: 1.35; margin: 6px 0 4px; }
.context { color: #616061; font-size: 13px; line-height: 1.4; margin: 4px 0 6px; }
.item { display: flex; gap: 7px; } .item i { font-style: normal; }
.quote { border-left: 4px solid #dddddd; padding-left: 10px; }
hr { border: 0; border-top: 1px solid #dddddd; margin: 10px 0; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 4px; }
.button { border: 1px solid #c8c8ca; border-radius: 8px; padding: 4px 11px; font-weight: 700; font-size: 13px; line-height: 18px; background: #fff; }
.button.primary { background: #007a5a; border-color: #007a5a; color: #fff; } .button.danger { color: #c01343; border-color: #e01e5a; }
a { color: #1264a3; } code { font-size: 12px; color: #c0184f; border: 1px solid #ddd; background: #f6f6f6; border-radius: 3px; padding: 1px 3px; }
.box { margin: 8px 18px 18px; border: 1px solid #b9b9bb; border-radius: 8px; padding: 10px 12px; color: #8d8c8d; }
`;
