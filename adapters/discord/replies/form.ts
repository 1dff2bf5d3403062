import type { FormReply } from '../../../src/reply.ts';
import { button, rowOf } from '../components/buttons.ts';
import type { Ids } from '../components/ids.ts';
import { accents, type Card, headed, maxName, named, subtext } from '../components/parts.ts';
import { md, words } from '../escape.ts';

/**
 * A form in a message: only a press or a command can open a modal, so this is a button that opens it.
 * Where there is one of those, open the form at once and leave this out.
 */
export function renderForm({ id, title, fields }: FormReply, ids: Ids): Card {
  const names = fields.map(({ label }) => label);
  const asked = names.length === 0 ? [] : [subtext(md`It asks for: ${named(names, shownFields, ' · ')}`)];
  const customId = ids.form(id);
  const open = customId === undefined ? [] : [rowOf([button(customId, 'Open the form', 'primary')])];
  return { accent: accents.neutral, parts: [...headed(words(title, maxName), asked), ...open] };
}

const shownFields = 20;
