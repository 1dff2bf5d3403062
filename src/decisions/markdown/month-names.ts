import { fold } from './fold.ts';
import { languages, listed } from './languages/all.ts';

const numberOf = new Map(
  languages.flatMap(({ months }) =>
    listed(months).flatMap((names, at) => names.split('|').map((name) => [name, at + 1] as const)),
  ),
);

/** The number of a month by its name or short form in whatever language; 0 where it is none. */
export function monthOf(name: string | undefined): number {
  return numberOf.get(fold(name ?? '').replace(/\.$/, '')) ?? 0;
}
