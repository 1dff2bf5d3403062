// Lists each document's sections with what cites them. Exit code 1 where a section is cited by nothing and
// does not say why.

import { type SectionCoverage, sectionCoverage } from '../src/knowledge/coverage.ts';
import { loadBuiltIn } from '../src/knowledge/load.ts';

const showIds = process.argv.includes('--ids');
let missing = 0;
for (const { document, sections } of sectionCoverage(await loadBuiltIn())) {
  const total = sections.reduce((sum, section) => sum + section.facts, 0);
  process.stdout.write(`\n${document.id} ${document.title}: ${total} facts in ${sections.length} sections\n`);
  for (const section of sections) {
    process.stdout.write(`  ${describe(section)}\n`);
    if (section.facts === 0 && section.empty === undefined) missing++;
  }
}
if (missing > 0) {
  process.stderr.write(`${missing} sections are cited by nothing\n`);
  process.exitCode = 1;
}

function describe({ title, facts, empty, ids }: SectionCoverage): string {
  if (facts === 0) return `${'-'.padStart(4)}  ${title}${empty === undefined ? '  MISSING' : `  (${empty})`}`;
  return `${String(facts).padStart(4)}  ${title}${showIds ? `\n        ${ids.join('\n        ')}` : ''}`;
}
