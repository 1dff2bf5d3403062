/** Names as a sentence has them: "A, B and C". */
export function listNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Words as a sentence, with a capital and a stop. */
export function asSentence(text: string): string {
  const words = text.trim();
  const whole = words.slice(0, 1).toUpperCase() + words.slice(1);
  return whole === '' || /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}

/** ", because X", where a reason was told; nothing where none was. */
export function because(reason: string): string {
  return reason === '' ? '' : `, because ${reason.replace(/[.\s]+$/, '')}`;
}
