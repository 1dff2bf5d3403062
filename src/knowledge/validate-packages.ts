import type { Report } from './fault.ts';
import type { TechnologyPackages } from './package-schema.ts';

const ecosystems = ['npm', 'pypi', 'go', 'crates', 'gems', 'images'] as const;

/** Each package brings in one technology, and an entry that is named is there. */
export function checkPackages(
  packages: readonly TechnologyPackages[],
  entries: ReadonlySet<string>,
  report: Report,
): void {
  const seen = new Map<string, string>();
  for (const technology of packages) {
    const { entry } = technology;
    if (entry !== undefined && !entries.has(entry))
      report(technology, 'entry', `the id of an entry; "${entry}" is unknown`);
    for (const ecosystem of ecosystems)
      for (const [at, name] of technology[ecosystem].entries()) {
        const key = `${ecosystem} ${name.toLowerCase()}`;
        const other = seen.get(key);
        if (other !== undefined)
          report(
            technology,
            `${ecosystem}[${at}]`,
            `a package of one technology; "${name}" stands with ${other} too`,
          );
        seen.set(key, technology.id);
      }
  }
}
