import { isMap, isNode, isScalar, parseDocument, stringify } from 'yaml';
import type { TextEdit } from './text-edit.ts';

/** Front matter where it is: its text, and what lies between the two rules. */
interface FrontPlace {
  readonly yaml: string;
  readonly from: number;
  readonly to: number;
}

function frontPlace(text: string): FrontPlace | undefined {
  const [all, yaml] = /^---[ \t]*\n([\s\S]*?\n)??---[ \t]*(?=\n|$)/.exec(text) ?? [];
  if (all === undefined) return undefined;
  const from = all.indexOf('\n') + 1;
  return { yaml: yaml ?? '', from, to: from + (yaml?.length ?? 0) };
}

/** Sets fields of the front matter, which is made where there is none; what is there beside them stays as it is written. */
export function frontEdit(text: string, fields: Readonly<Record<string, unknown>>): TextEdit {
  const place = frontPlace(text);
  if (place === undefined) {
    const yaml = yamlWith('', fields);
    return { from: 0, to: 0, text: yaml === '' ? '' : `---\n${yaml}---\n` };
  }
  return { from: place.from, to: place.to, text: yamlWith(place.yaml, fields) };
}

function yamlWith(yaml: string, fields: Readonly<Record<string, unknown>>): string {
  let written = yaml;
  for (const [name, value] of Object.entries(fields)) {
    const place = fieldPlace(written, name);
    if (place === undefined) {
      written = `${endedLine(written)}${yamlOf(name, value)}`;
      continue;
    }
    const [from, to] = place;
    const before = written.slice(from, to).replace(/^.*?:/, '');
    const isPlain = typeof value === 'string' && plainWord.test(value) && !/^\s*["'[{>|]/.test(before);
    written = `${written.slice(0, from)}${isPlain ? `${name}: ${value}\n` : yamlOf(name, value)}${written.slice(to)}`;
  }
  return written;
}

/** From where to where a field stands: whole lines. */
function fieldPlace(yaml: string, name: string): [number, number] | undefined {
  const { contents, errors } = parseDocument(yaml, { schema: 'failsafe', logLevel: 'silent' });
  // What is no YAML is taken line by line, as it is read.
  if (errors.length > 0 || !isMap(contents)) {
    const line = new RegExp(`^${escaped(name)}[ \\t]*:.*\\n`, 'm').exec(yaml);
    return line === null ? undefined : [line.index, line.index + line[0].length];
  }
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name);
  if (pair === undefined || !isScalar(pair.key)) return undefined;
  const from = pair.key.range?.[0] ?? 0;
  const end = (isNode(pair.value) ? pair.value.range?.[1] : undefined) ?? pair.key.range?.[1] ?? from;
  // The end of a list or of a text of several lines is the beginning of the next line.
  if (yaml[end - 1] === '\n') return [from, end];
  const line = yaml.indexOf('\n', end);
  return [from, line < 0 ? yaml.length : line + 1];
}

/** A value that needs no quotes; nothing that could be taken for a number or for yes or no. */
const plainWord = /^(?!(?:true|false|null|yes|no|on|off)$)\p{L}[\p{L} -]*$/iu;

function yamlOf(name: string, value: unknown): string {
  if (value === undefined) return '';
  return stringify(
    { [name]: value },
    { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' },
  );
}

function endedLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
