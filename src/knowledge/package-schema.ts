import { z } from 'zod';
import { idSchema } from './field-schemas.ts';

const names = z.array(z.string().min(1).max(200)).max(200).default([]);

/** Packages and images of containers by which a technology comes into a repository; each stands with one technology. */
export const packagesSchema = z
  .strictObject({
    id: idSchema,
    /** What it is: things of one kind are taken in the place of each other. */
    kind: idSchema,
    /** The entry that it is; else its name. */
    entry: idSchema.optional(),
    name: z.string().min(1).max(80).optional(),
    /** A name that ends in a slash and a star is a whole scope. */
    npm: names,
    pypi: names,
    /** Modules' paths, without a major version at their end. */
    go: names,
    crates: names,
    gems: names,
    /** Without a tag; without a registry where it is Docker Hub's. */
    images: names,
  })
  .refine(({ entry, name }) => (entry === undefined) !== (name === undefined), {
    message: 'either an entry or a name',
    path: ['entry'],
  });

export type TechnologyPackages = z.infer<typeof packagesSchema>;
