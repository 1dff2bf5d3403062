import type { Random } from './random.ts';
import { anyText } from './texts.ts';

/** Commands that neither listen, ask a platform, nor wait for a person; those run as processes (processes.ts). */
const commands: readonly (readonly string[])[] = [
  ...'propose edit submit list show search accept approve reject withdraw deprecate supersede amend relate due history verify export import fly'
    .split(' ')
    .map((name) => ['adr', name]),
  ...['list', 'create', 'bind', 'set', 'x'].map((name) => ['adr', 'log', name]),
  ['adr'],
  ['backup'],
  ['slack', 'manifest'],
  ['slack'],
  ['discord', 'register'],
  ['knowledge', 'gaps'],
  ['help'],
  ['fly'],
  [],
];
/** These load the knowledge each time, so they are rarer. */
const slow: readonly (readonly string[])[] = [
  ['ask'],
  ['advise'],
  ['knowledge', 'check', 'in'],
  ['doctor'],
  ['adr', 'propose', '--title'],
];

const options =
  '--json --log --as --workspace --title --context --decision --option --driver --consequence --tag --decider --review-by --from-file --draft --supersedes --partial --status --person --after --before --reason --by --format --dry-run --quorum --deciders --visibility --topic --brief --set --weights --candidates --topics --mode --url --only --help --version -h --'.split(
    ' ',
  );
const values = [
  '1',
  '2',
  '12',
  '-1',
  '0',
  '1.5',
  'adr-1',
  '999999999',
  '99999999999',
  'Use Go',
  'decisions',
  'shop/web',
  'a/../b',
  '2026-03-01',
  '2026-02-30',
  'accepted',
  'madr',
  'nygard',
  'open',
  'members',
  'database',
  'language=python',
  'performance=5',
  'http',
  'https://a.example',
  '.',
  'in',
  'out',
  'pipe',
  'missing/file',
  'in/0001-x.md',
  'file.json',
  '/dev/null',
  '/proc/none',
  '/dev/zero',
];

/** Lines that mean something: N is a number, T a text, L a log, P a path, D a day. */
const meant = `adr propose --title T --context T --decision T --option T --tag T
adr propose --title T --supersedes N --draft
adr propose --from-file P --log L
adr edit N --title T --driver T --review-by D
adr submit N
adr accept N --as T
adr approve N --log L
adr reject N --reason T
adr withdraw N
adr deprecate N --reason T
adr supersede N --by N
adr amend N T
adr relate N N
adr list --tag T --status accepted --after D
adr list --json --person T
adr show N --json
adr search T T
adr history N
adr verify
adr export P --format nygard
adr export out --log L
adr import P --dry-run
adr import P --log L
adr log create L
adr log set L --quorum N --deciders T
adr log bind L T
backup P
slack manifest --mode http --url T
knowledge gaps --workspace T`
  .split('\n')
  .map((line) => line.split(' '));

/** A command line that somebody could type. What it writes goes into the folder that it is run in. */
export function anyCommandLine(random: Random): string[] {
  if (random.oneIn(2)) return ownImports(random.pick(meant).map((word) => filledIn(random, word)));
  const command = random.oneIn(60) ? random.pick(slow) : random.pick(commands);
  const rest = Array.from({ length: random.below(7) }, () =>
    random.pick([
      random.pick(options),
      random.pick(values),
      random.pick(values),
      harmless(anyText(random, 20_000)),
    ]),
  );
  return ownImports([...command, ...rest].filter((word) => word !== '-'));
}

/** What was exported is not imported: there would be more of it with every round, and its time is nobody's fault. */
function ownImports(args: string[]): string[] {
  if (args.includes('import')) return args.map((word) => (/^\.?(?:out)?$/.test(word) ? 'in' : word));
  return args.includes('export')
    ? args.map((word) => (/^(?:\.|in|missing.*)$/.test(word) ? 'out' : word))
    : args;
}

function filledIn(random: Random, word: string): string {
  switch (word) {
    case 'N':
      return random.oneIn(5) ? random.pick(values) : String(1 + random.below(12));
    case 'T':
      return harmless(anyText(random, 20_000)).replace(/^-$/, 'x');
    case 'L':
      return random.pick(['decisions', 'shop/web', 'shop', 'A', harmless(anyText(random, 200))]);
    case 'P':
      return random.pick([
        'in',
        'out',
        'pipe',
        'file.json',
        'in/0001-x.md',
        'missing/x',
        '.',
        '',
        '/dev/null',
        '/dev/zero',
      ]);
    case 'D':
      return random.pick(['2026-03-01', '2026-02-30', '9999-12-31', 'soon']);
    default:
      return word;
  }
}

/** No argument holds U+0000, and no path leads out of the folder. */
function harmless(text: string): string {
  return text.replaceAll('\u0000', '').replaceAll('/', '').replaceAll('..', '').toWellFormed();
}
