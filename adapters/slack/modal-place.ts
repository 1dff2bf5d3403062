import { z } from 'zod';
import { maxPrivateMetadata } from './limits.ts';

/** Where a modal was opened, so that what is sent in goes back there; `form` says which one it is. */
const placeSchema = z.object({
  form: z.string(),
  channel: z.string(),
  thread: z.string().default(''),
  /** The message that it is about, and where that can be read; empty where it is about none. */
  message: z.string().default(''),
  permalink: z.string().default(''),
});

export type Place = z.infer<typeof placeSchema>;

/** A place as `private_metadata`. An address that is too long is left out; the ids of Slack never are. */
export function placeText(place: Place): string {
  const text = JSON.stringify(place);
  if (text.length <= maxPrivateMetadata) return text;
  const shorter = JSON.stringify({ ...place, permalink: '' });
  if (shorter.length > maxPrivateMetadata) throw new RangeError("a modal's place is too long to send along");
  return shorter;
}

/** Reads `private_metadata`; undefined for anything that is not ours. */
export function readPlace(text: string): Place | undefined {
  try {
    const read = placeSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
