import { fold } from './fold.ts';
import { languages, listed } from './languages/all.ts';
import { type FieldName, fieldNames } from './languages/language.ts';

export type { FieldName };

const byName = new Map(
  languages.flatMap(({ fields }) =>
    fieldNames.flatMap((field) => listed(fields[field] ?? '').map((name) => [name, field] as const)),
  ),
);

/** Vocabularies whose names stand before a field's own: "dct:issued". */
const vocabulary = /^(?:dc|dct|dcterms|schema|adr)\s*:\s*/;

/** The field that a file calls so, in whatever language and spelling; undefined where none is known. */
export function fieldOf(key: string): FieldName | undefined {
  if (key.length > 100) return undefined;
  const name = fold(key.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[*_`\s-]+/g, ' ')
    .trim()
    .replace(vocabulary, '')
    .replace(/[:\s]+$/, '');
  return byName.get(name) ?? byName.get(name.replace(/\s*\([^()]*\)$/, ''));
}

/** Names of fields that say a link in words of their own. */
export const linkWords =
  /supersede|replace|amend|supplement|extend|relate|modif|clarif|complement|correct|narrow|refine|ersetzt|änder|ergänz|remplac|reemplaz|sustitu|substitu|altera|vervang|wijzig/;

const ofLinks: ReadonlySet<FieldName> = new Set([
  'supersedes',
  'superseded-by',
  'amends',
  'amended-by',
  'related',
]);

/** Whether a field says what other records are to this one. */
export function saysLink({ key }: { readonly key: string }): boolean {
  const name = fieldOf(key);
  return name === undefined ? linkWords.test(key.toLowerCase()) : ofLinks.has(name);
}
