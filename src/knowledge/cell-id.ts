/** The id by which a dispute refers to a table's cell. */
export function cellId(table: string, row: string, column: string): string {
  return `${table}:${row}:${column}`;
}
