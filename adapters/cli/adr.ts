import { Command } from 'commander';
import { descriptionOf } from '../../src/commands/registry.ts';
import { type Database, openDatabase } from '../../src/database/connection.ts';
import { createDecisions, type Decisions } from '../../src/decisions/decisions.ts';
import type { LogSettings } from '../../src/decisions/log-settings.ts';
import { type ContentChanges, dateSchema, type Status, statuses } from '../../src/decisions/record.ts';
import type { Filter, Look } from '../../src/decisions/record-queries.ts';
import { createRelevantRecords } from '../../src/decisions/relevant-records.ts';
import { defaultLog } from '../../src/decisions/rows.ts';
import type { Act } from '../../src/decisions/write-scope.ts';
import { AdvisorError } from '../../src/errors.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { readConfig } from '../config.ts';
import { personName } from './person-name.ts';
import { readProposal } from './proposal-file.ts';
import { dueText, foundText, historyText, listText, logsText, showText } from './render-records.ts';

interface Shared {
  readonly json?: boolean;
  readonly workspace: string;
  readonly log?: string;
  readonly as?: string;
}

/** What every `adr` command works with. */
interface Session {
  readonly decisions: Decisions;
  readonly database: Database;
  readonly act: Act;
  readonly look: Look;
  /** Prints the JSON value or the text. */
  print(json: unknown, text: string): void;
}

/** `stack-advisor adr ...` */
export function adrCommand(): Command {
  const adr = new Command('adr').description("the team's decision records");
  // What the conversation has too is described in the registry, once.
  const add = (name: string, description?: string) =>
    adr
      .command(name)
      .description(description ?? descriptionOf(`adr ${name.split(' ')[0] ?? ''}`))
      .option('--json', 'one JSON value a line')
      .option('--workspace <id>', 'the workspace', 'local')
      .option('--log <name>', 'the log of records')
      .option('--as <name>', 'who does it; the system user where it is left out');

  contentOptions(add('propose'))
    .option('--from-file <file>', 'a markdown record, or the JSON of `advise`; - for standard input')
    .option('--draft', 'keep it as a draft')
    .option('--supersedes <number>', 'what it supersedes once it is accepted', collect, [])
    .option('--partial', 'it supersedes that only in part')
    .action((options: ProposeOptions) => within(options, (session) => propose(session, options)));
  contentOptions(add('edit <number>')).action((number: string, options: ContentOptions & Shared) =>
    within(options, async ({ decisions, act, print }) => {
      await decisions.edit(act, numberOf(number), changesOf(options));
      print({ number: numberOf(number), edited: true }, `${number} is changed; approvals begin anew.`);
    }),
  );
  add('submit <number>', 'make a draft a proposal').action((number: string, options: Shared) =>
    simple(options, number, 'proposed', (session, id) => session.decisions.submit(session.act, id)),
  );
  filterOptions(add('list')).action((options: FilterOptions & Shared) =>
    within(options, async ({ decisions, look, print }) => {
      const records = await decisions.list(look, filterOf(options));
      if (options.json === true) for (const record of records) print(record, '');
      else print(null, listText(records));
    }),
  );
  add('show <number>').action((number: string, options: Shared) =>
    within(options, async ({ decisions, look, act, print }) => {
      const record = await decisions.get({ ...look, log: act.log }, numberOf(number));
      print(record, showText(record));
    }),
  );
  filterOptions(add('search <words...>')).action((words: string[], options: FilterOptions & Shared) =>
    within(options, async ({ decisions, look, print }) => {
      const found = await decisions.search(look, words.join(' '), filterOf(options));
      if (options.json === true) for (const one of found) print(one, '');
      else print(null, foundText(found));
    }),
  );
  for (const name of ['accept', 'approve']) {
    add(`${name} <number>`, descriptionOf('adr accept'))
      .option('--comment <text>', 'what is said with it', '')
      .action((number: string, options: Shared & { comment: string }) =>
        within(options, async ({ decisions, act, print }) => {
          const approval = await decisions.approve(act, numberOf(number), options.comment);
          const missing = approval.quorum - approval.approvals;
          print(
            { number: numberOf(number), ...approval },
            approval.accepted
              ? `${number} is accepted.`
              : `${number} is approved by ${act.person.name}; ${missing} more to go.`,
          );
        }),
      );
  }
  add('reject <number>')
    .option('--reason <text>', 'why', '')
    .action((number: string, options: Shared & { reason: string }) =>
      simple(options, number, 'rejected', ({ decisions, act }, id) =>
        decisions.reject(act, id, options.reason),
      ),
    );
  add('withdraw <number>')
    .option('--reason <text>', 'why', '')
    .action((number: string, options: Shared & { reason: string }) =>
      simple(options, number, 'withdrawn', ({ decisions, act }, id) =>
        decisions.withdraw(act, id, options.reason),
      ),
    );
  add('deprecate <number>')
    .option('--reason <text>', 'why', '')
    .action((number: string, options: Shared & { reason: string }) =>
      simple(options, number, 'deprecated', ({ decisions, act }, id) =>
        decisions.deprecate(act, id, options.reason),
      ),
    );
  add('supersede <older>')
    .requiredOption('--by <number>', 'the newer record')
    .option('--partial', 'only in part')
    .action((older: string, options: Shared & { by: string; partial?: boolean }) =>
      within(options, async ({ decisions, act, look, print }) => {
        await decisions.supersede(act, numberOf(options.by), numberOf(older), options.partial === true);
        const record = await decisions.get({ ...look, log: act.log }, numberOf(older));
        print(
          { number: numberOf(older), by: numberOf(options.by), status: record.status },
          record.status === 'superseded'
            ? `${older} is superseded by ${options.by}.`
            : `${older} will be superseded when ${options.by} is accepted.`,
        );
      }),
    );
  add('amend <number> <text>')
    .option('--reason <text>', 'why', '')
    .action((number: string, text: string, options: Shared & { reason: string }) =>
      simple(options, number, 'amended', ({ decisions, act }, id) =>
        decisions.amend(act, id, text, options.reason),
      ),
    );
  add('relate <number> <other>', 'link two records').action(
    (number: string, other: string, options: Shared) =>
      simple(options, number, `related to ${other}`, ({ decisions, act }, id) =>
        decisions.relate(act, id, numberOf(other)),
      ),
  );
  add('due').action((options: Shared) =>
    within(options, async ({ decisions, look, print }) => {
      const due = await decisions.due(look, new Date().toISOString().slice(0, 10));
      if (options.json === true) for (const one of due) print(one, '');
      else print(null, dueText(due));
    }),
  );
  add('history <number>').action((number: string, options: Shared) =>
    within(options, async ({ decisions, look, act, print }) => {
      const history = await decisions.history({ ...look, log: act.log }, numberOf(number));
      if (options.json === true) for (const entry of history) print(entry, '');
      else print(null, historyText(history));
    }),
  );
  add('verify', 'check that no record and no history was changed behind its back').action((options: Shared) =>
    within(options, async ({ decisions, act, print }) => {
      const faults = await decisions.verify(act.workspace);
      if (faults.length > 0 && options.json !== true) throw new AdvisorError('database', faults.join('\n'));
      print({ sound: faults.length === 0, faults }, 'Every record is as its history tells.');
      if (faults.length > 0) throw new AdvisorError('database', `${faults.length} faults in the records`);
    }),
  );
  add('export <folder>', 'write records as markdown')
    .option('--format <format>', 'madr or nygard', 'madr')
    .action((folder: string, options: Shared & { format: string }) =>
      within(options, async ({ decisions, look, print }) => {
        const { format } = options;
        if (format !== 'madr' && format !== 'nygard')
          throw new AdvisorError('usage', `--format is madr or nygard, not "${format.slice(0, 40)}"`);
        const records = await decisions.list(look, { limit: Number.MAX_SAFE_INTEGER });
        if (records.length === 0) throw new AdvisorError('not-found', 'there is no record to export');
        const { exportRecords } = await import('../../src/decisions/export.ts');
        const layout = options.log === undefined ? 'folders' : 'flat';
        const result = exportRecords(records, folder, format, layout);
        print(result, `${result.written} files written to ${folder}, ${result.unchanged} unchanged.`);
      }),
    );
  add('import <folder>', 'read records from a folder of markdown')
    .option('--dry-run', 'only say what would happen')
    .action((folder: string, options: Shared & { dryRun?: boolean }) =>
      within(options, (session) => importRecords(session, folder, options)),
    );

  addLogCommands(adr);
  return adr;
}

function addLogCommands(adr: Command): void {
  const log = adr
    .command('log')
    .description('logs: series of records with their own quorum, deciders and visibility');
  const add = (name: string, description: string) =>
    log
      .command(name)
      .description(description)
      .option('--json', 'one JSON value a line')
      .option('--workspace <id>', 'the workspace', 'local')
      .option('--as <name>', 'who does it');
  add('list', 'list logs').action((options: Shared) =>
    within(options, async ({ decisions, look, print }) => {
      const logs = await decisions.logs(look);
      if (options.json === true) for (const one of logs) print(one, '');
      else print(null, logsText(logs));
    }),
  );
  logSettings(add('create <name>', 'make a log')).action((name: string, options: Shared & LogOptions) =>
    within({ ...options, log: name }, async ({ decisions, act, print }) => {
      await decisions.createLog(act, settingsOf(options));
      print({ log: name, created: true }, `${name} is there.`);
    }),
  );
  add('bind <name> <channel>', 'bind a log to a channel').action(
    (name: string, channel: string, options: Shared) =>
      within({ ...options, log: name }, async ({ decisions, act, print }) => {
        await decisions.setLog(act, { channel });
        print({ log: name, channel }, `${name} belongs to ${channel}.`);
      }),
  );
  logSettings(add('set <name>', 'set quorum, deciders and visibility')).action(
    (name: string, options: Shared & LogOptions) =>
      within({ ...options, log: name }, async ({ decisions, act, print }) => {
        await decisions.setLog(act, settingsOf(options));
        print({ log: name, set: true }, `${name} is set.`);
      }),
  );
}

interface LogOptions {
  readonly quorum?: string;
  readonly deciders?: string;
  readonly visibility?: string;
  readonly ownApproval?: string;
}

function logSettings(command: Command): Command {
  return command
    .option('--quorum <count>', 'approvals that accept a proposal')
    .option('--deciders <names>', 'who may decide, with commas; everybody where empty')
    .option('--visibility <who>', 'open or members')
    .option('--own-approval <state>', "on or off: whether an author's own approval counts");
}

function settingsOf({ quorum, deciders, visibility, ownApproval }: LogOptions): LogSettings {
  return {
    ...(quorum === undefined ? {} : { quorum: Number(quorum) }),
    ...(deciders === undefined ? {} : { deciders: deciders.split(',').filter((one) => one.trim() !== '') }),
    ...(visibility === undefined
      ? {}
      : { visibility: oneOf('--visibility', visibility, ['open', 'members']) }),
    ...(ownApproval === undefined
      ? {}
      : { ownApproval: oneOf('--own-approval', ownApproval, ['on', 'off']) === 'on' }),
  };
}

function oneOf<Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const known = names.find((name) => name === value);
  if (known === undefined)
    throw new AdvisorError('usage', `${option} is ${names.join(' or ')}, not "${value.slice(0, 40)}"`);
  return known;
}

interface ContentOptions {
  readonly title?: string;
  readonly context?: string;
  readonly decision?: string;
  readonly option: readonly string[];
  readonly driver: readonly string[];
  readonly consequence: readonly string[];
  readonly tag: readonly string[];
  readonly decider: readonly string[];
  readonly reviewBy?: string;
}

interface ProposeOptions extends ContentOptions, Shared {
  readonly fromFile?: string;
  readonly draft?: boolean;
  readonly supersedes: readonly string[];
  readonly partial?: boolean;
}

function contentOptions(command: Command): Command {
  return command
    .option('--title <text>', 'what is decided, in a line')
    .option('--context <text>', 'why it has to be decided')
    .option('--decision <text>', 'what is decided and why')
    .option('--option <name>', 'an option that was considered', collect, [])
    .option('--driver <text>', 'what drives the decision', collect, [])
    .option('--consequence <text>', 'what follows from it', collect, [])
    .option('--tag <tag>', 'a tag', collect, [])
    .option('--decider <name>', 'who decides', collect, [])
    .option('--review-by <day>', 'when to look at it again: 2027-03-01');
}

function changesOf(options: ContentOptions): ContentChanges {
  const list = (items: readonly string[]) => (items.length === 0 ? undefined : [...items]);
  const changes = {
    title: options.title,
    context: options.context,
    decision: options.decision,
    options: list(options.option)?.map((name) => ({ name })),
    drivers: list(options.driver),
    consequences: list(options.consequence),
    tags: list(options.tag),
    deciders: list(options.decider),
    reviewBy: options.reviewBy,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

async function propose({ decisions, act, look, print }: Session, options: ProposeOptions): Promise<void> {
  const given = {
    ...(options.fromFile === undefined ? {} : await readProposal(options.fromFile)),
    ...changesOf(options),
  };
  if (given.title === undefined)
    throw new AdvisorError('usage', 'a record needs a title: --title "Use PostgreSQL for orders"');
  const bearings = createRelevantRecords(await loadKnowledge());
  const conflicts = await bearings.against(decisions, look, given.title);
  const superseded = options.supersedes.map(numberOf);
  const number = await decisions.propose(
    act,
    { ...given, title: given.title },
    {
      draft: options.draft === true,
      supersedes: superseded,
      partial: options.partial === true,
    },
  );
  const against = conflicts.filter((one) => !superseded.includes(one.number));
  const notes = against.map(
    (one) =>
      `It goes against ${one.number}, in force: ${one.title}. To replace it: stack-advisor adr supersede ${one.number} --by ${number}`,
  );
  print(
    { number, log: act.log, status: options.draft === true ? 'draft' : 'proposed', conflicts: against },
    [`${number} is ${options.draft === true ? 'a draft' : 'proposed'}: ${given.title}`, ...notes].join('\n'),
  );
}

async function importRecords(
  { database, act, print }: Session,
  folder: string,
  options: Shared & { dryRun?: boolean },
): Promise<void> {
  const isTerminal = process.stderr.isTTY === true;
  const { importFolder } = await import('../../src/decisions/import.ts');
  const result = await importFolder(database, act, folder, () => new Date().toISOString(), {
    dryRun: options.dryRun === true,
    progress: (done) => {
      if (isTerminal) process.stderr.write(`\r${done} files read`);
    },
  });
  if (isTerminal) process.stderr.write('\r');
  const { created, updated, unchanged, skipped, warnings } = result;
  if (options.json === true) {
    for (const record of result.records) print(record, '');
    print({ imported: created + updated + unchanged, created, updated, unchanged, skipped, warnings }, '');
    return;
  }
  const verb = options.dryRun === true ? 'would be ' : '';
  print(
    null,
    [
      `${created} ${verb}imported, ${updated} ${verb}updated, ${unchanged} unchanged, ${skipped.length} skipped`,
      ...skipped.map(({ file, reason }) => `  skipped ${file}: ${reason}`),
      ...warnings.map((warning) => `  note ${warning}`),
    ].join('\n'),
  );
}

interface FilterOptions {
  readonly status: readonly string[];
  readonly tag?: string;
  readonly person?: string;
  readonly after?: string;
  readonly before?: string;
}

function filterOptions(command: Command): Command {
  return command
    .option('--status <status>', `one of ${statuses.join(', ')}`, collect, [])
    .option('--tag <tag>', 'with this tag')
    .option('--person <name>', 'proposed, approved or decided by, or told to')
    .option('--after <day>', 'from this day on')
    .option('--before <day>', 'up to this day');
}

function filterOf({ status, tag, person, after, before }: FilterOptions): Filter {
  const wanted = status.map((one): Status => {
    const known = statuses.find((known) => known === one.toLowerCase());
    if (known === undefined)
      throw new AdvisorError('usage', `no status "${one.slice(0, 40)}"; there are ${statuses.join(', ')}`);
    return known;
  });
  for (const day of [after, before]) {
    if (day !== undefined && !dateSchema.safeParse(day).success)
      throw new AdvisorError('usage', `a day is written 2026-03-01, not "${day.slice(0, 40)}"`);
  }
  return {
    status: wanted,
    ...(tag === undefined ? {} : { tag }),
    ...(person === undefined ? {} : { person }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
}

async function simple(
  options: Shared,
  number: string,
  outcome: string,
  work: (session: Session, number: number) => Promise<void>,
): Promise<void> {
  await within(options, async (session) => {
    await work(session, numberOf(number));
    session.print({ number: numberOf(number), done: outcome }, `${number} is ${outcome}.`);
  });
}

/** Opens the records, runs the work, and closes them whatever happens. */
async function within(options: Shared, work: (session: Session) => Promise<void>): Promise<void> {
  const name = personName(options.as);
  const database = await openDatabase(readConfig(process.env).databaseUrl);
  const viewer = { kind: 'operator' } as const;
  const { workspace } = options;
  try {
    await work({
      database,
      decisions: createDecisions(database),
      act: {
        workspace,
        log: options.log ?? defaultLog,
        person: { id: name, name },
        viewer,
        source: 'cli',
        // Who names themselves has that person's rights alone.
        isOperator: options.as === undefined,
      },
      look: { workspace, viewer, ...(options.log === undefined ? {} : { log: options.log }) },
      print: (json, text) => {
        process.stdout.write(`${options.json === true ? JSON.stringify(json) : text}\n`);
      },
    });
  } finally {
    await database.close();
  }
}

function numberOf(text: string): number {
  const number = Number(/^(?:adr-?)?(\d{1,9})$/i.exec(text.trim())?.[1]);
  if (!Number.isSafeInteger(number))
    throw new AdvisorError('usage', `"${text.slice(0, 40)}" is no record's number`);
  return number;
}

function collect(value: string, all: readonly string[]): string[] {
  return [...all, value];
}
