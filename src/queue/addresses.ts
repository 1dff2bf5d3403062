import { z } from 'zod';
import { AdvisorError } from '../errors.ts';

/** Longer than any platform's ids and keys. */
const maxId = 500;
const id = z.string().min(1).max(maxId);

/** Where an arrival comes from, and how it is told from others. */
export const arrivalSchema = z.object({
  platform: id,
  workspace: id,
  key: id,
  conversation: id,
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});

/** Where a message goes, and how it is told from others. */
export const addressSchema = z.object({ platform: id, workspace: id, channel: id, dedupe: id });

/** What fits a schema. @throws AdvisorError `invalid` naming the field. */
export function checked<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AdvisorError('invalid', `${issue?.path.join('.') ?? 'value'}: ${issue?.message ?? 'not valid'}`);
}
