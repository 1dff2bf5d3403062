import { maxCustomId } from '../limits.ts';
import { formCustomId, readFormCustomId } from './form-ids.ts';

/**
 * Gives everything to press a `custom_id` that no other component of the same replies has. Ids are undefined where there
 * is no room for them: then the component is left out.
 */
export interface Ids {
  /** Of a choice; it is the choice's own id as long as that is free. */
  choice(id: string): string | undefined;
  /** Of the button that opens a form. */
  form(id: string): string | undefined;
  /** Of a menu, whose values are choices' ids. */
  pick(): string;
}

/** What a `custom_id` is for. */
export type Role =
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'pick' }
  | { readonly kind: 'form'; readonly form: string }
  | { readonly kind: 'share'; readonly key: string };

const sharePrefix = 'share:';
const pickPrefix = 'pick:';
/** What the engine's own choices begin with. */
const choice = /^[a-z]+:/;
/** A number before a choice's id that is taken already, or that looks like something else. */
const numbered = /^\d{1,4}\|/;

/** Ids that count up: the same replies get the same ids. */
export function createIds(): Ids {
  const taken = new Set<string>();
  let picks = 0;
  return {
    choice(id) {
      const wanted = id.toWellFormed();
      let given = roleOf(wanted)?.kind === 'choice' && choice.test(wanted) ? wanted : `0|${wanted}`;
      for (let next = 2; taken.has(given); next += 1) given = `${next}|${wanted}`;
      if (id === '' || given.length > maxCustomId) return undefined;
      taken.add(given);
      return given;
    },
    form(id) {
      const given = formCustomId({ form: id, message: '' });
      if (given === undefined || taken.has(given)) return undefined;
      taken.add(given);
      return given;
    },
    pick() {
      picks += 1;
      return `${pickPrefix}${picks}`;
    },
  };
}

/** The `custom_id` of the button that shows an answer to the channel. */
export function shareId(key: string): string {
  return `${sharePrefix}${key}`;
}

/** What a `custom_id` is for; undefined for one that is not ours. */
export function roleOf(customId: string): Role | undefined {
  const form = readFormCustomId(customId);
  if (form !== undefined) return { kind: 'form', form: form.form };
  if (customId.startsWith(sharePrefix)) return { kind: 'share', key: customId.slice(sharePrefix.length) };
  if (customId.startsWith(pickPrefix)) return { kind: 'pick' };
  const id = customId.replace(numbered, '');
  return id !== customId || choice.test(customId) ? { kind: 'choice', id } : undefined;
}
