/** What Slack writes between angle brackets, and what a person sees there. */
const bracketed = /<([^<>\n]*)>/g;

/**
 * Words of a message as a person reads them: entities resolved, links as their words, people as `@U123`, our own mention
 * left out.
 */
export function plainText(text: string, botUser: string): string {
  const unwrapped = text.replace(bracketed, (_whole, inner: string) => wordsOf(inner, botUser));
  return unwrapped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

function wordsOf(inner: string, botUser: string): string {
  const [target = '', label] = inner.split('|', 2);
  if (target === `@${botUser}`) return '';
  if (target.startsWith('#')) return label === undefined || label === '' ? target : `#${label}`;
  // Whole groups: said as words, so that nobody is called when it is repeated.
  if (target.startsWith('!')) return label ?? target.slice(1).replace(/^subteam\^/, '');
  if (target.startsWith('@')) return label === undefined ? target : `@${label}`;
  return label === undefined || label === '' ? target.replace(/^mailto:/, '') : label;
}

/** People who are named in words, by their ids, the first first. */
export function peopleIn(text: string): string[] {
  return [...new Set([...text.matchAll(/@([UW][A-Z0-9]{5,20})\b/g)].flatMap(([, user]) => user ?? []))];
}

/** The same words with people's names in place of their ids. */
export function withNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/@([UW][A-Z0-9]{5,20})\b/g, (whole, user: string) => {
    const name = names.get(user);
    return name === undefined ? whole : `@${name}`;
  });
}
