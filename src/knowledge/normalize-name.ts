/**
 * The form in which names and aliases are compared: lower case, without accents, white space folded.
 * Signs that belong to names (`c#`, `c++`, `.net`, `node.js`) stay.
 */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
