import { z } from 'zod';
import { AdvisorError } from '../errors.ts';

/** How a payload is stored: with the version of its form, so that a program knows what it cannot read. */
const envelopeSchema = z.strictObject({ version: z.literal(1), body: z.unknown() });

/** Longer than any message of any platform; what is larger is a mistake or an attack. */
const maxPayload = 1_000_000;

/** A payload as it is stored. @throws AdvisorError `invalid` when it is not what the schema says, or too large. */
export function seal<Payload>(payload: Payload, schema: z.ZodType<Payload>): string {
  const text = JSON.stringify({ version: 1, body: payload });
  if (text.length > maxPayload) {
    throw new AdvisorError('invalid', `a payload has at most ${maxPayload} characters`);
  }
  // What is read later is what JSON makes of it, so that is what has to fit.
  unseal(text, schema);
  return text;
}

/** A stored payload. @throws AdvisorError `invalid` when it is damaged or of another version. */
export function unseal<Payload>(text: string, schema: z.ZodType<Payload>): Payload {
  const envelope = envelopeSchema.safeParse(parseJson(text));
  if (!envelope.success) throw unreadable(envelope.error);
  const payload = schema.safeParse(envelope.data.body);
  if (!payload.success) throw unreadable(payload.error);
  return payload.data;
}

/** A stored payload, or undefined when it cannot be read. */
export function readable<Payload>(text: string, schema: z.ZodType<Payload>): Payload | undefined {
  try {
    return unseal(text, schema);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says where it does not fit and never what it holds: a payload may hold secrets. */
function unreadable(error: z.ZodError): AdvisorError {
  const [issue] = error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return new AdvisorError('invalid', `the payload cannot be read${where}`, { cause: error });
}
