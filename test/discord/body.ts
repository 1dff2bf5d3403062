import { ComponentType, MessageFlags } from 'discord.js';
import type { DiscordMessage } from '../../adapters/discord/message.ts';
import { type Press, readPress } from '../../adapters/discord/read-press.ts';

/** A rendered message as it is sent. */
export function bodyOf({ components, pictures }: DiscordMessage) {
  return {
    components,
    flags: MessageFlags.IsComponentsV2,
    allowed_mentions: { parse: [] },
    attachments: pictures.map(({ file }, id) => ({ id: String(id), filename: file })),
  };
}

/** Every object within something, from the top. */
export function objectsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [value];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}

/** What pressing every button means, and picking everything from every menu. */
export function pressesOf(messages: readonly DiscordMessage[]): Press[] {
  const components = messages.flatMap((message) => objectsIn(message.components));
  return components.flatMap((component) => {
    if (!('custom_id' in component) || !('type' in component)) return [];
    const { custom_id, type } = component;
    const options = 'options' in component ? objectsIn(component.options) : [];
    const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
    const isMenu = type === ComponentType.StringSelect;
    return [readPress({ component_type: type, custom_id, ...(isMenu ? { values } : {}) })];
  });
}
