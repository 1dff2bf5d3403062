import type { Assembled, Origin, WholeKnowledge } from './knowledge.ts';
import type { ReadFile } from './read-folder.ts';
import type { KnowledgeFile, Statement } from './schema.ts';
import type { Vocabulary } from './vocabulary-schema.ts';

type ListName = Exclude<keyof WholeKnowledge, 'statements' | 'vocabulary' | 'own'>;

/** Puts the lists of all files together and remembers where each item came from. */
export function assemble(files: readonly ReadFile[]): Assembled {
  const origins = new Map<object, Origin>();

  function collect<Name extends ListName>(name: Name): NonNullable<KnowledgeFile[Name]> {
    const items: object[] = [];
    for (const { file, content } of files) {
      for (const [index, item] of (content[name] ?? []).entries()) {
        origins.set(item, { file, path: `${name}[${index}]` });
        items.push(item);
      }
    }
    return items as NonNullable<KnowledgeFile[Name]>;
  }

  const statements: Statement[] = [];
  for (const { file, content } of files) {
    for (const [index, raw] of (content.statements ?? []).entries()) {
      const statement: Statement = { ...raw, document: content.document ?? '' };
      origins.set(statement, { file, path: `statements[${index}]` });
      statements.push(statement);
    }
  }

  return {
    knowledge: {
      documents: collect('documents'),
      entries: collect('entries'),
      criteria: collect('criteria'),
      topics: collect('topics'),
      units: collect('units'),
      statements,
      tables: collect('tables'),
      disputes: collect('disputes'),
      trees: collect('trees'),
      questions: collect('questions'),
      rubrics: collect('rubrics'),
      own: [],
      cards: collect('cards'),
      phrasings: collect('phrasings'),
      phrases: collect('phrases'),
      packages: collect('packages'),
      vocabulary: mergeVocabularies(files.flatMap(({ content }) => content.vocabulary ?? [])),
    },
    origins,
  };
}

/** One vocabulary with the words of all. */
export function mergeVocabularies(vocabularies: readonly Vocabulary[]): Vocabulary {
  return {
    stopwords: vocabularies.flatMap((vocabulary) => vocabulary.stopwords),
    chatter: vocabularies.flatMap((vocabulary) => vocabulary.chatter),
    everyday: vocabularies.flatMap((vocabulary) => vocabulary.everyday),
    foreign: vocabularies.flatMap((vocabulary) => vocabulary.foreign),
    products: vocabularies.flatMap((vocabulary) => vocabulary.products),
    practices: vocabularies.flatMap((vocabulary) => vocabulary.practices),
    details: vocabularies.flatMap((vocabulary) => vocabulary.details),
    cues: vocabularies.flatMap((vocabulary) => vocabulary.cues),
    synonyms: vocabularies.flatMap((vocabulary) => vocabulary.synonyms),
  };
}
