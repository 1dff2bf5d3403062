import type { Button, KnownBlock } from '@slack/types';
import type { FormReply } from '../../../src/reply.ts';
import type { Ids } from '../blocks/ids.ts';
import { contexts, maxName, sections } from '../blocks/section.ts';
import { plainText } from '../blocks/text.ts';
import { bold, joined, md, words } from '../escape.ts';
import { maxButtonText, maxButtonValue } from '../limits.ts';
import type { Rendered } from '../message.ts';

/**
 * A form in a message: a modal needs a `trigger_id`, which only a press or a command brings, so this is a button that opens it.
 * Where there is one, open the form at once and leave this out.
 */
export function renderForm({ id, title, fields }: FormReply, ids: Ids): Rendered {
  const names = fields.slice(0, shownFields).map(({ label }) => words(label, 100));
  const asked = names.length === 0 ? [] : contexts([md`It asks for: ${joined(names, ' · ')}`]);
  const blocks: KnownBlock[] = [...sections([bold(title, maxName)]), ...asked];
  if (id === '' || id.length > maxButtonValue) return { blocks };
  const button: Button = {
    type: 'button',
    action_id: ids.next('form'),
    text: plainText('Open the form', maxButtonText),
    style: 'primary',
    value: id,
  };
  return { blocks: [...blocks, { type: 'actions', elements: [button] }] };
}

const shownFields = 20;
