import { cellId } from './cell-id.ts';
import type { Knowledge } from './knowledge.ts';
import type { SourceDocument } from './schema.ts';

/** A section and the statements, table cells and tree branches that cite it. */
export interface SectionCoverage {
  readonly id: string;
  readonly title: string;
  readonly ids: readonly string[];
  readonly facts: number;
  /** Why nothing cites it, where the section says so. */
  readonly empty: string | undefined;
}

/** For each document its sections in order, each with what cites it. */
export function sectionCoverage(
  knowledge: Knowledge,
): { document: SourceDocument; sections: SectionCoverage[] }[] {
  const cited = new Map<string, string[]>();
  const cite = (document: string, section: string, ids: readonly string[]) => {
    const key = `${document} ${section}`;
    cited.set(key, [...(cited.get(key) ?? []), ...ids]);
  };
  for (const statement of knowledge.statements) cite(statement.document, statement.section, [statement.id]);
  for (const table of knowledge.tables) {
    cite(
      table.document,
      table.section,
      table.rows.flatMap((row) => table.columns.map((column) => cellId(table.id, row.id, column.id))),
    );
  }
  for (const tree of knowledge.trees) {
    cite(
      tree.document,
      tree.section,
      tree.nodes.flatMap((node) => node.branches.map((branch) => `${tree.id}:${node.id}:${branch.when}`)),
    );
  }
  return knowledge.documents.map((document) => ({
    document,
    sections: document.sections.map((section) => {
      const ids = cited.get(`${document.id} ${section.id}`) ?? [];
      return { id: section.id, title: section.title, ids, facts: ids.length, empty: section.empty };
    }),
  }));
}
