// Says of package-lock.json whether every package in it comes from the npm registry and is locked by its hash.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const registry = 'https://registry.npmjs.org/';

const entrySchema = z.looseObject({
  version: z.string().optional(),
  /** Another name than its folder's. */
  name: z.string().optional(),
  /** Left out by npm where it is the registry's own address for this name and version. */
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  /** It came within another package, whose hash covers it. */
  inBundle: z.boolean().optional(),
});
const lockSchema = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), entrySchema),
});

/** What is wrong with a lock file, a line each; empty where nothing is. */
export function lockFaults(lock: unknown): string[] {
  const read = lockSchema.safeParse(lock);
  if (!read.success)
    return ['it is no lock file of version 3; make it anew with: npm install --package-lock-only'];
  return Object.entries(read.data.packages).flatMap(([folder, entry]) => {
    const fault = folder === '' ? undefined : faultOf(folder, entry);
    return fault === undefined ? [] : [`${folder}: ${fault}`];
  });
}

function faultOf(folder: string, entry: z.infer<typeof entrySchema>): string | undefined {
  const { resolved, integrity = '', version = '', link = false, inBundle = false } = entry;
  if (link) return 'it is a link, not a package';
  if (inBundle) return undefined;
  const name = entry.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const file = name.slice(name.indexOf('/') + 1);
  const own = `${registry}${name}/-/${file}-${version}.tgz`;
  if (resolved !== undefined && resolved !== own) return `it comes from ${resolved}, not from ${own}`;
  return /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) ? undefined : 'it has no integrity by sha512';
}

if (import.meta.main) {
  const faults = lockFaults(
    JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')),
  );
  for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
