import { z } from 'zod';
import { edit } from '../../../src/commands/adr/edit.ts';
import { propose } from '../../../src/commands/adr/propose.ts';
import { flag, record } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { ContentChanges } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import { createRelevantRecords } from '../../../src/decisions/relevant-records.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { listOption, option, textOption } from '../command-line.ts';
import { readProposal } from '../proposal-file.ts';
import { meantRecord, recordCommand, type Session } from './session.ts';

/** What a record says, an option for each field. */
const contents = {
  title: textOption('text', 'what is decided, in a line'),
  context: textOption('text', 'why it has to be decided'),
  decision: textOption('text', 'what is decided and why'),
  option: listOption('name', 'an option that was considered'),
  driver: listOption('text', 'what drives the decision'),
  consequence: listOption('text', 'what follows from it'),
  tag: listOption('tag', 'a tag'),
  affects: listOption('path', 'what it holds for: a path, a glob, a package'),
  decider: listOption('name', 'who decides'),
  reviewBy: textOption('day', 'when to look at it again: 2027-03-01'),
};

const proposing = {
  ...contents,
  fromFile: textOption('file', 'a markdown record, or the JSON of `advise`; - for standard input'),
  draft: flag('keep it as a draft'),
  supersedes: option('number', 'what it supersedes once it is accepted', z.array(record()).default([])),
  partial: flag('it supersedes that only in part'),
};

const { number } = edit.takes;

/** Commands that write what a record says. */
export const contentCommands = () => [
  recordCommand(propose, proposing, proposeRecord),
  recordCommand(edit, { number, ...contents }, async (given, session) => {
    const { number, act, name } = meantRecord(session, given.number, session.typed.number);
    await session.decisions.edit(act, number, changesOf(given));
    session.print({ number, edited: true }, `${name} is changed; approvals begin anew.`);
  }),
];

function changesOf(given: Given<typeof contents>): ContentChanges {
  const { title, context, decision, option, driver, consequence, tag, affects, decider, reviewBy } = given;
  const changes: ContentChanges = {
    title,
    context,
    decision,
    options: option?.map((name) => ({ name })),
    drivers: driver,
    consequences: consequence,
    tags: tag,
    affects,
    deciders: decider,
    reviewBy,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

async function proposeRecord(
  { fromFile, draft, supersedes, partial, ...fields }: Given<typeof proposing>,
  session: Session,
): Promise<void> {
  const { decisions, look, logs, print } = session;
  const given = { ...(fromFile === undefined ? {} : await readProposal(fromFile)), ...changesOf(fields) };
  const { title } = given;
  if (title === undefined)
    throw new AdvisorError('usage', 'a record needs a title: --title "Use PostgreSQL for orders"');
  const relevant = createRelevantRecords(await loadKnowledge());
  const conflicts = await relevant.against(decisions, look, title);
  const older = supersedes.map((one) => meantRecord(session, one));
  const act = older[0]?.act ?? session.act;
  if (older.some((one) => one.act.log !== act.log))
    throw new AdvisorError('usage', 'a record supersedes records of its own log');
  const superseded = older.map((one) => one.number);
  const several = new Set([...logs, act.log]).size > 1;
  const nameOf = (ref: { log: string; number: number }) => recordName(ref, several);
  const number = await decisions.propose(
    act,
    { ...given, title },
    { draft, supersedes: superseded, partial },
  );
  const against = conflicts.filter((one) => one.log !== act.log || !superseded.includes(one.number));
  const notes = against.map(
    (one) =>
      `It goes against ${nameOf(one)}, in force: ${one.title}.${one.log === act.log ? ` To replace it: stack-advisor adr supersede ${nameOf(one)} --by ${nameOf({ log: act.log, number })}` : ''}`,
  );
  print(
    { number, log: act.log, status: draft ? 'draft' : 'proposed', conflicts: against },
    [`${nameOf({ log: act.log, number })} is ${draft ? 'a draft' : 'proposed'}: ${title}`, ...notes].join(
      '\n',
    ),
  );
}
