import type { DecisionRecord } from '../../../src/decisions/record.ts';
import type { RenderContext } from '../../chat/context.ts';
import { maxLine, maxName } from '../components/parts.ts';
import { line, link, type Marked, md, strong, words } from '../escape.ts';

/** `partially supersedes 7 in decisions` */
export function linkLine(
  { kind, log, number, partial }: DecisionRecord['links'][number],
  { recordAddress }: RenderContext,
): Marked {
  const name = link(recordAddress?.({ log, number }) ?? '', String(number), maxName);
  return md`${partial ? 'partially ' : ''}${kind.replace('-', ' ')} ${name} in ${words(log, 100)}`;
}

/** An option with what speaks for and against it. */
export function optionLine({ name, pros, cons }: DecisionRecord['options'][number]): Marked {
  const points = [...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)];
  const told = points.length === 0 ? md`` : md`. ${line(points.join('; '), maxLine)}`;
  return md`${strong(line(name, maxName))}${told}`;
}

/** Who had which part in it. */
export function people({ deciders, consulted, informed }: DecisionRecord): Marked[] {
  const roles = Object.entries({ Deciders: deciders, Consulted: consulted, Informed: informed });
  return roles
    .filter(([, names]) => names.length > 0)
    .map(([role, names]) => md`${role}: ${words(names.join(', '), maxLine)}`);
}

/** Where it came from, and what was said there. */
export function evidenceLine({ kind, url, excerpt }: DecisionRecord['evidence'][number]): Marked {
  const said = excerpt === '' ? md`` : md`: “${words(excerpt, maxLine / 2)}”`;
  return md`${link(url, kind, 100)}${said}`;
}
