import { z } from 'zod';
import { conflicts } from '../../../src/commands/adr/conflicts.ts';
import { due } from '../../../src/commands/adr/due.ts';
import { history } from '../../../src/commands/adr/history.ts';
import { list } from '../../../src/commands/adr/list.ts';
import { search } from '../../../src/commands/adr/search.ts';
import { show } from '../../../src/commands/adr/show.ts';
import { type Conflict, recordsIn } from '../../../src/decisions/conflict.ts';
import { conflictWords } from '../../../src/decisions/conflict-words.ts';
import { createConflicts } from '../../../src/decisions/conflicts.ts';
import { statuses } from '../../../src/decisions/record.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { readConfig } from '../../config.ts';
import { argument, option, textOption } from '../command-line.ts';
import { conflictsText, dueText, foundText, historyText, listText, showText } from '../render-records.ts';
import { meantRecord, recordCommand, type Session } from './session.ts';

const known = statuses.join(', ');
const status = z.enum(statuses, {
  error: ({ input }) => `no status "${String(input).slice(0, 40)}"; there are ${known}`,
});
const day = z.iso.date({
  error: ({ input }) => `a day is written 2026-03-01, not "${String(input).slice(0, 40)}"`,
});

/** Which records are listed or found. */
const filters = {
  status: option('status', `one of ${known}`, z.array(z.string().toLowerCase().pipe(status)).default([])),
  tag: textOption('tag', list.takes.tag),
  person: textOption('name', 'proposed, approved or decided by, or told to'),
  after: option('day', 'from this day on', day.exactOptional()),
  before: option('day', 'up to this day', day.exactOptional()),
  path: textOption('path', 'that hold for this file or folder, from the root of the repository'),
};
const words = argument(search.takes.words, z.array(z.string()).default([]));

/** Commands that read records. */
export const queries = () => [
  recordCommand(list, filters, async (filter, { decisions, look, several, printAll }) =>
    printAll(await decisions.list(look, filter), (records) => listText(records, several)),
  ),
  recordCommand(show, show.takes, async (given, session) => {
    const { number, act } = meantRecord(session, given.number, session.typed.number);
    const record = await session.decisions.get({ ...session.look, log: act.log }, number);
    session.print(record, showText(record, session.several));
  }),
  recordCommand(history, history.takes, async (given, session) => {
    const { number, act } = meantRecord(session, given.number, session.typed.number);
    session.printAll(await session.decisions.history({ ...session.look, log: act.log }, number), historyText);
  }),
  recordCommand(
    search,
    { words, ...filters },
    async ({ words, ...filter }, { decisions, look, several, printAll }) => {
      const asked = words.join(' ');
      if (asked.trim() === '' && filter.path === undefined)
        throw new AdvisorError('usage', 'say what to look for: words, or --path services/orders/db.ts');
      printAll(await decisions.search(look, asked, filter), (found) =>
        foundText(found, several, asked === '' ? 'No record holds for that.' : undefined),
      );
    },
  ),
  recordCommand(due, due.takes, async (_given, { decisions, look, several, printAll }) =>
    printAll(await decisions.due(look, new Date().toISOString().slice(0, 10)), (waiting) =>
      dueText(waiting, several),
    ),
  ),
  recordCommand(conflicts, conflicts.takes, showConflicts),
  recordCommand(
    { name: 'adr verify', description: 'check that no record and no history was changed behind its back' },
    {},
    async (_given, { decisions, act, isJson, print }) => {
      const faults = await decisions.verify(act.workspace);
      if (faults.length > 0 && !isJson) throw new AdvisorError('database', faults.join('\n'));
      print({ sound: faults.length === 0, faults }, 'Every record is as its history tells.');
      if (faults.length > 0) throw new AdvisorError('database', `${faults.length} faults in the records`);
    },
  ),
];

async function showConflicts(
  _given: unknown,
  { decisions, look, several, isJson, print, printAll }: Session,
): Promise<void> {
  const { knowledgeDir } = readConfig(process.env);
  const knowledge = await loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
  const found = await createConflicts(knowledge).among(decisions, look);
  if (isJson)
    printAll(
      found.map((conflict) => conflictJson(conflict, several)),
      () => '',
    );
  else print(found, conflictsText(found, several));
}

/** A contradiction as tools read it. */
function conflictJson(conflict: Conflict, several: boolean): object {
  const { what, since, next } = conflictWords(conflict, several);
  const records = recordsIn(conflict).map(({ log, number, title, status, date }) => {
    return { log, number, title, status, date };
  });
  return { kind: conflict.kind, what, since, next, records };
}
