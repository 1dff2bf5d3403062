import type { Random } from './random.ts';

const words = [
  ...'postgres mysql fastapi django redis kafka what is the GIL vs why did we choose help us a database'.split(
    ' ',
  ),
  ...'record that we use because instead of accept reject withdraw supersede 1 2 12 by amend undo edit'.split(
    ' ',
  ),
  ...'decided to team 5 people 100 ms 10GB yes no not help hello list decisions due /adr /ask /advise'.split(
    ' ',
  ),
];

const nasty = [
  '',
  ' ',
  '\u0000',
  '\u200b',
  '\u202e',
  '\ud800',
  '\udfff\ud83d',
  '\u2028',
  '\uE000pU1\uE001',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(20),
  '<@U0ANN1>',
  '<@123456789012345678>',
  '<#C0GENERAL|x>',
  '<!channel>',
  '<https://a.example/?x=1&amp;y|the wiki>',
  '[the wiki](https://wiki.example)',
  '<t:99999999999999:R>',
  '&amp;lt;',
  '@everyone',
  '"quoted"',
  "it's",
  '`code`',
  '```',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '-1',
  '0',
  '1e400',
  '999999999999999999999',
  'NaN',
  '2026-02-30',
  '9999-12-31',
  '; drop table records;',
  '{"a":1}',
  '%s%n',
  '\u001b[2J',
  'a\r\nb',
];

const repeated = [
  'a',
  ' ',
  '*a_ ',
  '[',
  '(',
  '>',
  '> ',
  '- ',
  '`',
  '"',
  '\n',
  '\\',
  '!',
  '#',
  '|',
  '\t',
  '1,',
  'go vs ',
  'and ',
  'e\u0301',
  '👍',
  '<@',
  '&',
  '/',
  '.',
  'because ',
];

/** A text of any kind: words, what somebody could trip over, or one sign a great many times. */
export function anyText(random: Random, longest = 60_000): string {
  switch (random.below(6)) {
    case 0:
      return random.pick(nasty);
    case 1:
      return random.oneIn(8)
        ? random
            .pick(repeated)
            .repeat(1 + random.below(longest))
            .slice(0, longest)
        : random.pick(repeated).repeat(1 + random.below(40));
    case 2:
      return Array.from({ length: random.below(30) }, () => String.fromCharCode(random.below(0x10000))).join(
        '',
      );
    case 3:
      return Array.from({ length: 1 + random.below(12) }, () => random.pick([...words, ...nasty])).join(
        random.pick([' ', '', '\n', ', ']),
      );
    default:
      return Array.from({ length: 1 + random.below(14) }, () => random.pick(words)).join(' ');
  }
}

/** Plain data of any shape, at times very deep. */
export function anyData(random: Random, depth = 0): unknown {
  if (depth === 0 && random.oneIn(40)) return deep(2_000 + random.below(20_000));
  switch (random.below(depth > 3 ? 5 : 7)) {
    case 0:
      return anyText(random, 2_000);
    case 1:
      return random.pick([0, -1, 1.5, 1e308, 2 ** 53, 20_000_000_000]);
    case 2:
      return random.pick([null, true, false]);
    case 3:
      return anyText(random, 100);
    case 4:
      return String(random.below(1_000));
    case 5:
      return Array.from({ length: random.below(4) }, () => anyData(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [anyText(random, 40), anyData(random, depth + 1)]),
      );
  }
}

function deep(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** The same data with a few of its values changed, left out or doubled. */
export function mutated(random: Random, value: unknown): unknown {
  if (random.oneIn(25)) return anyData(random, random.oneIn(4) ? 0 : 1);
  if (typeof value === 'string' && random.oneIn(6)) return anyText(random, 20_000);
  if (Array.isArray(value)) return value.map((one) => mutated(random, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] =>
      random.oneIn(40) ? [] : [[key, mutated(random, one)]],
    ),
  );
}
