import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { html, raw } from 'hono/html';
import { fontFace } from './slack-look.ts';

type Html = ReturnType<typeof html>;

/** A command as it is typed, and what the program is given for it. */
export interface Typed {
  readonly shown: string;
  readonly args: readonly string[];
}

/** A page that shows a terminal in which commands were run. */
export async function terminalPage(commands: readonly Typed[], folder: string): Promise<string> {
  const fonts = [400, 700].map((weight) => fontFace('Mono', 'jetbrains-mono', weight)).join('\n');
  const runs = commands.map(
    ({ shown, args }) =>
      html`<div><span class="prompt">$</span> <b>${shown}</b></div><div class="out">${painted(run(args, folder))}</div>`,
  );
  return String(
    await html`<!doctype html><meta charset="utf-8"><style>${raw(fonts + style)}</style>
<main><header><i></i><i></i><i></i></header><section>${runs}</section></main>`,
  );
}

/** What a command prints in a folder, with colours; what it ends with is no matter, as a check may fail. */
function run(args: readonly string[], folder: string): string {
  const program = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));
  const { CI: _ci, GITHUB_ACTIONS: _actions, ...own } = process.env;
  const env = { ...own, FORCE_COLOR: '1', DATABASE_URL: `sqlite:${join(folder, 'pictures.db')}` };
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env,
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours begin with
const colour = /\u001b\[([\d;]*)m/;
const classes: Readonly<Record<string, string>> = {
  1: 'bold',
  2: 'dim',
  31: 'red',
  32: 'green',
  33: 'yellow',
  36: 'cyan',
};

function painted(text: string): Html[] {
  const parts = text.trimEnd().split(colour);
  let on = new Set<string>();
  return parts.map((part, at) => {
    if (at % 2 === 0) return html`<span class="${[...on].join(' ')}">${part}</span>`;
    on = turned(on, part);
    return html``;
  });
}

const ends: Readonly<Record<string, readonly string[]>> = {
  22: ['bold', 'dim'],
  39: ['red', 'green', 'yellow', 'cyan'],
};

function turned(on: ReadonlySet<string>, code: string): Set<string> {
  if (code === '' || code === '0') return new Set();
  const ended = ends[code];
  if (ended !== undefined) return new Set([...on].filter((one) => !ended.includes(one)));
  return new Set([...on, classes[code] ?? '']);
}

const style = `
* { box-sizing: border-box; margin: 0; }
body { background: #fff; }
main { width: 860px; background: #14171a; color: #e7eaed; }
header { background: #22272c; padding: 12px 14px; display: flex; gap: 8px; }
header i { width: 12px; height: 12px; border-radius: 50%; background: #4a525a; }
section { font: 14px/1.55 Mono, monospace; font-variant-ligatures: none; padding: 16px 20px 20px; white-space: pre-wrap; }
.out { margin-bottom: 14px; } .out:last-child { margin-bottom: 0; }
.prompt { color: #8ad3a3; } b, .bold { font-weight: 700; } .dim { color: #a6b0ba; }
.red { color: #f5a3a0; } .green { color: #8ad3a3; } .yellow { color: #f0c36c; } .cyan { color: #85bff5; }
`;
