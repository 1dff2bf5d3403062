import { maxQuestionCharacters } from './limits.ts';

/** What the page was asked: nothing yet, a question, or more text than it takes. */
export type PageRequest =
  | { readonly kind: 'empty' }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'too-long'; readonly characters: number };

/** Reads the `q` parameter of the page's form. */
export function receivePage(query: string | undefined): PageRequest {
  const question = query?.trim() ?? '';
  if (question === '') return { kind: 'empty' };
  if (question.length > maxQuestionCharacters) return { kind: 'too-long', characters: question.length };
  return { kind: 'question', question };
}
