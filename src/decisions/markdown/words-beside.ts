/** No title is longer. */
const longest = 120;

/** What ends the name of a record that stands beside its number. */
const end = /[\n;|,.()[\]<>"“”«»]/;

/**
 * The words by which a number is called where it stands: "ADR-34 (Use Kafka)", "ADR-34: Use Kafka", "Use Kafka (ADR-34)".
 * Empty where none are beside it.
 * @param before what stands before the number, back to what is named there
 * @param behind what stands behind it, up to what is named next
 */
export function wordsBeside(before: string, behind: string): string {
  const next = behind.slice(0, longest).replace(/^[\s*_`)\]]*[:(–—"'“„«[-]*\s*/, '');
  const [said = ''] = next.split(end, 1);
  if (/\p{L}/u.test(said)) return said.trim();
  const [, own = ''] = /([^\n;|,.()[\]<>]{1,120})\s*[(–—:-]\s*$/.exec(before.slice(-longest)) ?? [];
  return own.trim();
}
