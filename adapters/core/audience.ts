import { type Audience, audienceOf } from '../../src/conversation/audience.ts';
import type { Chose, Commanded, Setting } from '../../src/event.ts';

/** What arrived from a chat platform, as far as it decides who reads the answer. */
export type Arriving = { readonly ephemeral: boolean } & (
  | Pick<Commanded, 'kind' | 'name' | 'given'>
  | Pick<Chose, 'kind' | 'choices'>
  | {
      readonly kind:
        | 'said'
        | 'overheard'
        | 'submitted'
        | 'shared'
        | 'unread'
        | 'wanted-form'
        | 'from-message'
        | 'linked'
        | 'opened';
    }
);

/** Who noticed something: commands, forms and what stands in a message for one person are seen by nobody else. */
export function settingOf(
  { kind, ephemeral }: Pick<Arriving, 'kind' | 'ephemeral'>,
  isDirect: boolean,
): Setting {
  if (isDirect) return 'direct';
  switch (kind) {
    case 'said':
    case 'overheard':
    case 'shared':
    case 'unread':
    case 'linked':
      return 'open';
    case 'chose':
      return ephemeral ? 'quiet' : 'open';
    case 'commanded':
    case 'submitted':
    case 'wanted-form':
    case 'from-message':
    case 'opened':
      return 'quiet';
  }
}

/** Who reads what comes of it, before anything has come of it. */
export function audienceFor(arriving: Arriving, setting: Setting): Audience {
  switch (arriving.kind) {
    case 'said':
    case 'overheard':
    case 'submitted':
      return audienceOf({ kind: arriving.kind, setting });
    case 'commanded':
      return audienceOf({ kind: 'commanded', name: arriving.name, given: arriving.given, setting });
    case 'chose':
      return audienceOf({ kind: 'chose', choices: arriving.choices, setting });
    case 'shared':
      return audienceOf({ kind: 'commanded', name: 'ask', given: {}, setting });
    case 'linked':
      return 'channel';
    case 'unread':
    case 'wanted-form':
    case 'from-message':
    case 'opened':
      return 'asker';
  }
}
