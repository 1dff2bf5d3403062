import type { Tell } from './discord-counting.ts';

/*
 * Reads text as Discord's markdown does, the first match first: blocks and spans of code, signs behind a backslash, links.
 * What is left may hold bold text and nothing else that formats.
 */
const codes = /```\n[^`]*\n```|`[^`\n]+`(?!`)/;
const escaped = /\\[^0-9A-Za-z\s]/;
const links = /\[(?:\\[^0-9A-Za-z\s]|[^[\]\\])+\]\(<https?:\/\/[^\s<>()\\]+>\)|<https?:\/\/[^\s<>]+>/;
const tokens = new RegExp(`(${codes.source})|${escaped.source}|${links.source}`, 'gi');

/** Mentions are looked for everywhere, in code and behind backslashes too. */
const mentions = /@(?:everyone|here)|<@[!&]?\d/i;
/** Channels, emoji, times, commands: only where a bracket means something. */
const shown = /<(?:#|a?:|t:|\/|id:|sound:)/;

/** Markdown that calls somebody, or that formats by accident. */
export function markdownProblems(text: string, tell: Tell): void {
  if (mentions.test(text)) tell('text that notifies');
  const rest = text.replace(tokens, '');
  if (shown.test(rest)) tell('text with a live bracket');
  else if (/[<[\]]/.test(rest)) tell('text with a bare bracket');
  if (rest.includes('\\')) tell('text with a bare backslash');
  const plain = rest.replaceAll('**', '');
  if (/[*_~|`]/.test(plain)) tell('text that formats by accident');
  if (rest.split('\n').some((line) => line.split('**').length % 2 === 0)) tell('bold that does not end');
  if (/https?:\/\//i.test(rest)) tell('a bare address');
}
