import { z } from 'zod';

/** What was done last for somebody, and what is open: the same words mean another thing after an answer than in a walk. */
export const threadStateSchema = z.strictObject({
  previous: z.enum(['none', 'ask', 'advise', 'record', 'decisions', 'offer', 'help', 'smalltalk', 'clarify']),
  /** A walk that waits for an answer, or has recommended; one's own or a team's. */
  walk: z.enum(['none', 'open', 'decided', 'team-open', 'team-decided']),
  /** Whether a record was spoken of. */
  record: z.boolean(),
});

export type ThreadState = z.infer<typeof threadStateSchema>;
