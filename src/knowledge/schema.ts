import { z } from 'zod';
import { cardSchema, phrasingSchema } from './card-schema.ts';
import {
  boundSchema,
  documentIdSchema,
  idSchema,
  termListSchema,
  textSchema,
  topicIdSchema,
} from './field-schemas.ts';
import { packagesSchema } from './package-schema.ts';
import { phraseClassSchema } from './phrase-schema.ts';
import { questionSchema, rubricSchema } from './rubric-schema.ts';
import { tableSchema, treeSchema } from './table-schema.ts';
import { vocabularySchema } from './vocabulary-schema.ts';

/**
 * The single definition of everything under `knowledge/`, with the schemas beside it. Each file holds one or more of the
 * lists in {@link knowledgeFileSchema}; types are inferred from here and nowhere else.
 */

export const sectionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'a section id'),
  title: z.string().min(1).max(120),
  /** Why nothing cites this section; only for sections that hold no fact of their own. */
  empty: z.string().min(1).optional(),
});

export const documentSchema = z.strictObject({
  id: documentIdSchema,
  title: z.string().min(1).max(200),
  /** What people read beside a fact; the title where it is short enough itself. */
  name: z.string().min(1).max(40).optional(),
  /** The date that the document states: a year, or a day in ISO form. Absent where it states none. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a year, a month or a day: 2025, 2025-10, 2025-10-18')
    .optional(),
  sections: z.array(sectionSchema).min(1),
});

export const entryKinds = [
  'language',
  'framework',
  'frontend',
  'database',
  'extension',
  'managed-service',
  'orm',
  'migration-tool',
  'queue',
  'rpc',
  'realtime',
  'gateway',
  'auth',
  'api-docs',
  'testing',
  'container',
  'ci',
  'code-quality',
  'observability',
  'package-manager',
  'runtime',
  'library',
  'tool',
  'concept',
  'workload',
  'practice',
  'architecture',
  'scenario',
  'organisation',
] as const;

/** Something that statements are about: a technology, a concept, a workload, a practice, a company. */
export const entrySchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(80),
  kind: z.enum(entryKinds),
  aliases: termListSchema,
  /** The language that it is written for. */
  language: idSchema.optional(),
  /** What it is a part or a special case of: a question about the broader entry may be answered by this one. */
  broader: idSchema.optional(),
  /** Topics in which it is a candidate. */
  topics: z.array(topicIdSchema).default([]),
  alternatives: z.array(idSchema).default([]),
});

export const criterionSchema = z.strictObject({
  id: idSchema,
  name: z.string().min(1).max(80),
  aliases: termListSchema,
});

export const topicSchema = z.strictObject({
  id: topicIdSchema,
  name: z.string().min(1).max(80),
  aliases: termListSchema,
});

export const unitSchema = z.strictObject({
  id: z.string().min(1).max(20),
  name: z.string().min(1).max(60),
  /** Figures of one dimension can be compared with each other. */
  dimension: z.string().min(1).max(40),
  /** Value times factor is the value in the dimension's base unit. */
  factor: z.number().positive(),
});

/** A number with its unit and what was measured: one value, or a range from `min` to `max`. */
export const figureSchema = z
  .strictObject({
    value: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.string({ error: 'every figure needs a unit' }).min(1, 'every figure needs a unit'),
    of: z.string().min(3, 'what was measured').max(200),
    /** The entry that was measured. */
    subject: idSchema.optional(),
    /** The entry that it was compared with, for ratios and percentages. */
    baseline: idSchema.optional(),
    bound: boundSchema.default('exact'),
  })
  .refine(
    (figure) =>
      figure.value === undefined
        ? figure.min !== undefined && figure.max !== undefined && figure.min <= figure.max
        : figure.min === undefined && figure.max === undefined,
    'either `value`, or `min` and `max` with min <= max',
  );

export const statementKinds = [
  'definition',
  'fact',
  'feature',
  'figure',
  'strength',
  'weakness',
  'best-for',
  'use-case',
  'choose-when',
  'recommendation',
  'pairing',
  'component',
  'step',
  'example',
  'adoption',
  'history',
  'version',
  'selection',
  'rationale',
  'tradeoff',
  'why-not',
  'rule',
  'do',
  'dont',
  'pitfall',
  'workaround',
  'security',
  'target',
  'risk',
  'mitigation',
  'pointer',
] as const;

/** One fact of a document in our own words, with the place that it comes from. */
export const statementSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(statementKinds),
  /** Entries that the fact is about, the main one first. */
  about: z.array(idSchema).min(1),
  /** Entries that it is compared with or that it mentions in passing. */
  versus: z.array(idSchema).default([]),
  text: textSchema,
  section: z.string({ error: 'every statement needs a citation: the section' }).min(1),
  criteria: z.array(idSchema).default([]),
  figures: z.array(figureSchema).default([]),
  /** Index terms: words an engineer may use for this and that the text does not hold. */
  terms: termListSchema,
  /** Position in an ordered list: steps, phases, layers. */
  order: z.number().int().positive().optional(),
  /** Set where the fact ages: versions, market claims. Shown with the document's date. */
  ages: z.boolean().default(false),
  /** The id of a statement in the built-in knowledge that an overlay's statement replaces. */
  overrules: idSchema.optional(),
  /** Why no card rests on it, where none does. */
  uncarded: z.string().trim().min(10, 'the reason, in a few words').max(300).optional(),
  /** Why no rubric rests on it, though it says when to choose what. */
  unruled: z.string().trim().min(10, 'the reason, in a few words').max(300).optional(),
});

const sideSchema = z.strictObject({
  position: textSchema,
  /** Statements or table cells ("table:ROW:COLUMN" ids) that take this side; their citations are the side's. */
  statements: z.array(z.string().min(1)).min(1),
});

/** A point on which documents disagree, or on which one contradicts itself. */
export const disputeSchema = z.strictObject({
  id: idSchema,
  question: z.string().min(5).max(200),
  about: z.array(idSchema).min(1),
  criteria: z.array(idSchema).default([]),
  terms: termListSchema,
  sides: z.array(sideSchema).min(2),
  /** Why they differ, where there is a reason to be seen. */
  reason: textSchema.optional(),
  because: z.enum(['workload', 'baseline', 'scope', 'date', 'definition', 'unexplained']),
});

/** What one YAML file may hold. `statements` belong to the `document` named beside them. */
export const knowledgeFileSchema = z
  .strictObject({
    document: documentIdSchema.optional(),
    documents: z.array(documentSchema).optional(),
    entries: z.array(entrySchema).optional(),
    criteria: z.array(criterionSchema).optional(),
    topics: z.array(topicSchema).optional(),
    units: z.array(unitSchema).optional(),
    statements: z.array(statementSchema).optional(),
    tables: z.array(tableSchema).optional(),
    disputes: z.array(disputeSchema).optional(),
    trees: z.array(treeSchema).optional(),
    questions: z.array(questionSchema).optional(),
    rubrics: z.array(rubricSchema).optional(),
    vocabulary: vocabularySchema.optional(),
    cards: z.array(cardSchema).optional(),
    phrasings: z.array(phrasingSchema).optional(),
    phrases: z.array(phraseClassSchema).optional(),
    packages: z.array(packagesSchema).optional(),
  })
  .refine((file) => file.statements === undefined || file.document !== undefined, {
    message: 'a file with statements names the document that they cite',
    path: ['document'],
  });

export type Section = z.infer<typeof sectionSchema>;
export type SourceDocument = z.infer<typeof documentSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type EntryKind = Entry['kind'];
export type Criterion = z.infer<typeof criterionSchema>;
export type Topic = z.infer<typeof topicSchema>;
export type Unit = z.infer<typeof unitSchema>;
export type Figure = z.infer<typeof figureSchema>;
export type StatementKind = (typeof statementKinds)[number];
/** A statement as loaded: the document of its file is part of it. */
export type Statement = z.infer<typeof statementSchema> & { document: string };
export type Dispute = z.infer<typeof disputeSchema>;
export type KnowledgeFile = z.infer<typeof knowledgeFileSchema>;
