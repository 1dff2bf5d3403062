import { cellId } from './cell-id.ts';
import type { Fault, Report } from './fault.ts';
import type { Assembled, Knowledge, Origin, WholeKnowledge } from './knowledge.ts';
import { normalizeName } from './normalize-name.ts';
import { type PhraseClass, phrasePattern } from './phrase-schema.ts';
import type { Dispute, Entry, Statement } from './schema.ts';
import type { Table, Tree } from './table-schema.ts';
import { checkCards } from './validate-cards.ts';
import { checkPackages } from './validate-packages.ts';
import { checkRubrics } from './validate-rubrics.ts';

/** The ids that references may point to. */
interface Ids {
  readonly entries: ReadonlySet<string>;
  readonly criteria: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Checks what no single item can show: ids that are unknown or given twice, citations of sections that
 * do not exist, clashing aliases, tables with holes, trees with loose ends, sections that nothing cites.
 */
export function validate({ knowledge, origins }: Assembled): Fault[] {
  const faults: Fault[] = [];
  const report: Report = (item, path, expected) => {
    const origin: Origin = origins.get(item) ?? { file: 'knowledge', path: '' };
    const at = [origin.path, path].filter((part) => part !== '').join('.');
    faults.push({ file: origin.file, path: at, expected });
  };

  checkUniqueIds(knowledge, report);
  const ids = collectIds(knowledge);
  for (const entry of knowledge.entries) checkEntry(entry, ids, report);
  checkBroaderCycles(knowledge.entries, report);
  checkPackages(knowledge.packages, ids.entries, report);
  checkNames(knowledge.entries, report);
  checkNames(knowledge.criteria, report);
  checkNames(knowledge.topics, report);
  for (const statement of knowledge.statements) checkStatement(statement, ids, report);
  for (const table of knowledge.tables) checkTable(table, ids, report);
  for (const dispute of knowledge.disputes) checkDispute(dispute, ids, report);
  for (const tree of knowledge.trees) checkTree(tree, ids, report);
  checkRubrics(knowledge, ids, report);
  checkCoverage(knowledge, report);
  checkCards(knowledge, report);
  for (const phrases of knowledge.phrases) checkPhrases(phrases, report);
  return faults;
}

function collectIds(knowledge: Knowledge): Ids {
  const idsOf = (items: readonly { id: string }[]) => new Set(items.map((item) => item.id));
  const statements = idsOf(knowledge.statements);
  for (const table of knowledge.tables) {
    for (const row of table.rows) {
      for (const column of table.columns) statements.add(cellId(table.id, row.id, column.id));
    }
  }
  return {
    entries: idsOf(knowledge.entries),
    criteria: idsOf(knowledge.criteria),
    topics: idsOf(knowledge.topics),
    units: idsOf(knowledge.units),
    statements,
    sections: new Map(knowledge.documents.map((document) => [document.id, idsOf(document.sections)])),
  };
}

function checkUniqueIds(knowledge: WholeKnowledge, report: Report): void {
  const { vocabulary: _vocabulary, rubrics: _rubrics, own: _own, ...lists } = knowledge;
  for (const [name, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const item of list satisfies readonly { id: string }[]) {
      if (seen.has(item.id)) report(item, 'id', `an id of its own: "${item.id}" is there twice in ${name}`);
      seen.add(item.id);
    }
  }
}

function checkReferences(
  item: object,
  path: string,
  references: readonly string[],
  known: ReadonlySet<string>,
  what: string,
  report: Report,
): void {
  for (const [index, reference] of references.entries()) {
    if (!known.has(reference))
      report(item, `${path}[${index}]`, `the id of ${what}; "${reference}" is unknown`);
  }
}

function checkReference(
  item: object,
  path: string,
  reference: string | undefined,
  known: ReadonlySet<string>,
  what: string,
  report: Report,
): void {
  if (reference !== undefined && !known.has(reference)) {
    report(item, path, `the id of ${what}; "${reference}" is unknown`);
  }
}

function checkEntry(entry: Entry, ids: Ids, report: Report): void {
  checkReference(entry, 'language', entry.language, ids.entries, 'an entry', report);
  checkReference(entry, 'broader', entry.broader, ids.entries, 'an entry', report);
  checkReferences(entry, 'alternatives', entry.alternatives, ids.entries, 'an entry', report);
  checkReferences(entry, 'topics', entry.topics, ids.topics, 'a topic', report);
}

function checkBroaderCycles(entries: readonly Entry[], report: Report): void {
  const broaderOf = new Map(entries.map((entry) => [entry.id, entry.broader]));
  for (const entry of entries) {
    const seen = new Set([entry.id]);
    for (let next = entry.broader; next !== undefined; next = broaderOf.get(next)) {
      if (seen.has(next)) {
        report(entry, 'broader', `a chain that ends; it comes back to "${next}"`);
        break;
      }
      seen.add(next);
    }
  }
}

function checkNames(items: readonly { id: string; name: string; aliases: string[] }[], report: Report): void {
  const owners = new Map<string, string>();
  for (const item of items) {
    const own = new Set([item.name, ...item.aliases].map(normalizeName));
    for (const name of own) {
      const owner = owners.get(name);
      if (owner !== undefined) {
        report(item, 'aliases', `a name that nothing else has: "${name}" already means "${owner}"`);
      } else owners.set(name, item.id);
    }
  }
}

function checkCitation(item: object, document: string, section: string, ids: Ids, report: Report): void {
  const sections = ids.sections.get(document);
  if (sections === undefined) report(item, 'document', `the id of a document; "${document}" is unknown`);
  else if (!sections.has(section)) {
    report(item, 'section', `the id of a section of document ${document}; "${section}" is unknown`);
  }
}

function checkStatement(statement: Statement, ids: Ids, report: Report): void {
  checkCitation(statement, statement.document, statement.section, ids, report);
  checkReferences(statement, 'about', statement.about, ids.entries, 'an entry', report);
  checkReferences(statement, 'versus', statement.versus, ids.entries, 'an entry', report);
  checkReferences(statement, 'criteria', statement.criteria, ids.criteria, 'a criterion', report);
  for (const [index, figure] of statement.figures.entries()) {
    const path = `figures[${index}]`;
    checkReference(statement, `${path}.unit`, figure.unit, ids.units, 'a unit', report);
    checkReference(statement, `${path}.subject`, figure.subject, ids.entries, 'an entry', report);
    checkReference(statement, `${path}.baseline`, figure.baseline, ids.entries, 'an entry', report);
  }
}

function checkTable(table: Table, ids: Ids, report: Report): void {
  checkCitation(table, table.document, table.section, ids, report);
  checkReferences(table, 'about', table.about, ids.entries, 'an entry', report);
  for (const [axis, lines] of [
    ['rows', table.rows],
    ['columns', table.columns],
  ] as const) {
    for (const [index, line] of lines.entries()) {
      checkReferences(table, `${axis}[${index}].about`, line.about, ids.entries, 'an entry', report);
      checkReferences(
        table,
        `${axis}[${index}].criteria`,
        line.criteria,
        ids.criteria,
        'a criterion',
        report,
      );
    }
  }
  const rowIds = new Set(table.rows.map((row) => row.id));
  const columnIds = new Set(table.columns.map((column) => column.id));
  for (const [rowId, cells] of Object.entries(table.cells)) {
    if (!rowIds.has(rowId)) report(table, `cells.${rowId}`, 'the id of a row');
    for (const columnId of Object.keys(cells)) {
      if (!columnIds.has(columnId)) report(table, `cells.${rowId}.${columnId}`, 'the id of a column');
    }
  }
  for (const row of table.rows) {
    for (const column of table.columns) {
      const path = `cells.${row.id}.${column.id}`;
      const cell = table.cells[row.id]?.[column.id];
      if (cell === undefined) report(table, path, 'a cell: the table has a hole there');
      else if ('text' in cell)
        checkReferences(table, `${path}.picks`, cell.picks, ids.entries, 'an entry', report);
      else {
        const unit = cell.unit ?? column.unit;
        if (unit === undefined) report(table, path, 'a unit, in the cell or in its column');
        else if (!ids.units.has(unit))
          report(table, `${path}.unit`, `the id of a unit; "${unit}" is unknown`);
        if (cell.value === undefined && (cell.min === undefined || cell.max === undefined)) {
          report(table, path, 'either `value`, or `min` and `max`');
        }
      }
    }
  }
}

function checkDispute(dispute: Dispute, ids: Ids, report: Report): void {
  checkReferences(dispute, 'about', dispute.about, ids.entries, 'an entry', report);
  checkReferences(dispute, 'criteria', dispute.criteria, ids.criteria, 'a criterion', report);
  for (const [index, side] of dispute.sides.entries()) {
    const path = `sides[${index}].statements`;
    checkReferences(dispute, path, side.statements, ids.statements, 'a statement or table cell', report);
  }
}

function checkTree(tree: Tree, ids: Ids, report: Report): void {
  checkCitation(tree, tree.document, tree.section, ids, report);
  checkReferences(tree, 'about', tree.about, ids.entries, 'an entry', report);
  const nodeIds = new Set(tree.nodes.map((node) => node.id));
  const reached = new Set([tree.start]);
  checkReference(tree, 'start', tree.start, nodeIds, 'a node', report);
  for (const [nodeIndex, node] of tree.nodes.entries()) {
    for (const [index, { leadsTo }] of node.branches.entries()) {
      const path = `nodes[${nodeIndex}].branches[${index}].leadsTo`;
      if ('node' in leadsTo) {
        reached.add(leadsTo.node);
        checkReference(tree, `${path}.node`, leadsTo.node, nodeIds, 'a node', report);
      } else checkReferences(tree, `${path}.picks`, leadsTo.picks, ids.entries, 'an entry', report);
    }
  }
  for (const [index, node] of tree.nodes.entries()) {
    if (!reached.has(node.id)) report(tree, `nodes[${index}]`, 'a node that a branch leads to');
  }
}

function checkCoverage(knowledge: Knowledge, report: Report): void {
  const cited = new Set<string>();
  for (const item of [...knowledge.statements, ...knowledge.tables, ...knowledge.trees]) {
    cited.add(`${item.document} ${item.section}`);
  }
  for (const document of knowledge.documents) {
    for (const [index, section] of document.sections.entries()) {
      const path = `sections[${index}]`;
      const isCited = cited.has(`${document.id} ${section.id}`);
      if (!isCited && section.empty === undefined) {
        report(document, path, `statements that cite section "${section.id}", or a reason in \`empty\``);
      } else if (isCited && section.empty !== undefined) {
        report(document, path, `no \`empty\`: statements do cite section "${section.id}"`);
      }
    }
  }
}

/** Whether each example of a kind of phrases has one or has none, as it says. */
function checkPhrases(phrases: PhraseClass, report: Report): void {
  for (const [index, pattern] of phrases.patterns.entries())
    if (!compiles(pattern)) report(phrases, `patterns[${index}]`, 'a regular expression');
  if (!phrases.patterns.every(compiles)) return;
  const pattern = phrasePattern(phrases.patterns);
  if (''.search(pattern) >= 0) report(phrases, 'patterns', 'patterns that do not match nothing at all');
  for (const [index, text] of phrases.matches.entries())
    if (text.search(pattern) < 0) report(phrases, `matches[${index}]`, 'a text that a pattern matches');
  for (const [index, text] of phrases.misses.entries())
    if (text.search(pattern) >= 0) report(phrases, `misses[${index}]`, 'a text that no pattern matches');
}

function compiles(pattern: string): boolean {
  try {
    phrasePattern([pattern]);
    return true;
  } catch {
    return false;
  }
}
