/** Where packages come from, as `affects` and the data of packages call it. */
export const ecosystems = [
  'npm',
  'pypi',
  'go',
  'crates',
  'gems',
  'image',
  'maven',
  'nuget',
  'composer',
  'hex',
] as const;
export type Ecosystem = (typeof ecosystems)[number];

/** A package by its ecosystem and the name that it has there. */
export interface PackageName {
  readonly ecosystem: Ecosystem;
  readonly name: string;
}

/** A package, or an image of a container, that a change touches. */
export interface TouchedPackage extends PackageName {
  readonly file: string;
  /** Where it stands in the file as it is now; null where that is not known, or where it went. */
  readonly line: number | null;
  /** `comes`: the change brings it in; `stays`: only its version changes, or where it stands. */
  readonly how: 'comes' | 'goes' | 'stays';
}

/** What a change touches: paths from the repository's root, with `/`. */
export interface Change {
  readonly files: readonly string[];
  readonly packages: readonly TouchedPackage[];
}
