import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { root } from './knowledge/checkout.ts';

const packageSchema = z.object({ version: z.string() });

/** The version of this program, as its package.json says. */
export function ownVersion(): string {
  return packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}
