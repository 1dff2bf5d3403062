/** A pattern that has to match where the text begins. */
export function sticky(source: string): RegExp {
  // Without "u": folding the case of all of Unicode made the first lines take a second to compile for.
  return new RegExp(source, 'iy');
}

/** A long pattern, written over several lines that are joined as they stand. */
export function lines(text: string, flags = 'i'): RegExp {
  return new RegExp(joined(text), flags);
}

/** The same as a part of other patterns. */
export function joined(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, '');
}

/** Words of which any may stand, as a pattern; a list may be written over several lines. */
export function anyOf(...words: readonly string[]): string {
  return `(?:${words.flatMap((line) => line.trim().split(/\s*\|\s*/)).join('|')})`;
}

/** The beginning of an emoji in a pattern without "u". */
export const emoji = '[\\u2190-\\u2bff\\ud83c-\\ud83e]';

/** What a sticky pattern finds at the beginning of a clause, and what follows. */
export function matchStart(
  pattern: RegExp,
  clause: string,
): { readonly rest: string; readonly groups: Readonly<Record<string, string>> } | undefined {
  pattern.lastIndex = 0;
  const match = pattern.exec(clause);
  return match === null ? undefined : { rest: clause.slice(match[0].length), groups: match.groups ?? {} };
}

const group = joined(String.raw`
    (?:(?:the|our) (?:(?!old|former|previous|other|last|first|new|whole world)[\w-]+ ){0,2}?(?:team|guild|
    board|group|squad|committee|council|chapter|tribe|leads|architects|maintainers|department|org|
    company)(?: (?:members?|leads?|team|guild))?)
  `);
/** Those who decide for a team, as a pattern. */
export const we = `(?:we(?: all| both| as a team|, as a team,)?|(?:my )?\\w+ and (?:i|me)|team|(?:the )?(?:cto|ceo|vp|management|leadership|architects)|${group})`;
