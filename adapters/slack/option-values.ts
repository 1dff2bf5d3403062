/** Ids of options, as values that Slack takes. */
export interface OptionValues {
  /** What all the ids begin with; it travels once, beside the options. */
  readonly prefix: string;
  /** What is left of each id, in their order. */
  readonly values: readonly string[];
}

/**
 * Ids as options' values. An id has up to 100 characters, a value 75. Options of one question begin alike
 * (`w:12:o:database-need=`), so where an id is too long for a value all lose what they have in common, which goes into the
 * value of the button that sends them, or into the `action_id` of a form's field. Undefined where that is not enough, or
 * where half a sign would not come back.
 */
export function optionValues(ids: readonly string[], max: number): OptionValues | undefined {
  const prefix = ids.every((id) => id.length <= max) ? '' : commonStart(ids);
  const values = ids.map((id) => id.slice(prefix.length));
  const fits = (value: string) => value !== '' && value.length <= max && value.isWellFormed();
  return prefix.isWellFormed() && values.every(fits) ? { prefix, values } : undefined;
}

/** What all begin with, short of the whole of any: a value is never empty. */
function commonStart(ids: readonly string[]): string {
  const [first = ''] = ids;
  const shortest = Math.min(...ids.map((id) => id.length)) - 1;
  let length = 0;
  while (length < shortest && ids.every((id) => id[length] === first[length])) length += 1;
  // A pair of surrogates stays together: half a sign does not survive the way to Slack and back.
  return first.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
