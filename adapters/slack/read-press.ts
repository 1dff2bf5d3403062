import { z } from 'zod';
import { roleOf } from './blocks/ids.ts';

/** What a press in a message means. */
export type Press =
  /** These choices, none where somebody pressed Choose before picking anything. */
  | { readonly kind: 'choices'; readonly ids: readonly string[] }
  /** A box or a menu changed: nothing to do until Choose is pressed. */
  | { readonly kind: 'picking' }
  | { readonly kind: 'form'; readonly form: string }
  /** Not a press of ours. */
  | { readonly kind: 'unknown' };

const actionSchema = z.object({ action_id: z.string(), value: z.string().default('') });
const pickedSchema = z.object({ selected_options: z.array(z.object({ value: z.string() })) });
const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Reads one action of a `block_actions` payload and the payload's `state`; both come from outside. */
export function readPress(action: unknown, state: unknown): Press {
  const pressed = actionSchema.safeParse(action);
  if (!pressed.success) return { kind: 'unknown' };
  const { action_id, value } = pressed.data;
  switch (roleOf(action_id)) {
    case 'choice':
      return value === '' ? { kind: 'unknown' } : { kind: 'choices', ids: [value] };
    case 'pick':
      return { kind: 'picking' };
    case 'choose':
      return { kind: 'choices', ids: pickedIds(value, state) };
    case 'form':
      return value === '' ? { kind: 'unknown' } : { kind: 'form', form: value };
    case undefined:
      return { kind: 'unknown' };
  }
}

/** The ids of what is picked in the block that a Choose button stands for: `BLOCK|PREFIX`. */
function pickedIds(value: string, state: unknown): string[] {
  const [, block = '', prefix = ''] = /^([^|]+)\|(.*)$/s.exec(value) ?? [];
  const read = stateSchema.safeParse(state);
  const elements = read.success ? Object.values(read.data.values[block] ?? {}) : [];
  return elements.flatMap((element) => {
    const picked = pickedSchema.safeParse(element);
    return picked.success ? picked.data.selected_options.map((one) => prefix + one.value) : [];
  });
}
