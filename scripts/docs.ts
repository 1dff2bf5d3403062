// Writes what the docs take from the code: the table of commands.
import { writeFileSync } from 'node:fs';
import { commandTable } from '../src/commands/registry.ts';

const text = `# Commands

The same on every surface; what they do can also be said in plain words. This page is written by \`npm run docs\`.

${commandTable()}
`;
writeFileSync(new URL('../docs/commands.md', import.meta.url), text);
