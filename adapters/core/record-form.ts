import { withoutAddresses } from '../../src/conversation/meaning/links.ts';
import { titleOf } from '../../src/conversation/meaning/proposals.ts';
import { proposalForm } from '../../src/conversation/proposal-form.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Said } from '../../src/event.ts';
import type { Field, FormReply } from '../../src/reply.ts';
import { clip, headOf } from '../view/clip-text.ts';
import { numberOf } from './form-number.ts';

/**
 * A proposal's form, prefilled from a message and the names of who spoke around it.
 * `said` is the message as if whoever records it had said it where it stands; `key` tells this request from all others.
 */
export async function proposalFrom(
  services: Services,
  said: Said,
  key: string,
  names: readonly string[],
): Promise<FormReply> {
  const form = await proposalForm(said, services, numberOf(key));
  return { ...form, fields: form.fields.map((field) => filled(field, services, said.text, names)) };
}

function filled(field: Field, services: Services, text: string, names: readonly string[]): Field {
  const plain = withoutAddresses(text);
  const noticed = services.notice(plain);
  const value = (() => {
    switch (field.name) {
      case 'title':
        return noticed?.title ?? (plain === '' ? '' : titleOf(plain));
      case 'decision':
        return text;
      case 'context':
        return names.length === 0 ? '' : `From a conversation of ${names.join(', ')}.`;
      case 'options':
        return [...(noticed?.chosen ?? []), ...(noticed?.rejected ?? [])].join('\n');
      default:
        return field.value;
    }
  })();
  return { ...field, value: fitting(value, field) };
}

const cut =
  '…\n\n(Cut here: there is no room in this field for the rest of the message. It stands where it was written.)';

/** What a field has room for; nobody loses the end of a text unawares. */
function fitting(value: string, { type, maxLength }: Field): string {
  if (value.length <= maxLength) return value;
  if (type !== 'text' || maxLength <= cut.length) return clip(value, maxLength);
  return `${headOf(value, maxLength - cut.length).trimEnd()}${cut}`;
}
