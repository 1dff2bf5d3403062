import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that the page loads, under an address that changes with its content. */
export interface StaticFile {
  readonly path: string;
  readonly address: string;
  readonly contentType: string;
  readonly text: string;
}

function read(name: string, contentType: string): StaticFile {
  const text = readFileSync(new URL(`./static/${name}`, import.meta.url), 'utf8');
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/${name}`, address: `/${name}?v=${version}`, contentType, text };
}

export const styleSheet = read('page.css', 'text/css; charset=utf-8');
export const script = read('page.js', 'text/javascript; charset=utf-8');
