/** A link in markdown: its words and its address. */
const links = /\[((?:[^[\]\\\n]|\\[^\n]){1,300})\]\((https?:\/\/[^\s()<>]{1,2000})\)/g;

/** What is said without the addresses of its links, to be read: an address says nothing of what is meant. */
export function withoutAddresses(text: string): string {
  return text.replace(links, (_whole, words: string) => plain(words));
}

/** Words that were read with {@link withoutAddresses}, with the links that the text has for them: they are to be kept. */
export function withAddresses(words: string, text: string): string {
  let kept = words;
  for (const [link, label = ''] of text.matchAll(links)) {
    const at = kept.indexOf(plain(label));
    if (at >= 0 && !kept.includes(link))
      kept = `${kept.slice(0, at)}${link}${kept.slice(at + plain(label).length)}`;
  }
  return kept;
}

function plain(label: string): string {
  return label.replace(/\\(.)/g, '$1');
}
