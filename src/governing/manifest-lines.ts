import type { Ecosystem, PackageName } from './change.ts';

/**
 * What a line of a file may name: packages of a manifest, a lock file or a source file's imports, images of containers. Lines
 * are read one by one, as a diff shows no more than some lines of a file. A word that is no package is told too (a key of
 * another section): nobody decides on it.
 */
export function packagesIn(file: string, line: string): readonly PackageName[] {
  if (line.length > longestLine) return [];
  const name = file.slice(file.lastIndexOf('/') + 1);
  return kinds
    .filter(({ files }) => files.test(name))
    .flatMap(({ ecosystem, lines, plain = (one: string) => one }) =>
      lines.flatMap((pattern) =>
        [...line.matchAll(pattern)].flatMap(([, found]) =>
          found === undefined ? [] : found.split(',').map((one) => ({ ecosystem, name: plain(one.trim()) })),
        ),
      ),
    )
    .filter((found) => found.name !== '');
}

/** Whether lines of a file may name packages. */
export function namesPackages(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return kinds.some(({ files }) => files.test(name));
}

/** Minified and generated lines are longer, and nobody declares anything in them. */
const longestLine = 2_000;

/** One kind of file: how it is called, and what in its lines names a package. */
interface Kind {
  readonly files: RegExp;
  readonly ecosystem: Ecosystem;
  /** The first group is a name, or several with commas between them. */
  readonly lines: readonly RegExp[];
  /** The name as the registry has it. */
  readonly plain?: (name: string) => string;
}

/** `import pg from 'pg/lib/x'` is of `pg`; what begins with a dot or `node:` is of nobody. */
function npmRoot(name: string): string {
  if (/^[./#~]|^node:|^@\/|^https?:/.test(name)) return '';
  return (/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? '').toLowerCase();
}

/** PyPI's names are the same with any of `-_.` between their words, in any case. */
function pypiName(name: string): string {
  return name
    .replace(/\s+as\s+.*$/, '')
    .replace(/[-_.]+/g, '-')
    .toLowerCase();
}

/** `from google.cloud import x` stays whole: which part names the package, its data say. */
function pythonModule(name: string): string {
  const [module = ''] = name.trim().split(/\s/);
  return module.startsWith('.') ? '' : pypiName(module);
}

function withoutMajor(name: string): string {
  return name.replace(/\/v\d+$/, '');
}

function crateName(name: string): string {
  return name.replaceAll('_', '-').toLowerCase();
}

/** `docker.io/library/redis:7@sha256:…` is `redis`. */
function imageName(name: string): string {
  const bare = name
    .replace(/^["']|["']$/g, '')
    .replace(/@sha256:.*$/, '')
    .replace(/:[^/]*$/, '');
  return bare
    .replace(/^(?:index\.|registry-1\.)?docker\.io\//, '')
    .replace(/^library\//, '')
    .toLowerCase();
}

/** What stands where a version stands. */
const version = String.raw`(?:[\^~<>=v*]|\d|latest|next|workspace:|npm:|file:|link:|catalog:|git|https?:|x\b)`;

const kinds: readonly Kind[] = [
  {
    files: /^package\.json$/,
    ecosystem: 'npm',
    lines: [new RegExp(String.raw`"((?:@[\w.~-]+\/)?[\w.~-]+)"\s*:\s*"${version}`, 'g')],
  },
  {
    files: /^(?:package-lock|npm-shrinkwrap)\.json$/,
    ecosystem: 'npm',
    lines: [/"(?:[^"]*\/)?node_modules\/((?:@[^/"]+\/)?[^/"]+)"\s*:/g],
  },
  { files: /^yarn\.lock$/, ecosystem: 'npm', lines: [/^"?((?:@[^@/\s"]+\/)?[^@\s"]+)@[^:]+.*:\s*$/g] },
  {
    files: /^pnpm-lock\.yaml$/,
    ecosystem: 'npm',
    lines: [/^\s+'?\/?((?:@[^@/'\s]+\/)?[^@/'\s]+)[@/]\d[^:]*:\s*$/g],
  },
  { files: /^bun\.lock$/, ecosystem: 'npm', lines: [/^\s*"((?:@[^/"]+\/)?[^/"]+)"\s*:\s*\[/g] },
  { files: /^deno\.jsonc?$/, ecosystem: 'npm', lines: [/"npm:\/?((?:@[^@/"]+\/)?[^@/"]+)/g] },
  {
    files: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/,
    ecosystem: 'npm',
    lines: [
      /\bfrom\s*['"]([^'"]+)['"]/g,
      /^\s*import\s*['"]([^'"]+)['"]/g,
      /\b(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)/g,
    ],
    plain: npmRoot,
  },
  {
    files: /^(?:.*requirements.*|constraints.*)\.(?:txt|in)$/,
    ecosystem: 'pypi',
    lines: [/^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~;@#].*)?$/g],
    plain: pypiName,
  },
  {
    files: /^(?:pyproject\.toml|setup\.cfg|setup\.py|Pipfile)$/,
    ecosystem: 'pypi',
    lines: [
      /(?:^\s*|[[,]\s*)["']([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*(?:[=<>!~;@( ][^"']*)?["']/g,
      new RegExp(String.raw`^\s*"?([A-Za-z0-9][\w.-]*)"?\s*=\s*(?:["']${version}|\{)`, 'g'),
      /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*[=<>!~]=/g,
    ],
    plain: pypiName,
  },
  {
    files: /^(?:poetry|uv|pdm)\.lock$/,
    ecosystem: 'pypi',
    lines: [/^name = "([^"]+)"/g],
    plain: pypiName,
  },
  { files: /^Pipfile\.lock$/, ecosystem: 'pypi', lines: [/^\s*"([\w.-]+)": \{/g], plain: pypiName },
  {
    files: /^environment\.ya?ml$/,
    ecosystem: 'pypi',
    lines: [/^\s*-\s*(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)\s*(?:[=<>!~].*)?$/g],
    plain: pypiName,
  },
  {
    files: /\.pyi?$/,
    ecosystem: 'pypi',
    lines: [/^\s*from\s+([\w.]+)\s+import\b/g, /^\s*import\s+([\w., ]+)$/g],
    plain: pythonModule,
  },
  {
    files: /^go\.(?:mod|sum|work)$/,
    ecosystem: 'go',
    lines: [/^\s*(?:require\s+)?((?:[\w-]+\.)+[\w-]+(?:\/[^\s]+)?)\s+v\d/g],
    plain: withoutMajor,
  },
  {
    files: /\.go$/,
    ecosystem: 'go',
    lines: [/^\s*(?:import\s+)?(?:[\w.]+\s+)?"((?:[\w-]+\.)+[\w-]+\/[^"]+)"\s*$/g],
  },
  {
    files: /^Cargo\.toml$/,
    ecosystem: 'crates',
    lines: [
      new RegExp(String.raw`^\s*([A-Za-z][\w-]*)\s*=\s*(?:"${version}|\{)`, 'g'),
      /^\s*([A-Za-z][\w-]*)\.(?:workspace|version)\s*=/g,
      /^\s*\[(?:.*\.)?(?:dev-|build-)?dependencies\.([\w-]+)\]/g,
    ],
    plain: crateName,
  },
  { files: /^Cargo\.lock$/, ecosystem: 'crates', lines: [/^name = "([^"]+)"/g], plain: crateName },
  {
    files: /\.rs$/,
    ecosystem: 'crates',
    lines: [/^\s*(?:pub\s+)?(?:use|extern\s+crate)\s+(?:::)?([a-z]\w*)/g],
    plain: crateName,
  },
  { files: /^(?:Gemfile|gems\.rb)$/, ecosystem: 'gems', lines: [/^\s*gem\s*\(?\s*["']([\w.-]+)["']/g] },
  {
    files: /\.gemspec$/,
    ecosystem: 'gems',
    lines: [/\badd_(?:runtime_|development_)?dependency\s*\(?\s*["']([\w.-]+)["']/g],
  },
  {
    files: /^(?:Gemfile|gems)\.lock(?:ed)?$/,
    ecosystem: 'gems',
    lines: [/^\s{2,}([\w.-]+)(?: \(.*\))?!?$/g],
  },
  { files: /\.(?:rb|rake)$|^Rakefile$/, ecosystem: 'gems', lines: [/^\s*require\s*\(?\s*["']([\w.-]+)/g] },
  {
    files: /^pom\.xml$/,
    ecosystem: 'maven',
    lines: [/<artifactId>\s*([\w.-]+)\s*<\/artifactId>/g],
  },
  {
    files: /\.gradle(?:\.kts)?$|^libs\.versions\.toml$|^gradle\.lockfile$/,
    ecosystem: 'maven',
    lines: [
      /["'][\w.-]+:([\w.-]+)(?::[^"']*)?["']/g,
      /\bmodule\s*=\s*"[\w.-]+:([\w.-]+)"/g,
      /^[\w.-]+:([\w.-]+):\d/g,
    ],
  },
  {
    files: /\.(?:cs|fs|vb)proj$|^Directory\.Packages\.props$/,
    ecosystem: 'nuget',
    lines: [/<Package(?:Reference|Version)\s+(?:Include|Update)="([\w.-]+)"/g],
  },
  {
    files: /^composer\.json$/,
    ecosystem: 'composer',
    lines: [new RegExp(String.raw`"([\w.-]+\/[\w.-]+)"\s*:\s*"${version}`, 'g')],
  },
  { files: /^composer\.lock$/, ecosystem: 'composer', lines: [/"name"\s*:\s*"([\w.-]+\/[\w.-]+)"/g] },
  {
    files: /^mix\.(?:exs|lock)$/,
    ecosystem: 'hex',
    lines: [/\{:(\w+),\s*(?:"|path:|git:|github:)/g, /^\s*"(\w+)":\s*\{:hex/g],
  },
  {
    files: /^(?:.*\.)?(?:Docker|Container)file(?:\..*)?$/i,
    ecosystem: 'image',
    lines: [/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gi, /^\s*COPY\s+--from=(\S+[/:]\S+)/gi],
    plain: imageName,
  },
  {
    files: /\.(?:ya?ml|json|tf|hcl|toml|tpl)$/,
    ecosystem: 'image',
    lines: [
      /^\s*(?:-\s+)?["']?(?:image|repository|container)["']?\s*[:=]\s*["']?([\w./:@-]+)["']?,?\s*(?:#.*)?$/g,
      /\buses:\s*["']?docker:\/\/([\w./:@-]+)/g,
    ],
    plain: imageName,
  },
];
