import type { Kysely } from 'kysely';
import type { Tables } from '../database/schema.ts';
import { readTemplate, type Template } from './markdown/template.ts';
import type { Log } from './record.ts';
import { findLog } from './rows.ts';

/** The templates of logs, by the names of these; those that have none are written as everybody else's. */
export function templatesOf(logs: readonly Pick<Log, 'name' | 'template'>[]): ReadonlyMap<string, Template> {
  return new Map(
    logs.flatMap(({ name, template }): [string, Template][] =>
      template === null ? [] : [[name, readTemplate(template, `the template of ${name}`)]],
    ),
  );
}

/** The template of one log; undefined where it has none, or is not there. */
export async function templateOf(
  db: Kysely<Tables>,
  { workspace, log }: { readonly workspace: string; readonly log: string },
): Promise<Template | undefined> {
  const row = await findLog(db, workspace, log);
  return row === undefined ? undefined : templatesOf([row]).get(log);
}
