import { temporaryFolder } from './folder.ts';
import { imported } from './imported.ts';

/** What stands below the title of a record that is accepted. */
export const acceptedBody = '\n\n## Status\n\nAccepted\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';

/** Records 1 to 9 and these files, imported: what each of these is linked to, and what is told. */
export async function linked(files: Record<string, string>) {
  const others = Array.from({ length: 9 }, (_, at): [string, string] => [
    `000${at + 1}-r${at + 1}-of-it.md`,
    `# ${at + 1}. R${at + 1}${acceptedBody}`,
  ]);
  const { records, result } = await imported(temporaryFolder({ ...Object.fromEntries(others), ...files }));
  const links = Object.fromEntries(
    records
      .filter(({ file }) => file !== null && file in files)
      .map(({ file, links: own }) => [file, own.map(({ kind, number }) => `${kind} ${number}`).sort()]),
  );
  return { links, warnings: result.warnings };
}

/** What records with these sections are linked to, in their order. */
export async function linksOf(sections: readonly string[]) {
  const names = sections.map((_, at) => `${at + 101}-x.md`);
  const { links, warnings } = await linked(
    Object.fromEntries(sections.map((one, at) => [names[at] ?? '', `# X${acceptedBody}\n\n${one}\n`])),
  );
  return { links: names.map((name) => links[name]), warnings };
}
