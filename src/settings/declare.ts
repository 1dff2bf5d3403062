import { z } from 'zod';

/** What is said of a setting; its schema gives the type and the default. */
export interface SettingDetails {
  /** What it is for. */
  readonly meaning: string;
  /** What it has to be, in words. */
  readonly form: string;
  /** It is never shown, and a file may hold it. */
  readonly isSecret?: true;
  /** What of a secret may be shown; nothing where it is left out. */
  readonly shown?: (value: string) => string;
  /** What holds where nothing is set and the schema has no default. */
  readonly otherwise?: string;
}

/** A setting as pages and commands show it. */
export interface Setting extends SettingDetails {
  /** Its name in the environment. */
  readonly name: string;
  /** What holds where nothing is set, in words. */
  readonly usual: string;
}

const details = z.registry<SettingDetails>();

/** Makes a schema a setting, and returns it. */
export function setting<Schema extends z.ZodType>(schema: Schema, said: SettingDetails): Schema {
  details.add(schema, said);
  return schema;
}

/** A secret of a length that somebody could have typed or pasted. */
export function secretSetting(meaning: string) {
  const schema = z.string().min(8, 'at least 8 characters').max(1_000, 'at most 1000 characters').optional();
  return setting(schema, { meaning, form: '8 to 1000 characters', isSecret: true });
}

/** A whole number within bounds. */
export function numberSetting(
  meaning: string,
  { least, most, usual, of }: { least: number; most: number; usual: number; of?: string },
) {
  const form = `${of === undefined ? 'a number' : of}, ${least} to ${most}`;
  const schema = z.coerce.number(form).int(form).min(least, form).max(most, form).default(usual);
  return setting(schema, { meaning, form });
}

/** All settings of a schema in their order. @throws RangeError for one of which nothing was said. */
export function listSettings(schema: z.ZodObject): readonly Setting[] {
  return Object.entries(schema.shape).map(([name, one]) => {
    const said = one instanceof z.ZodType ? details.get(one) : undefined;
    if (!(one instanceof z.ZodType) || said === undefined)
      throw new RangeError(`nothing was said of the setting ${name}`);
    const usual = one.safeParse(undefined).data;
    return { name, usual: usual === undefined ? (said.otherwise ?? 'none') : String(usual), ...said };
  });
}
