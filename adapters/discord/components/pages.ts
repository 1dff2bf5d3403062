import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { together } from '../../view/markup-writer.ts';
import { packed } from '../../view/packed.ts';
import { maxComponents, maxMessageText } from '../limits.ts';
import type { DiscordMessage } from '../message.ts';
import { type Card, type Part, smallParts } from './parts.ts';

/** Cards in as few messages as they fit in; one that fits in a message is not torn apart. */
export function messagesOf(cards: readonly Card[]): DiscordMessage[] {
  return packed(cards.filter(isFilled), fits, split).map(messageOf);
}

/**
 * Cards in one message. Where they do not fit, what can be pressed stays, then as much else as there is room for, from the
 * top, and a note that there is more.
 */
export function onlyMessage(cards: readonly Card[], more: string): DiscordMessage | undefined {
  const [first, ...others] = messagesOf(cards);
  return others.length === 0 ? first : messageOf(shortened(cards, more));
}

/** A part, or some lines of one, that are not torn apart; `of` is the part. */
interface Atom {
  readonly part: Part;
  readonly of: Part;
}

function split({ accent, parts }: Card): Card[] {
  const pages = packed(parts.flatMap(atomsOf), (atoms) => fits([cardOf(accent, atoms)]));
  return pages.map((atoms) => cardOf(accent, atoms));
}

function shortened(cards: readonly Card[], more: string): Card[] {
  const all = cards.map(({ accent, parts }) => ({ accent, atoms: parts.flatMap(atomsOf) }));
  const kept = new Set<Atom>();
  const built = (): Card[] => [
    ...all
      .map(({ accent, atoms }) =>
        cardOf(
          accent,
          atoms.filter((atom) => kept.has(atom)),
        ),
      )
      .filter(isFilled),
    { accent: undefined, parts: smallParts([more]) },
  ];
  const keep = (atom: Atom): boolean => {
    kept.add(atom);
    return fits(built()) || !kept.delete(atom);
  };
  const [rows, others] = [true, false].map((wanted) =>
    all.flatMap(({ atoms }) => atoms.filter((atom) => isRow(atom) === wanted)),
  );
  for (const row of (rows ?? []).slice(0, keptRows)) keep(row);
  for (const atom of others ?? []) if (!keep(atom)) break;
  return built();
}

/** More rows of buttons would leave no room for what they are about. */
const keptRows = 5;

function isRow({ part }: Atom): boolean {
  return part.kind === 'component' && part.component.type === ComponentType.ActionRow;
}

function isFilled({ parts }: Card): boolean {
  return parts.length > 0;
}

/** A title goes with the line below it. */
function atomsOf(part: Part): Atom[] {
  if (part.kind === 'component') return [{ part, of: part }];
  const [title, first, ...rest] = part.lines;
  const together = part.leads && title !== undefined && first !== undefined;
  const groups = together
    ? [[title, first], ...rest.map((line) => [line])]
    : part.lines.map((line) => [line]);
  return groups.map((group) => ({ part: { kind: 'text', lines: group, leads: false }, of: part }));
}

/** A card of atoms: those of one part are one part again. */
function cardOf(accent: Card['accent'], atoms: readonly Atom[]): Card {
  const parts: Part[] = [];
  for (const [at, { part, of }] of atoms.entries()) {
    const last = parts.at(-1);
    const goesOn = part.kind === 'text' && last?.kind === 'text' && atoms[at - 1]?.of === of;
    if (goesOn) parts.splice(-1, 1, { ...last, lines: [...last.lines, ...part.lines] });
    else parts.push(part);
  }
  return { accent, parts };
}

function fits(cards: readonly Card[]): boolean {
  const parts = cards.flatMap((card) => card.parts);
  const boxes = cards.filter(({ accent }) => accent !== undefined).length;
  return sum(parts.map(componentsIn)) + boxes <= maxComponents && sum(parts.map(textIn)) <= maxMessageText;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** How many components a part is, those within it included. */
function componentsIn(part: Part): number {
  if (part.kind === 'text') return 1;
  const { component } = part;
  switch (component.type) {
    case ComponentType.ActionRow:
      return 1 + component.components.length;
    case ComponentType.Section:
      return 2 + component.components.length;
    default:
      return 1;
  }
}

function textIn(part: Part): number {
  return part.kind === 'text' ? together(part.lines).length : part.text;
}

function messageOf(cards: readonly Card[]): DiscordMessage {
  const pictures = cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'component' ? (part.picture ?? []) : [])),
  );
  return { components: cards.flatMap(componentsOf), pictures };
}

function componentsOf({ accent, parts }: Card): APIMessageTopLevelComponent[] {
  const components = parts.map(componentOf);
  return accent === undefined
    ? components
    : [{ type: ComponentType.Container, accent_color: accent, components }];
}

function componentOf(part: Part): APIComponentInContainer {
  return part.kind === 'component'
    ? part.component
    : { type: ComponentType.TextDisplay, content: together(part.lines) };
}
