import { z } from 'zod';
import { accept } from '../../../src/commands/adr/accept.ts';
import { amend } from '../../../src/commands/adr/amend.ts';
import { comment } from '../../../src/commands/adr/comment.ts';
import { deprecate } from '../../../src/commands/adr/deprecate.ts';
import { reject } from '../../../src/commands/adr/reject.ts';
import { requestChanges } from '../../../src/commands/adr/request-changes.ts';
import { supersede } from '../../../src/commands/adr/supersede.ts';
import { withdraw } from '../../../src/commands/adr/withdraw.ts';
import { flag, record } from '../../../src/commands/arguments.ts';
import { openAfter } from '../../../src/conversation/record-leads.ts';
import { namedLog } from '../../../src/decisions/record-name.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { argument, option } from '../command-line.ts';
import { type MeantRecord, meantRecord, type RecordNumber, recordCommand, type Session } from './session.ts';

const { number, reason } = reject.takes;
const saying = { number, words: argument('what you say', z.string()) };
const superseding = {
  number,
  by: option('number', 'the newer record', record()),
  partial: flag('only in part'),
};
const amending = { number, text: argument(amend.takes.text, z.string()), reason };
const relating = { number, other: record('the record to which it is linked') };

/** Commands that change where a record stands, or link it. */
export const steps = () => [
  ...['adr accept', 'adr approve'].map((name) =>
    recordCommand({ ...accept, name }, accept.takes, async (given, session) => {
      const { number, act, name } = meantRecord(session, given.number, session.typed.number);
      const approval = await session.decisions.approve(act, number, given.comment);
      const waits = `${name} is approved by ${act.person.name}; ${openAfter(approval)}.`;
      session.print({ number, ...approval }, approval.accepted ? `${name} is accepted.` : waits);
    }),
  ),
  recordCommand(requestChanges, saying, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.requestChanges(meant.act, meant.number, given.words);
    sayDone(session, meant, 'sent back for changes');
  }),
  recordCommand(comment, saying, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.comment(meant.act, meant.number, given.words);
    sayDone(session, meant, 'commented on');
  }),
  recordCommand(reject, { number, reason }, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.reject(meant.act, meant.number, given.reason);
    sayDone(session, meant, 'rejected');
  }),
  recordCommand(withdraw, { number, reason }, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.withdraw(meant.act, meant.number, given.reason);
    sayDone(session, meant, 'withdrawn');
  }),
  recordCommand(deprecate, { number, reason }, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.deprecate(meant.act, meant.number, given.reason);
    sayDone(session, meant, 'deprecated');
  }),
  recordCommand(supersede, superseding, async (given, session) => {
    const [older, newer] = meantPair(session, [given.number, 'number'], [given.by, 'by']);
    const { decisions, look, print } = session;
    await decisions.supersede(newer.act, newer.number, older.number, given.partial);
    const { status } = await decisions.get({ ...look, log: older.act.log }, older.number);
    const waits = `${older.name} will be superseded when ${newer.name} is accepted.`;
    const isDone = status === 'superseded';
    print(
      { number: older.number, by: newer.number, status },
      isDone ? `${older.name} is superseded by ${newer.name}.` : waits,
    );
  }),
  recordCommand(amend, amending, async (given, session) => {
    const meant = meantRecord(session, given.number, session.typed.number);
    await session.decisions.amend(meant.act, meant.number, given.text, given.reason);
    sayDone(session, meant, 'amended');
  }),
  recordCommand(
    { name: 'adr submit', description: 'make a draft a proposal' },
    { number },
    async (given, session) => {
      const meant = meantRecord(session, given.number, session.typed.number);
      await session.decisions.submit(meant.act, meant.number);
      sayDone(session, meant, 'proposed');
    },
  ),
  recordCommand({ name: 'adr relate', description: 'link two records' }, relating, async (given, session) => {
    const [one, other] = meantPair(session, [given.number, 'number'], [given.other, 'other']);
    await session.decisions.relate(one.act, one.number, other.number);
    sayDone(session, one, `related to ${other.name}`);
  }),
];

/** A record as it was given, and the argument that it was given for. */
type Given = readonly [meant: RecordNumber, argument: string];

/**
 * Two records of one log; where one of them names the log, the other is of it too.
 * @throws AdvisorError `usage` where they are of two logs.
 */
function meantPair(session: Session, ...given: readonly [Given, Given]): [MeantRecord, MeantRecord] {
  const named = given.map(([meant]) => namedLog(meant, session.logs)).find((log) => log !== undefined);
  const within = named === undefined ? session : { ...session, act: { ...session.act, log: named } };
  const meantBy = ([meant, argument]: Given) => meantRecord(within, meant, session.typed[argument]);
  const [one, other] = [meantBy(given[0]), meantBy(given[1])];
  if (one.act.log !== other.act.log)
    throw new AdvisorError(
      'usage',
      `${one.name} and ${other.name} are of two logs; records of one log go together`,
    );
  return [one, other];
}

function sayDone({ print }: Session, { number, name }: MeantRecord, done: string): void {
  print({ number, done }, `${name} is ${done}.`);
}
