/** What was filled from another database; until it is finished nobody else may use it. */
export interface DataCopyTable {
  /** What the other database says that it is. */
  source: string;
  started_at: string;
  finished_at: string | null;
  /** How far each table came, as JSON. */
  progress: string;
}
