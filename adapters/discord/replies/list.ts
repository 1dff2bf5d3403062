import { type APIButtonComponentWithCustomId, ComponentType } from 'discord.js';
import type { ListReply } from '../../../src/reply.ts';
import { choiceButton } from '../components/buttons.ts';
import type { Ids } from '../components/ids.ts';
import { menuChoices, menuRows } from '../components/menus.ts';
import { accents, type Card, lines, maxName, type Part, part, small, subtext } from '../components/parts.ts';
import { line, type Marked, md, strong, words } from '../escape.ts';

type Item = ListReply['items'][number];

/** Items under a title. A few that can be opened have their buttons beside them; many are opened from a menu below. */
export function renderList({ title, items }: ListReply, ids: Ids): Card {
  const shown = items.slice(0, maxItems);
  const openable = shown.filter(({ open }) => open !== undefined).length;
  const left = items.length - shown.length;
  const parts = [
    ...(openable <= maxBeside ? besideParts(title, shown, ids) : menuParts(title, shown, ids)),
    ...(left > 0 ? small([md`and ${left} more; ask for less to see them`]) : []),
  ];
  return { accent: accents.neutral, parts };
}

/** Plain items stand together in one text. */
function besideParts(title: string, items: readonly Item[], ids: Ids): Part[] {
  const parts: Part[] = [];
  let together = headLines(title);
  const flush = () => {
    parts.push(...lines(together, together.length > 1));
    together = [];
  };
  for (const item of items) {
    const open = item.open === undefined ? undefined : choiceButton(item.open, ids);
    if (open === undefined) {
      together.push(bullet(item));
    } else {
      flush();
      parts.push(besidePart(item, open));
    }
  }
  flush();
  return parts;
}

function besidePart({ text, detail }: Item, accessory: APIButtonComponentWithCustomId): Part {
  const shown = itemText(text);
  const told = line(detail, maxItem);
  const content = (told.markdown === '' ? shown : md`${strong(shown)}\n${subtext(told)}`).markdown;
  const display = { type: ComponentType.TextDisplay as const, content };
  return part({ type: ComponentType.Section, components: [display], accessory }, content.length);
}

function menuParts(title: string, items: readonly Item[], ids: Ids): Part[] {
  const openable = items.flatMap(({ text, detail, open }) =>
    open === undefined ? [] : [{ id: open.id, label: text, detail }],
  );
  const told = lines([...headLines(title), ...items.map(bullet)], true);
  return [...told, ...menuRows(menuChoices(openable), 1, 'Open one', ids)];
}

function headLines(title: string): Marked[] {
  const shown = words(title, maxName);
  return shown.markdown === '' ? [] : [md`### ${shown}`];
}

/** `- **12. Use PostgreSQL** · accepted` */
function bullet({ text, detail }: Item): Marked {
  const shown = itemText(text);
  const told = line(detail, maxItem);
  return told.markdown === '' ? md`- ${shown}` : md`- ${strong(shown)} · ${told}`;
}

function itemText(text: string): Marked {
  const shown = line(text, maxItem);
  return shown.markdown === '' ? md`…` : shown;
}

/** A list longer than this is not read. */
const maxItems = 40;
/** More buttons in a column would make a message as long as several. */
const maxBeside = 6;
const maxItem = 600;
