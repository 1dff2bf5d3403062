/** Which process does what one alone does for all. */
export interface LeaseTable {
  name: string;
  owner: string;
  /** In milliseconds since 1970, by the database's own time. */
  until: number;
}
