import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { z } from 'zod';
import { button } from './components/buttons.ts';
import { roleOf, shareId } from './components/ids.ts';
import { maxComponents, maxCustomId } from './limits.ts';
import type { DiscordMessage } from './message.ts';
import { componentSchema } from './outgoing.ts';

/** How long a question may be to stand in a button's id with room to spare. */
export const maxQuestion = 80;

/**
 * An answer that the person alone sees, with a button that shows it to the channel. `key` is what it is kept
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

const componentsSchema = z.array(componentSchema);
const rowSchema = z.object({
  type: z.literal(ComponentType.ActionRow),
  components: z.array(z.object({ custom_id: z.string() })).nonempty(),
});

/**
 * The components of a message as Discord tells them, without the button that shows it to the channel; empty where nothing
 * else is in it, and where a picture is, which cannot be sent back as it came.
 */
export function withoutShare(told: readonly unknown[]): APIMessageTopLevelComponent[] {
  const read = componentsSchema.safeParse(told);
  if (!read.success || /"(?:media|file)":/.test(JSON.stringify(told))) return [];
  return read.data.filter((one) => !isShare(one));
}

function isShare(component: APIMessageTopLevelComponent): boolean {
  const row = rowSchema.safeParse(component);
  return row.success && row.data.components.every(({ custom_id: id }) => roleOf(id)?.kind === 'share');
}

/** Components, those within others included. */
function countOf(components: readonly object[]): number {
  return components.reduce((count, one) => {
    const within = 'components' in one && Array.isArray(one.components) ? one.components : [];
    return count + 1 + ('accessory' in one ? 1 : 0) + countOf(within);
  }, 0);
}
