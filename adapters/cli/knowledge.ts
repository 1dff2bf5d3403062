import { Command } from 'commander';
import { createGaps, type Gap } from '../../src/conversation/knowledge-gaps.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { AdvisorError } from '../../src/errors.ts';
import { formatFault } from '../../src/knowledge/fault.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { builtInFolder, loadWhole, requireFolder } from '../../src/knowledge/load.ts';
import { readConfig } from '../config.ts';

/** `stack-advisor knowledge check [DIR]` */
export function knowledgeCommand(): Command {
  const check = new Command('check')
    .description('check the built-in knowledge, or a folder laid over it, and name every fault')
    .argument('[dir]', 'a folder of knowledge files')
    .option('--json', 'one JSON value a line')
    .action((folder: string | undefined, options: { json?: boolean }) =>
      checkKnowledge(folder, options.json === true),
    );
  const gaps = new Command('gaps')
    .description('questions that were not covered or not answered right: what to add to your own knowledge')
    .option('--json', 'one JSON value a line')
    .option('--workspace <id>', 'the workspace', 'local')
    .action((options: { json?: boolean; workspace: string }) => listGaps(options));
  return new Command('knowledge').description('what the advisor knows').addCommand(check).addCommand(gaps);
}

async function listGaps({ json, workspace }: { json?: boolean; workspace: string }): Promise<void> {
  const database = await openDatabase(readConfig(process.env).databaseUrl);
  try {
    const store = createGaps(database);
    const gaps = await store.list(workspace);
    const helped = await store.helped(workspace);
    const lines =
      json === true
        ? [...gaps, ...(helped.count > 0 ? [{ kind: 'helpful', ...helped }] : [])].map((one) =>
            JSON.stringify(one),
          )
        : [...gapLines(gaps), ...helpedLines(helped)];
    for (const line of lines) process.stdout.write(`${line}\n`);
  } finally {
    await database.close();
  }
}

function gapLines(gaps: readonly Gap[]): string[] {
  if (gaps.length === 0) return ['No gaps: every question was covered, and nobody said "not right".'];
  return gaps.map(
    ({ kind, question, count, lastAt }) =>
      `${String(count).padStart(4)}x  ${kind.padEnd(10)}  ${lastAt.slice(0, 10)}  ${question.replace(/\p{Cc}/gu, ' ')}`,
  );
}

function helpedLines({ count, questions }: { count: number; questions: number }): string[] {
  if (count === 0) return [];
  const [times, asked] = [
    count === 1 ? 'once' : `${count} times`,
    questions === 1 ? 'question' : 'questions',
  ];
  return [`Answers were found helpful ${times}, on ${questions} ${asked}.`];
}

async function checkKnowledge(folder: string | undefined, json: boolean): Promise<void> {
  // Loaded here: no other command needs to parse and validate.
  const { checkFolder, checkOverlay } = await import('../../src/knowledge/folder.ts');
  if (folder !== undefined) requireFolder(folder);
  const result =
    folder === undefined ? checkFolder(builtInFolder) : await checkOverlay(folder, await loadWhole());
  if (!result.sound) {
    for (const fault of result.faults)
      process.stdout.write(`${json ? JSON.stringify(fault) : formatFault(fault)}\n`);
    const count = result.faults.length;
    throw new AdvisorError(
      'knowledge',
      `${count} ${count === 1 ? 'fault' : 'faults'} in ${folder ?? 'the knowledge'}`,
    );
  }
  const counts = countItems(result.knowledge);
  process.stdout.write(
    json
      ? `${JSON.stringify(counts)}\n`
      : `sound: ${Object.entries(counts)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}\n`,
  );
}

function countItems(knowledge: Knowledge): Record<string, number> {
  const cells = knowledge.tables.reduce((sum, table) => sum + table.rows.length * table.columns.length, 0);
  return {
    documents: knowledge.documents.length,
    entries: knowledge.entries.length,
    statements: knowledge.statements.length,
    tables: knowledge.tables.length,
    cells,
    disputes: knowledge.disputes.length,
  };
}
