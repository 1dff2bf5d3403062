import { ComponentType } from 'discord.js';
import { z } from 'zod';
import { roleOf } from './components/ids.ts';

/** What a press in a message means. */
export type Press =
  /** These choices: one button's, or all that were picked from a menu. */
  | { readonly kind: 'choices'; readonly ids: readonly string[] }
  /** Open this form. */
  | { readonly kind: 'form'; readonly form: string }
  /** Show the answer that is kept under this key to the channel. */
  | { readonly kind: 'share'; readonly key: string }
  /** Not a press of ours. */
  | { readonly kind: 'unknown' };

const pressSchema = z.discriminatedUnion('component_type', [
  z.object({ component_type: z.literal(ComponentType.Button), custom_id: z.string().min(1) }),
  z.object({
    component_type: z.literal(ComponentType.StringSelect),
    custom_id: z.string().min(1),
    values: z.array(z.string().min(1)).max(25),
  }),
]);

const unknownPress: Press = { kind: 'unknown' };

/**
 * Reads the `data` of a component's interaction, which comes from outside.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-message-component-data-structure
 */
export function readPress(data: unknown): Press {
  const read = pressSchema.safeParse(data);
  if (!read.success) return unknownPress;
  const role = roleOf(read.data.custom_id);
  if (read.data.component_type === ComponentType.StringSelect)
    return role?.kind === 'pick' ? { kind: 'choices', ids: read.data.values } : unknownPress;
  switch (role?.kind) {
    case 'choice':
      return { kind: 'choices', ids: [role.id] };
    case 'form':
      return { kind: 'form', form: role.form };
    case 'share':
      return { kind: 'share', key: role.key };
    case 'pick':
    case undefined:
      return unknownPress;
  }
}
