import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts the Chromium that the npm package brings, with further options of its command line. Libraries that the machine
 * lacks are taken from the package too.
 * @throws Error naming the libraries that neither has.
 */
export async function startBrowser(...options: readonly string[]): Promise<Browser> {
  const folder = unpacked();
  const executablePath = join(folder, 'chromium');
  const bundled = join(folder, 'al2023', 'lib');
  const own = missingLibraries(executablePath, '');
  const libraries = own.length === 0 ? '' : bundled;
  const missing = own.length === 0 ? [] : missingLibraries(executablePath, bundled);
  if (missing.length > 0) {
    throw new Error(`Chromium cannot start: this machine lacks ${missing.join(', ')}; install them`);
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless=shell',
      '--no-sandbox',
      '--no-zygote',
      '--disable-gpu',
      '--font-render-hinting=none',
      ...options,
    ],
    env: environment(libraries, { FONTCONFIG_FILE: fontsOf(folder) }),
  });
}

function environment(libraries: string, more: Record<string, string> = {}): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const path = [libraries, process.env.LD_LIBRARY_PATH ?? ''].filter((one) => one !== '').join(':');
  return { ...Object.fromEntries(own), ...(path === '' ? {} : { LD_LIBRARY_PATH: path }), ...more };
}

/** The package's own list of folders knows only those of its usual host; without any font the browser ends. */
function fontsOf(folder: string): string {
  const file = join(folder, 'fonts.conf');
  if (existsSync(file)) return file;
  const folders = [join(folder, 'fonts'), '/usr/share/fonts'].map((one) => `<dir>${one}</dir>`).join('');
  const cache = `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`;
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${folders}${cache}</fontconfig>`);
  return file;
}

/** Libraries that the program needs and the loader does not find. */
function missingLibraries(program: string, libraries: string): string[] {
  const found = execFileSync('ldd', [program], { encoding: 'utf8', env: environment(libraries) });
  return [...found.matchAll(/^\s*(\S+) => not found/gm)].map(([, name = '']) => name);
}

/** The package's files, unpacked once for each version: others may do the same at this moment. */
function unpacked(): string {
  const { resolve } = createRequire(import.meta.url);
  const build = dirname(resolve('@sparticuz/chromium'));
  const { version } = createRequire(import.meta.url)(join(build, '..', 'package.json'));
  const folder = join(tmpdir(), `stack-advisor-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const partial = mkdtempSync(`${folder}-`);
  // The package unpacks into whatever the temporary folder is, and takes what lies there for whole.
  execFileSync(process.execPath, ['--input-type=module', '-e', unpacking, join(build, '..', 'bin')], {
    env: { ...process.env, TMPDIR: partial },
    cwd: build,
  });
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

const unpacking = `
import { inflate } from '@sparticuz/chromium';
const [, bin] = process.argv;
for (const file of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(bin + '/' + file);
`;
