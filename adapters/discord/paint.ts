import { type APIButtonComponentWithCustomId, ComponentType } from 'discord.js';
import { itemTexts } from '../view/reply-lines.ts';
import { type Accent, type Block, type Item, marked, maxName, type Text, words } from '../view/view.ts';
import { button, choiceButton, choiceRows, rowOf } from './components/buttons.ts';
import type { Ids } from './components/ids.ts';
import { menuChoices, menuRows } from './components/menus.ts';
import { type Part, proseParts, smallParts, textParts } from './components/parts.ts';
import { plain } from './components/text.ts';
import { painted } from './escape.ts';
import { maxAltText } from './limits.ts';
import type { Picture } from './message.ts';
import { optionParts } from './options.ts';
import { pictureInWords } from './picture-text.ts';
import { tableParts } from './table.ts';

/** The colour at a box's edge. */
export const accents: Readonly<Record<Accent, number>> = {
  neutral: 0x3d7dca,
  settled: 0x2f9e5f,
  open: 0xd9a21b,
  refused: 0xc9403a,
  past: 0x80868f,
};

/** A block of a view as parts of a message. */
export function paint(block: Block, ids: Ids): Part[] {
  switch (block.kind) {
    case 'headline':
      return textParts([marked('title', words(block.title, maxName)), block.below]);
    case 'heading': {
      const small = block.small.map((text) => marked('note', text));
      return textParts([marked('title', block.title), ...small, ...block.below]);
    }
    case 'lines':
      return textParts(block.lines);
    case 'small':
      return smallParts(block.lines);
    case 'prose':
      // The page has the rest of what is a part of a record.
      return proseParts(block.text, block.title, block.isPart ? 2 : 5);
    case 'quotations':
      return block.quotations.flatMap(textParts);
    case 'table':
      return tableParts(block);
    case 'choices':
      return choiceRows(block.choices, ids);
    case 'options':
      return optionParts(block, ids);
    case 'items':
      return itemParts(block, ids);
    case 'picture':
      return pictureParts(block);
    case 'form':
      return formParts(block, ids);
  }
}

/** A few items that can be opened have their buttons beside them, many are opened from a menu below; the others stand together. */
function itemParts({ title, items }: Extract<Block, { kind: 'items' }>, ids: Ids): Part[] {
  const openable = items.flatMap(({ text, detail, open }) =>
    open === undefined ? [] : [{ id: open.id, label: text, detail }],
  );
  const isMenu = openable.length > maxBeside;
  const parts: Part[] = [];
  let plainItems: Text[] = [marked('title', words(title, maxName))];
  for (const item of items) {
    const accessory = isMenu || item.open === undefined ? undefined : choiceButton(item.open, ids);
    if (accessory === undefined) {
      plainItems.push(itemLine(item));
    } else {
      parts.push(...textParts(plainItems), besidePart(item, accessory));
      plainItems = [];
    }
  }
  const menus = isMenu ? menuRows(menuChoices(openable), 1, 'Open one', ids) : [];
  return [...parts, ...textParts(plainItems), ...menus];
}

/** More buttons in a column would make a message as long as several. */
const maxBeside = 6;

function besidePart(item: Item, accessory: APIButtonComponentWithCustomId): Part {
  const { text, detail } = itemTexts(item, maxItem);
  const told = detail === '' ? text : [marked('strong', text), '\n', marked('note', detail)];
  const content = painted(told).markup;
  const components = [{ type: ComponentType.TextDisplay as const, content }];
  const component = { type: ComponentType.Section as const, components, accessory };
  return { kind: 'component', component, text: content.length };
}

/** `- **12. Use PostgreSQL** · accepted` */
function itemLine(item: Item): Text {
  const { text, detail } = itemTexts(item, maxItem);
  return marked('item', detail === '' ? text : [marked('strong', text), ' · ', detail]);
}

const maxItem = 600;

/** A chart as a picture with a description; the message has room for its words, should it not be drawn. */
function pictureParts({ index, title, chart, alt }: Extract<Block, { kind: 'picture' }>): Part[] {
  const picture: Picture = { file: `chart-${index}.png`, chart, alt: plain(alt, maxAltText) };
  const media = { url: `attachment://${picture.file}` };
  const gallery = { type: ComponentType.MediaGallery as const, items: [{ media, description: picture.alt }] };
  const text = pictureInWords(picture).content.length;
  return [
    ...textParts([marked('title', words(title, maxName))]),
    { kind: 'component', component: gallery, text, picture },
  ];
}

/** Only a press or a command can open a modal: so this is a button. */
function formParts({ id, label }: Extract<Block, { kind: 'form' }>, ids: Ids): Part[] {
  const customId = ids.form(id);
  return customId === undefined ? [] : [rowOf([button(customId, label, 'primary')])];
}
