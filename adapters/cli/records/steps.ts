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
import { argument, option } from '../command-line.ts';
import { numberOf, type RecordNumber, recordCommand, type Session } from './session.ts';

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
    recordCommand({ ...accept, name }, accept.takes, async (given, { decisions, act, print, typed }) => {
      const number = numberOf(given.number);
      const approval = await decisions.approve(act, number, given.comment);
      const waits = `${typed.number} is approved by ${act.person.name}; ${openAfter(approval)}.`;
      print({ number, ...approval }, approval.accepted ? `${typed.number} is accepted.` : waits);
    }),
  ),
  recordCommand(requestChanges, saying, async ({ number, words }, session) => {
    await session.decisions.requestChanges(session.act, numberOf(number), words);
    sayDone(session, number, 'sent back for changes');
  }),
  recordCommand(comment, saying, async ({ number, words }, session) => {
    await session.decisions.comment(session.act, numberOf(number), words);
    sayDone(session, number, 'commented on');
  }),
  recordCommand(reject, { number, reason }, async ({ number, reason }, session) => {
    await session.decisions.reject(session.act, numberOf(number), reason);
    sayDone(session, number, 'rejected');
  }),
  recordCommand(withdraw, { number, reason }, async ({ number, reason }, session) => {
    await session.decisions.withdraw(session.act, numberOf(number), reason);
    sayDone(session, number, 'withdrawn');
  }),
  recordCommand(deprecate, { number, reason }, async ({ number, reason }, session) => {
    await session.decisions.deprecate(session.act, numberOf(number), reason);
    sayDone(session, number, 'deprecated');
  }),
  recordCommand(supersede, superseding, async (given, { decisions, act, look, print, typed }) => {
    const [number, by] = [numberOf(given.number), numberOf(given.by)];
    await decisions.supersede(act, by, number, given.partial);
    const { status } = await decisions.get({ ...look, log: act.log }, number);
    const waits = `${typed.number} will be superseded when ${typed.by} is accepted.`;
    const isDone = status === 'superseded';
    print({ number, by, status }, isDone ? `${typed.number} is superseded by ${typed.by}.` : waits);
  }),
  recordCommand(amend, amending, async ({ number, text, reason }, session) => {
    await session.decisions.amend(session.act, numberOf(number), text, reason);
    sayDone(session, number, 'amended');
  }),
  recordCommand(
    { name: 'adr submit', description: 'make a draft a proposal' },
    { number },
    async ({ number }, session) => {
      await session.decisions.submit(session.act, numberOf(number));
      sayDone(session, number, 'proposed');
    },
  ),
  recordCommand(
    { name: 'adr relate', description: 'link two records' },
    relating,
    async ({ number, other }, session) => {
      await session.decisions.relate(session.act, numberOf(number), numberOf(other));
      sayDone(session, number, `related to ${session.typed.other}`);
    },
  ),
];

function sayDone({ print, typed }: Session, number: RecordNumber, done: string): void {
  print({ number: numberOf(number), done }, `${typed.number} is ${done}.`);
}
