import { Command } from 'commander';
import { z } from 'zod';
import { flag } from '../../src/commands/arguments.ts';
import type { Given } from '../../src/commands/command.ts';
import { createGaps, type Gap } from '../../src/conversation/knowledge-gaps.ts';
import { AdvisorError } from '../../src/errors.ts';
import { formatFault } from '../../src/knowledge/fault.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { builtInFolder, loadWhole, requireFolder } from '../../src/knowledge/load.ts';
import { readConfig } from '../config.ts';
import { argument, commandLine, option } from './command-line.ts';
import { withDatabase } from './with-database.ts';

const json = flag('one JSON value a line');
const checking = { dir: argument('a folder of knowledge files', z.string().exactOptional()), json };
const listing = { json, workspace: option('id', 'the workspace', z.string().default('local')) };

/** `stack-advisor knowledge check [DIR]` and `stack-advisor knowledge gaps` */
export function knowledgeCommand(): Command {
  const check = {
    name: 'knowledge check',
    description: 'check the built-in knowledge, or a folder laid over it, and name every fault',
  };
  const gaps = {
    name: 'knowledge gaps',
    description: 'questions that were not covered or not answered right: what to add to your own knowledge',
  };
  return new Command('knowledge')
    .description('what the advisor knows')
    .addCommand(commandLine(check, checking, checkKnowledge))
    .addCommand(commandLine(gaps, listing, listGaps));
}

async function listGaps({ json, workspace }: Given<typeof listing>): Promise<void> {
  await withDatabase(readConfig(process.env).databaseUrl, async (database) => {
    const store = createGaps(database);
    const gaps = await store.list(workspace);
    const helped = await store.helped(workspace);
    const lines = json
      ? [...gaps, ...(helped.count > 0 ? [{ kind: 'helpful', ...helped }] : [])].map((one) =>
          JSON.stringify(one),
        )
      : [...gapLines(gaps), ...helpedLines(helped)];
    for (const line of lines) process.stdout.write(`${line}\n`);
  });
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

async function checkKnowledge({ dir: folder, json }: Given<typeof checking>): Promise<void> {
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
