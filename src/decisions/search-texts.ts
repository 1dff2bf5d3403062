import { contentOf, type RecordRow } from './rows.ts';

/** So much of an imported text is searched: nobody looks for what stands further down. */
const indexedBody = 20_000;

/** What is searched of a record, by where it stands. */
export function textsOf(row: RecordRow) {
  const content = contentOf(row);
  return {
    title: content.title,
    context: [
      content.context,
      ...content.drivers,
      ...content.affects,
      content.body.slice(0, indexedBody),
    ].join('\n'),
    options: content.options.map(({ name, pros, cons }) => [name, ...pros, ...cons].join(' ')).join('\n'),
    decision: [content.decision, ...content.consequences].join('\n'),
    tags: content.tags.join(' '),
    people: [...content.deciders, ...content.consulted, ...content.informed].join(' '),
  };
}

/** The words of a text as they are looked for: without accents, in small letters. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,40}/gu) ?? []
  );
}
