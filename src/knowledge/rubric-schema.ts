import { z } from 'zod';

const idSchema = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'an id: lower-case letters, digits and dashes');

/** So many options of a question can be chosen at once: what matters most, not everything that is nice. */
export const maxChosen = 3;

/** What a question's answer can be read from: a number in a brief, with its unit. */
export const measures = ['requests', 'connections', 'messages', 'services'] as const;

const optionSchema = z.strictObject({
  id: idSchema,
  label: z.string().min(1).max(75),
  /** Entries whose names in a brief give this answer. */
  names: z.array(z.string().min(1)).default([]),
  /** Other words of a brief that give this answer. */
  reads: z.array(z.string().min(1)).default([]),
  /** The option that this one denies: what "no ML" says. */
  denies: idSchema.optional(),
  /** For a question with a measure: from this much on, in units a second or connections ... */
  from: z.number().nonnegative().optional(),
  /** ... and below this much. */
  below: z.number().positive().optional(),
});

/** One question that rubrics can ask, and how a brief answers it. */
export const questionSchema = z.strictObject({
  id: idSchema,
  /** What it asks for, in a word or two: "Team". Before an answer it stands for the prompt. */
  name: z.string().trim().min(2).max(40),
  prompt: z.string().min(5).max(150),
  /** Statements or table cells that make it worth asking; "why do you ask" cites them. */
  why: z.array(z.string().min(1)).min(1),
  /** Whether several options can be chosen. */
  several: z.boolean().default(false),
  measures: z.enum(measures).optional(),
  /** What names in a brief have to be about: who the team is, or what the thing is written in. */
  about: z.enum(['team', 'language']).optional(),
  options: z.array(optionSchema).min(2),
});

/**
 * When something counts: `question:option` (chosen), `question=option` (the only one chosen), `question>1` (several
 * chosen), joined by ` & `.
 */
export const conditionSchema = z
  .string()
  .regex(
    /^[a-z-]+(?:[:=][a-z0-9-]+|>1)(?: & [a-z-]+(?:[:=][a-z0-9-]+|>1))*$/,
    'a condition such as "team:python", "team=python" or "team>1", joined by " & "',
  );

const saySchema = z
  .strictObject({
    on: conditionSchema,
    for: z.array(z.string().min(1)).default([]),
    against: z.array(z.string().min(1)).default([]),
    /** Speaks against everybody else: what is written in Go is not in question where the language is Python. */
    only: z.array(z.string().min(1)).default([]),
    /** 1 a hint, 3 a reason, 5 decides by itself, 40 rules out. */
    weight: z.int().min(1).max(40),
    /** The statement or table cell that says so. */
    because: z.string().min(1),
  })
  .refine(
    (say) => say.for.length + say.against.length + say.only.length > 0,
    'somebody it speaks for or against',
  );

/** An explicit rule of a document: rules decide what they decide, reasons order only what they leave open. */
const decidingRuleSchema = z
  .strictObject({
    when: conditionSchema,
    /** Where one of these holds, the rule does not. */
    unless: z.array(conditionSchema).default([]),
    /** Whom it takes ... */
    picks: z.array(z.string().min(1)).default([]),
    /** ... or whom it rules out. */
    out: z.array(z.string().min(1)).default([]),
    /** 1 a condition that is given, 2 what comes before all else, 5 when to choose, 9 a default among equals. */
    precedence: z.int().min(1).max(9).default(5),
    /** The statement or table cell that says so. */
    because: z.string().min(1),
  })
  .refine(({ picks, out }) => picks.length > 0 !== out.length > 0, 'whom it picks, or whom it rules out');

const ruleSchema = z.strictObject({
  when: conditionSchema,
  picks: z.array(z.string().min(1)).min(1),
  because: z.string().min(1),
});

/** A document's own way to decide. */
const methodSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tree'),
    name: z.string().min(3),
    tree: z.string().min(1),
    /** For each node: which condition takes which branch; `picks` of the tree may be led to by their language. */
    branches: z.record(z.string(), z.array(z.strictObject({ when: conditionSchema, branch: z.string() }))),
    because: z.record(z.string(), z.string()),
  }),
  z.strictObject({
    kind: z.literal('rules'),
    document: z.string().min(1),
    name: z.string().min(3),
    rules: z.array(ruleSchema).min(1),
    /** A list of what things are best for says nothing of what else may speak against them: it does not lead. */
    hints: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('votes'),
    document: z.string().min(1),
    name: z.string().min(3),
    /** The rows of the document's table; it is determined when all are answered and one candidate leads. */
    rows: z.array(z.strictObject({ question: idSchema, rules: z.array(ruleSchema).min(1) })).min(2),
  }),
  z.strictObject({
    kind: z.literal('stars'),
    name: z.string().min(3),
    /** Rows are criteria, columns candidates. */
    table: z.string().min(1),
  }),
]);

/** How a topic is decided: its candidates, its questions, and what each answer says for or against whom. */
export const rubricSchema = z.strictObject({
  topic: z.string().min(1),
  candidates: z.array(z.string().min(1)).min(2),
  questions: z.array(idSchema).min(1),
  /** Another topic's rubric whose candidates are the languages of these: its reasons count here too, by this share. */
  inherits: z.strictObject({ topic: z.string().min(1), share: z.number().positive().max(1) }).optional(),
  /** Topics whose answers matter to the parts of what is put together here, though not to its winner. */
  composes: z.array(z.string().min(1)).default([]),
  rules: z.array(decidingRuleSchema).default([]),
  says: z.array(saySchema).min(1),
  methods: z.array(methodSchema).default([]),
});

export type Measure = (typeof measures)[number];
export type RubricOption = z.infer<typeof optionSchema>;
export type RubricQuestion = z.infer<typeof questionSchema>;
export type Say = z.infer<typeof saySchema>;
export type RubricRule = z.infer<typeof ruleSchema>;
export type Method = z.infer<typeof methodSchema>;
export type Rubric = z.infer<typeof rubricSchema>;
