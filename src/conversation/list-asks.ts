import { z } from 'zod';
import { statuses } from '../decisions/record.ts';

/** What a list of records is of: asked again it is made anew, as whoever asks may see it then. */
export const listAskSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('list'),
    status: z.array(z.enum(statuses)).readonly(),
    tag: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('due'), of: z.enum(['all', 'reviews']) }),
  z.object({
    kind: z.literal('found'),
    words: z.string(),
    asks: z.enum(['why', 'when', 'who', 'status', 'ruled-out', 'what']),
  }),
  z.object({ kind: z.literal('ruled-out') }),
]);

export type ListAsk = z.infer<typeof listAskSchema>;
