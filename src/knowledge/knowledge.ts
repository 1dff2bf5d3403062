import type { Card, Phrasing } from './card-schema.ts';
import type { TechnologyPackages } from './package-schema.ts';
import type { PhraseClass } from './phrase-schema.ts';
import type { Rubric, RubricQuestion } from './rubric-schema.ts';
import type { Criterion, Dispute, Entry, SourceDocument, Statement, Topic, Unit } from './schema.ts';
import type { Table, Tree } from './table-schema.ts';
import type { Vocabulary } from './vocabulary-schema.ts';

/** Everything that the documents say, validated; plain data, safe to share and to store as JSON. */
export interface Knowledge {
  readonly documents: readonly SourceDocument[];
  readonly entries: readonly Entry[];
  readonly criteria: readonly Criterion[];
  readonly topics: readonly Topic[];
  readonly units: readonly Unit[];
  readonly statements: readonly Statement[];
  readonly tables: readonly Table[];
  readonly disputes: readonly Dispute[];
  readonly trees: readonly Tree[];
  readonly questions: readonly RubricQuestion[];
  readonly rubrics: readonly Rubric[];
  readonly vocabulary: Vocabulary;
  readonly phrases: readonly PhraseClass[];
  /** Ids of the operator's own statements, which come before all that the documents say; none in the built-in knowledge. */
  readonly own: readonly string[];
}

/**
 * The knowledge with the cards and all the ways in which people ask. Answering derives its tables from these once; a
 * program that answers does without them, as they are larger than all the rest, and without the packages.
 */
export interface WholeKnowledge extends Knowledge {
  readonly cards: readonly Card[];
  readonly phrasings: readonly Phrasing[];
  /** By which packages and images technologies come into a repository. */
  readonly packages: readonly TechnologyPackages[];
}

/** Where an item was read from, for faults. */
export interface Origin {
  readonly file: string;
  readonly path: string;
}

/** Knowledge together with where each item was read from. */
export interface Assembled {
  readonly knowledge: WholeKnowledge;
  readonly origins: ReadonlyMap<object, Origin>;
}
