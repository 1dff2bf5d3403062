/** What a record states about itself. */
export const fieldNames = [
  'title',
  'status',
  'decided',
  'date',
  'created',
  'modified',
  'deciders',
  'supersedes',
  'superseded-by',
  'amends',
  'amended-by',
  'related',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The sections that a record has, by what stands in them; `lead` are those that only lead into a text. */
export const sectionNames = [
  'metadata',
  'context',
  'drivers',
  'options',
  'decision',
  'consequences',
  'links',
  'lead',
] as const;
export type SectionName = (typeof sectionNames)[number];

/** The statuses that words can name. */
export const namedStatuses = [
  'accepted',
  'superseded',
  'deprecated',
  'rejected',
  'withdrawn',
  'draft',
  'proposed',
] as const;
export type NamedStatus = (typeof namedStatuses)[number];

/** The words of records in one language, each a list with commas; what is the same in English stands there alone. */
export interface Language {
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly statuses: Readonly<Partial<Record<NamedStatus, string>>>;
  readonly sections: Readonly<Partial<Record<SectionName, string>>>;
  /** What takes back the word behind it: "not accepted"; a prefix in languages that are written without blanks. */
  readonly negations: string;
  /** Names of the months and their short forms, as they stand in a date; with bars between those of one month. */
  readonly months: string;
  /** Whether words follow each other without blanks. */
  readonly isUnspaced?: boolean;
}
