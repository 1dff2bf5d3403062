import type { z } from 'zod';
import { listSettings, type Setting } from './declare.ts';

/** Settings that belong together, with the name that pages give them. */
export interface SettingGroup {
  readonly title: string;
  readonly schema: z.ZodObject;
}

/** The page of all settings: a table for each group, in markdown. */
export function settingTables(groups: readonly SettingGroup[]): string {
  return groups.map(({ title, schema }) => `## ${title}\n\n${table(listSettings(schema))}`).join('\n\n');
}

const head = '| name | meaning | form | default | secret |\n| --- | --- | --- | --- | --- |';

function table(settings: readonly Setting[]): string {
  return [head, ...settings.map(row)].join('\n');
}

function row({ name, meaning, form, usual, otherwise, isSecret }: Setting): string {
  // What the schema says is a value; what words say stands as it is.
  const value = usual === 'none' || usual === otherwise ? usual : `\`${usual}\``;
  const cells = [`\`${name}\``, meaning, form, value, isSecret === true ? 'yes' : ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
