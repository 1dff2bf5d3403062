import { posix } from 'node:path';
import { readFileName } from './file-name.ts';

const markdown = /\.(?:md|markdown|mdx)$/i;

/** Whether a file is of the kind that is read. */
export function isMarkdown(name: string): boolean {
  return markdown.test(name);
}

/** Kinds of text in which others write records. */
const otherText = /\.(?:adoc|asciidoc|asc|rst|org|txt|textile|mediawiki|wiki)$/i;

/** The ending of a file in which somebody may have written a record; undefined for every other file. */
export function otherTextEnding(name: string): string | undefined {
  return otherText.exec(name)?.[0].toLowerCase();
}

/** Pictures, data, code and pages of a site: nobody takes them for records. */
const noText =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|mp4|webm|drawio|dio|puml|plantuml|pu|iuml|mmd|mermaid|dot|gv|excalidraw|vsdx?|graffle|fig|sketch|pptx?|xlsx?|ods|odp|xml|xsd|jsonc?|jsonl|ya?ml|toml|ini|cfg|conf|properties|env|csv|tsv|lock|log|html?|css|s[ac]ss|less|[cm]?[jt]sx?|vue|svelte|py|ipynb|rb|go|rs|java|kts?|scala|cs|fs|c|h|cc|cpp|hpp|swift|php|pl|ex|exs|erl|hs|clj|lua|r|sh|bash|zsh|ps1|bat|cmd|sql|tf|tfvars|hcl|proto|graphql|gradle|sum|mod|zip|tar|gz|tgz|bz2|xz|7z|jar|woff2?|ttf|otf|eot|db|sqlite3?)$/i;

/**
 * Files that may be records and are not read, as they are no markdown: called like records, or beside some that are. A
 * file beside its own markdown is a copy of it.
 */
export function mistakable(paths: readonly string[]): { file: string; reason: string }[] {
  const read = paths.filter(isMarkdown);
  const originals = new Set(read.map(stem));
  const ofRecords = new Set(read.filter(isCalled).map((path) => posix.dirname(path)));
  return paths
    .filter((path) => !isMarkdown(path) && !noText.test(path) && !originals.has(stem(path)))
    .filter((path) => isCalled(path) || ofRecords.has(posix.dirname(path)))
    .map((file) => ({ file, reason: whyNot(posix.extname(file)) }));
}

function whyNot(ending: string): string {
  return ending === ''
    ? 'its name has no ending; what ends with .md is read'
    : `not markdown (${ending.slice(0, 20)})`;
}

/** A path up to the first point of the file's name: "a/0001-x" of "a/0001-x.md.bak". */
function stem(path: string): string {
  return posix.join(posix.dirname(path), posix.basename(path).split('.', 1)[0] ?? '').toLowerCase();
}

/** Whether a file is called as records are: by a number or a day. */
function isCalled(path: string): boolean {
  const { number, date, period } = readFileName(posix.basename(path));
  return number !== null || date !== null || period !== undefined;
}
