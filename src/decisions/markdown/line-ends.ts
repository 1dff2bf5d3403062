/** Words and signs with which a line leaves open what stands on the next one. */
const open =
  /(?:[,&+/(:–—]|(?<!\p{L})(?:and|or|as well as|both|by|of|to|on|from|in|with|the|und|oder|von|vom|durch|der|die|das|et|ou|par|de|la|le|y|e|o|por|del|da|dal|och|og|av|af|adrs?|rfcs?|decisions?|records?))[*_]*$/iu;
/** Words and signs with which a line goes on with the one before it. */
const further = /^(?:[,&+]|(?:and|or|as well as|plus|und|et|ou|y|och|og)\s)/i;

/** No statement is longer. */
const longest = 5_000;

/** Whether what one line of a paragraph says goes on in the next one, so that a list or a link is not cut in two. */
export function goesOn(line: string, next: string): boolean {
  if (line.length > longest || next.trim() === '') return false;
  return open.test(line.slice(-100).trimEnd()) || further.test(next) || isUnclosed(line);
}

function isUnclosed(line: string): boolean {
  return ['()', '[]'].some(([from = '', to = '']) => line.split(from).length > line.split(to).length);
}
