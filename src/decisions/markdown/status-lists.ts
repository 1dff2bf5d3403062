import type { ListItem, RootContent } from 'mdast';
import { fieldOf } from './field-names.ts';
import { cellsOf } from './field-tables.ts';
import type { Line } from './fields.ts';
import { lineOf, sourceOf } from './tree.ts';

/** The boxes that are ticked in a list to choose from; undefined where there is no such list. */
export function choicesIn(nodes: readonly RootContent[], text: string): Line[] | undefined {
  const items = nodes.flatMap((node): ListItem[] => (node.type === 'list' ? node.children : []));
  const boxes = items.filter(({ checked }) => typeof checked === 'boolean');
  if (boxes.length === 0 || boxes.length < items.length) return undefined;
  return boxes
    .filter(({ checked }) => checked === true)
    .flatMap(({ children: [first] }) =>
      first === undefined
        ? []
        : [
            {
              text: sourceOf(first, text)
                .replace(/^\s*\[[xX]\]\s*/, '')
                .trim(),
              line: lineOf(first),
            },
          ],
    );
}

/** The rows of a table of statuses with their days, a line each: "2020-03-01 accepted". */
export function statusTable(nodes: readonly RootContent[], text: string): Line[] {
  return nodes.flatMap((node): Line[] => {
    if (node.type !== 'table' || node.children.length < 3) return [];
    const [head = [], ...rows] = cellsOf(node, text);
    const column = (name: string) => head.findIndex((cell) => fieldOf(cell) === name);
    const [status, date] = [column('status'), column('date')];
    if (status < 0 || date < 0) return [];
    return rows.map((row, at) => ({
      text: `${row[date] ?? ''} ${row[status] ?? ''}`.trim(),
      line: lineOf(node.children[at + 1] ?? node),
    }));
  });
}
