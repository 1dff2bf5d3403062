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

function split({ accent, parts }: Card): Card[] {
  return packed(parts, (page) => fits([{ accent, parts: page }])).map((page) => ({ accent, parts: page }));
}

function shortened(cards: readonly Card[], more: string): Card[] {
  const kept = new Set<Part>();
  const built = (): Card[] => [
    ...cards
      .map(({ accent, parts }) => ({ accent, parts: parts.filter((part) => kept.has(part)) }))
      .filter(isFilled),
    { accent: undefined, parts: smallParts([more]) },
  ];
  const keep = (part: Part): boolean => {
    kept.add(part);
    return fits(built()) || !kept.delete(part);
  };
  const all = cards.flatMap(({ parts }) => parts);
  for (const row of all.filter(isRow).slice(0, keptRows)) keep(row);
  for (const part of all.filter((one) => !isRow(one))) if (!keep(part)) break;
  return built();
}

/** More rows of buttons would leave no room for what they are about. */
const keptRows = 5;

function isRow(part: Part): boolean {
  return part.kind === 'component' && part.component.type === ComponentType.ActionRow;
}

function isFilled({ parts }: Card): boolean {
  return parts.length > 0;
}

/** The same with each text in one part. */
function merged(parts: readonly Part[]): Part[] {
  const groups = Map.groupBy(parts, (part) => (part.kind === 'text' ? part.of : part)).values();
  const added = (whole: Part, part: Part) =>
    whole.kind === 'text' && part.kind === 'text'
      ? { ...whole, lines: [...whole.lines, ...part.lines] }
      : part;
  return [...groups].map((group) => group.reduce(added));
}

function fits(cards: readonly Card[]): boolean {
  const boxes = cards.filter(({ accent }) => accent !== undefined).length;
  const sizes = cards.flatMap(({ parts }) => merged(parts).map(sizeOf));
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return (
    sum(sizes.map(({ components }) => components)) + boxes <= maxComponents &&
    sum(sizes.map(({ text }) => text)) <= maxMessageText
  );
}

/** How many components a part is, those within it included, and how many characters of text it holds. */
function sizeOf(part: Part): { readonly components: number; readonly text: number } {
  if (part.kind === 'text') return { components: 1, text: together(part.lines).length };
  const { component, text } = part;
  switch (component.type) {
    case ComponentType.ActionRow:
      return { components: 1 + component.components.length, text };
    case ComponentType.Section:
      return { components: 2 + component.components.length, text };
    default:
      return { components: 1, text };
  }
}

function messageOf(cards: readonly Card[]): DiscordMessage {
  const pictures = cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'component' ? (part.picture ?? []) : [])),
  );
  return { components: cards.flatMap(componentsOf), pictures };
}

function componentsOf({ accent, parts }: Card): APIMessageTopLevelComponent[] {
  const components = merged(parts).map(componentOf);
  return accent === undefined
    ? components
    : [{ type: ComponentType.Container, accent_color: accent, components }];
}

function componentOf(part: Part): APIComponentInContainer {
  return part.kind === 'component'
    ? part.component
    : { type: ComponentType.TextDisplay, content: together(part.lines) };
}
