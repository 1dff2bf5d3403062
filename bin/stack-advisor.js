#!/usr/bin/env node
// In a checkout the TypeScript runs as it is; installed, the build in dist/ does.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `stack-advisor: Node 24 or later is needed, this is ${process.versions.node}; in a checkout run it as \`npx stack-advisor\`\n`,
  );
  process.exit(1);
}
// Node below 22.1 has no compile cache: it may be imported only after the check above.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const source = new URL('../adapters/cli/index.ts', import.meta.url);
const entry = existsSync(source) ? source : new URL('../dist/adapters/cli/index.js', import.meta.url);
const { runProcess } = await import(entry.href);
await runProcess(process.argv.slice(2));
