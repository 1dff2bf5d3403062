import { ComponentType } from 'discord.js';
import { button } from './components/buttons.ts';
import { shareId } from './components/ids.ts';
import { maxComponents, maxCustomId } from './limits.ts';
import type { DiscordMessage } from './message.ts';

/**
 * An answer that the person alone sees, with a button that shows it to the channel. `key` is what the question is kept
 * under until then, at most 60 characters. Where the last message is full, the button has one of its own.
 * @throws RangeError for a key that is too long.
 */
export function withShare(messages: readonly DiscordMessage[], key: string): DiscordMessage[] {
  const last = messages.at(-1);
  if (last === undefined || key === '') return [...messages];
  const id = shareId(key);
  if (id.length > maxCustomId) throw new RangeError('a key to share under is too long');
  const row = { type: ComponentType.ActionRow as const, components: [button(id, 'Share in channel')] };
  return countOf(last.components) + 2 <= maxComponents
    ? [...messages.slice(0, -1), { ...last, components: [...last.components, row] }]
    : [...messages, { components: [row], pictures: [] }];
}

/** Components, those within others included. */
function countOf(components: readonly object[]): number {
  return components.reduce((count, one) => {
    const within = 'components' in one && Array.isArray(one.components) ? one.components : [];
    return count + 1 + ('accessory' in one ? 1 : 0) + countOf(within);
  }, 0);
}
