import { z } from 'zod';
import { boundSchema, documentIdSchema, idSchema, termListSchema, textSchema } from './field-schemas.ts';

const cellSchema = z.union([
  z.strictObject({
    value: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    bound: boundSchema.default('exact'),
    /** The unit where it differs from the column's. */
    unit: z.string().optional(),
    note: z.string().max(200).optional(),
  }),
  z.strictObject({
    text: textSchema,
    /** The entries that the cell names. */
    picks: z.array(idSchema).default([]),
    /** What it says as a sentence, where the table has none for all. */
    sentence: textSchema.optional(),
  }),
]);

const axisSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1).max(120),
  about: z.array(idSchema).default([]),
  criteria: z.array(idSchema).default([]),
  terms: termListSchema,
});

/** A comparison table in full: every row, every column, every cell. */
export const tableSchema = z.strictObject({
  id: idSchema,
  document: documentIdSchema,
  section: z.string().min(1),
  title: z.string().min(1).max(160),
  about: z.array(idSchema).min(1),
  terms: termListSchema,
  /** What a cell says as a sentence: `{row}`, `{column}` and `{cell}` stand for what is there. */
  sentence: textSchema.optional(),
  rows: z.array(axisSchema).min(1),
  columns: z
    .array(
      axisSchema.extend({
        /** Unit of the column's figures, and what they measure. */
        unit: z.string().optional(),
        of: z.string().optional(),
        /** Which end of a figure is better, for charts and rankings. */
        better: z.enum(['higher', 'lower']).optional(),
      }),
    )
    .min(1),
  /** cells[row id][column id] */
  cells: z.record(z.string(), z.record(z.string(), cellSchema)),
});

const treeBranchSchema = z.strictObject({
  /** The answer that leads here. */
  when: z.string().min(1),
  leadsTo: z.union([
    z.strictObject({ node: idSchema }),
    z.strictObject({ picks: z.array(idSchema).min(1), label: z.string().min(1) }),
  ]),
});

/** A decision tree, to be followed to the letter. */
export const treeSchema = z.strictObject({
  id: idSchema,
  document: documentIdSchema,
  section: z.string().min(1),
  title: z.string().min(1),
  about: z.array(idSchema).min(1),
  start: idSchema,
  nodes: z
    .array(
      z.strictObject({
        id: idSchema,
        question: z.string().min(1),
        branches: z.array(treeBranchSchema).min(2),
      }),
    )
    .min(1),
});

export type Cell = z.infer<typeof cellSchema>;
export type Table = z.infer<typeof tableSchema>;
export type Tree = z.infer<typeof treeSchema>;
