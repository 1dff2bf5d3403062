import type { Citation, DisputeView, Line } from '../reply.ts';
import { cellId } from './cell-id.ts';
import { formatCell } from './figures.ts';
import type { Knowledge } from './knowledge.ts';
import type { Dispute, SourceDocument, Statement, StatementKind } from './schema.ts';
import type { Cell, Table } from './table-schema.ts';

/** Something that can be found and shown: a statement, a line of a table, a dispute. */
export interface Passage {
  readonly id: string;
  readonly kind: StatementKind | 'table-row' | 'table-column' | 'table-cell' | 'dispute';
  readonly text: string;
  /** The same as a sentence, where the text is none: a table's cell. */
  readonly sentence?: string;
  readonly about: readonly string[];
  readonly versus: readonly string[];
  readonly criteria: readonly string[];
  readonly terms: readonly string[];
  readonly citations: readonly Citation[];
  /** What passages of one list have in common: a section's statements of a kind, a table. */
  readonly group: string;
  readonly order: number | undefined;
  /** Set for a dispute: its sides, ready to be shown. */
  readonly dispute: DisputeView | undefined;
}

/** Everything that the knowledge can say, as passages. Same knowledge, same list, same order. */
export function buildPassages(knowledge: Knowledge): Passage[] {
  const cite = citationsOf(knowledge.documents);
  const passages: Passage[] = [];
  for (const statement of knowledge.statements)
    passages.push(fromStatement(statement, cite, knowledge.documents));
  for (const table of knowledge.tables) passages.push(...fromTable(table, cite));
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  for (const dispute of knowledge.disputes) passages.push(fromDispute(dispute, byId));
  return passages;
}

type Cite = (document: string, section: string) => Citation;

function citationsOf(documents: readonly SourceDocument[]): Cite {
  const titles = new Map(
    documents.flatMap((document) =>
      document.sections.map((section) => [`${document.id} ${section.id}`, section.title]),
    ),
  );
  const names = new Map(documents.map(({ id, title, name = title }) => [id, name]));
  return (document, section) => ({
    document,
    section: titles.get(`${document} ${section}`) ?? section,
    name: names.get(document) ?? document,
  });
}

function fromStatement(statement: Statement, cite: Cite, documents: readonly SourceDocument[]): Passage {
  const date = documents.find((document) => document.id === statement.document)?.date;
  const dated = statement.ages ? ` (${date === undefined ? 'undated' : `as of ${date.slice(0, 7)}`})` : '';
  const alreadyDated = date !== undefined && statement.text.includes(date.slice(0, 4));
  return {
    id: statement.id,
    kind: statement.kind,
    text: alreadyDated
      ? statement.text
      : `${statement.text.replace(/\.$/, '')}${dated}${/[.!?]$/.test(statement.text) ? '.' : ''}`,
    about: statement.about,
    versus: statement.versus,
    criteria: statement.criteria,
    terms: statement.terms,
    citations: [cite(statement.document, statement.section)],
    group: `${statement.document} ${statement.section} ${statement.kind}`,
    order: statement.order,
    dispute: undefined,
  };
}

function fromTable(table: Table, cite: Cite): Passage[] {
  const shared = {
    citations: [cite(table.document, table.section)],
    group: `table ${table.id}`,
    order: undefined,
    dispute: undefined,
  };
  const passages: Passage[] = [];
  for (const row of table.rows) {
    const cells = table.columns.map((column) => {
      const cell = table.cells[row.id]?.[column.id];
      return cell === undefined ? undefined : { column, text: formatCell(cell, column.unit), cell };
    });
    const filled = cells.filter((cell) => cell !== undefined);
    passages.push({
      ...shared,
      id: `${table.id}:${row.id}`,
      kind: 'table-row',
      text: `${row.label}: ${filled.map(({ column, text }) => `${column.label} ${text}`).join('; ')} (${table.title}).`,
      about: row.about,
      versus: [...new Set(table.columns.flatMap((column) => column.about))],
      criteria: row.criteria,
      terms: [...row.terms, ...table.terms],
    });
    for (const { column, text, cell } of filled) {
      passages.push({
        ...shared,
        id: cellId(table.id, row.id, column.id),
        kind: 'table-cell',
        text: `${row.label}, ${column.label}: ${text} (${table.title}).`,
        ...sentenceOf(table, row.label, column.label, cell, text),
        about: [...new Set([...row.about, ...column.about, ...('picks' in cell ? cell.picks : [])])],
        versus: [],
        criteria: [...row.criteria, ...column.criteria],
        terms: [...row.terms, ...column.terms],
      });
    }
  }
  for (const column of table.columns) {
    // A column of long texts is no answer to anything; figures and picks are.
    const cells = table.rows.map((row) => table.cells[row.id]?.[column.id]);
    if (cells.every((cell) => cell !== undefined && 'text' in cell && cell.picks.length === 0)) continue;
    const values = table.rows.flatMap((row) => {
      const cell = table.cells[row.id]?.[column.id];
      return cell === undefined ? [] : [`${row.label} ${formatCell(cell, column.unit)}`];
    });
    passages.push({
      ...shared,
      id: `${table.id}::${column.id}`,
      kind: 'table-column',
      text: `${column.label}: ${values.join('; ')} (${table.title}).`,
      about: column.about,
      versus: [...new Set(table.rows.flatMap((row) => row.about))],
      criteria: column.criteria,
      terms: [...column.terms, ...table.terms],
    });
  }
  return passages;
}

function sentenceOf(
  table: Table,
  row: string,
  column: string,
  cell: Cell,
  text: string,
): { sentence?: string } {
  const own = 'sentence' in cell ? cell.sentence : undefined;
  const shared = table.sentence
    ?.replaceAll('{row}', () => row)
    .replaceAll('{column}', () => column)
    .replaceAll('{cell}', () => text);
  const sentence = own ?? shared;
  return sentence === undefined ? {} : { sentence };
}

function fromDispute(dispute: Dispute, byId: ReadonlyMap<string, Passage>): Passage {
  const sides: Line[] = dispute.sides.map((side) => ({
    text: side.position,
    citations: uniqueCitations(side.statements.flatMap((id) => byId.get(id)?.citations ?? [])),
  }));
  return {
    id: `dispute.${dispute.id}`,
    kind: 'dispute',
    text: [dispute.question, ...dispute.sides.map((side) => side.position)].join(' '),
    about: dispute.about,
    versus: [],
    criteria: dispute.criteria,
    terms: dispute.terms,
    citations: uniqueCitations(sides.flatMap((side) => side.citations)),
    group: `dispute ${dispute.id}`,
    order: undefined,
    dispute: { question: dispute.question, sides, reason: dispute.reason },
  };
}

/** Each place once, in the order of first mention. */
export function uniqueCitations(citations: readonly Citation[]): Citation[] {
  return [
    ...new Map(citations.map((citation) => [`${citation.document} ${citation.section}`, citation])).values(),
  ];
}

/** Every statement and table cell by its id, as a sentence with its place. */
export function factMap(
  knowledge: Knowledge,
): ReadonlyMap<string, { text: string; citations: readonly Citation[] }> {
  return new Map(
    buildPassages(knowledge).map(({ id, text, sentence = text, citations }) => [
      id,
      { text: sentence, citations },
    ]),
  );
}
