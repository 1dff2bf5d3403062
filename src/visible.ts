/** What takes room at most, and shows nothing: fillers, blanks of braille, selectors. */
const blank = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u;

/** Whether there is nothing in a text that could be seen. */
export function isBlank(text: string): boolean {
  return blank.test(text);
}
