import { z } from 'zod';
import type { DecisionRecord, HistoryEntry } from '../../../src/decisions/record.ts';
import { namedLog, recordName } from '../../../src/decisions/record-name.ts';
import { defaultLog } from '../../../src/decisions/rows.ts';
import { historyText } from '../../view/history-texts.ts';
import { lookOf } from '../caller.ts';
import { quotation, quotedLine, quotedText } from '../quoted.ts';
import { quoted, summaries, summaryLine, summarySchema } from '../records.ts';
import { defineTool } from '../tool.ts';

const most = { text: 6_000, items: 30, history: 30 };

const option = z.object({ name: quoted, pros: z.array(quoted), cons: z.array(quoted) });
const happened = z.object({ at: z.string(), did: quoted });

const output = summarySchema.extend({
  context: quoted,
  drivers: z.array(quoted),
  options: z.array(option),
  decision: quoted,
  consequences: z.array(quoted),
  confirmation: quoted,
  body: quoted.describe('an imported file as it is, where its sections say nothing else'),
  tags: z.array(quoted),
  affects: z.array(quoted).describe('paths, globs and packages that it holds for'),
  deciders: z.array(quoted),
  reviewBy: z.string().nullable(),
  evidence: z.array(z.string()),
  links: z.array(z.object({ kind: z.string(), name: z.string(), partial: z.boolean() })),
  changesAskedBy: z.array(quoted),
  history: z.array(happened),
});
type Whole = z.infer<typeof output>;

/** One record with all that it says. */
export const getDecision = defineTool({
  name: 'get_decision',
  title: 'Read a decision record',
  description:
    'One decision record whole: context, options with their reasons, decision, consequences, what it holds for, links, history, and what took its place if it is superseded. Take number and log from search_decisions, decisions_for or check_decision.',
  input: z.strictObject({
    number: z.int().min(1).max(1_000_000_000),
    log: z.string().min(1).max(80).optional().describe('the record’s log, where there are several'),
  }),
  output,
  scope: 'read',
  async run({ number, log: wanted }, context) {
    const { caller, parts } = context;
    const look = lookOf(caller);
    const decisions = await parts.decisions();
    const logs = await decisions.logNames(look);
    const [only] = logs.length === 1 ? logs : [];
    const at = { ...look, log: namedLog({ log: wanted }, logs) ?? only ?? defaultLog };
    const record = await decisions.get(at, number);
    const history = await decisions.history(at, number);
    const tell = await summaries(context);
    const several = logs.length > 1;
    const data = {
      ...tell(record),
      ...saidIn(record, several),
      history: happenedIn(history, at.log, several),
    };
    return { text: textOf(data), data };
  },
});

function saidIn(record: DecisionRecord, several: boolean) {
  const items = (list: readonly string[]) => list.slice(0, most.items).map((item) => quotedLine(item, 600));
  const text = (words: string) => quotedText(words, most.text);
  const saysNothing = record.decision.trim() === '' && record.context.trim() === '';
  return {
    context: text(record.context),
    drivers: items(record.drivers),
    options: record.options.slice(0, most.items).map(({ name, pros, cons }) => ({
      name: quotedLine(name, 200),
      pros: items(pros),
      cons: items(cons),
    })),
    decision: text(record.decision),
    consequences: items(record.consequences),
    confirmation: text(record.confirmation),
    body: saysNothing ? text(record.body) : '',
    tags: items(record.tags),
    affects: items(record.affects),
    deciders: items(record.deciders),
    reviewBy: record.reviewBy,
    evidence: record.evidence.flatMap(({ url }) => (url === '' ? [] : [quotedLine(url, 500)])),
    links: record.links.slice(0, most.items).map(({ kind, log, number, partial }) => ({
      ...{ kind, name: recordName({ log, number }, several), partial },
    })),
    changesAskedBy: record.changeRequests.map(({ person, comment }) =>
      quotedLine(comment === '' ? person : `${person}: ${comment}`, 600),
    ),
  };
}

function happenedIn(history: readonly HistoryEntry[], log: string, several: boolean): Whole['history'] {
  return history.slice(-most.history).map((entry) => {
    const { person, did, other, said, because } = historyText(entry);
    const about =
      other === undefined ? '' : ` ${recordName({ log, number: other.number }, several)}${other.after}`;
    const words = [said, because].filter((part) => part !== '').join('; ');
    const deed = `${person} ${did}${about}${words === '' ? '' : `: ${words}`}`;
    return { at: entry.at, did: quotedLine(deed, 600) };
  });
}

function textOf(data: Whole): string {
  const { name, status, supersededBy } = data;
  const standing =
    supersededBy === null
      ? `${name} is ${status}${status === 'accepted' ? ' and in force' : ''}.`
      : `${name} is superseded by ${supersededBy}: go by that one.`;
  return `${standing}\n${quotation(linesOf(data))}`;
}

function linesOf(data: Whole): string[] {
  const section = (title: string, text: string) => (text === '' ? [] : [`${title}: ${text}`]);
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${title}:`, ...items.map((item) => `- ${item}`)];
  return [
    summaryLine(data),
    ...section('Context', data.context),
    ...list('Drivers', data.drivers),
    ...list('Options', data.options.map(optionLine)),
    ...section('Decision', data.decision),
    ...list('Consequences', data.consequences),
    ...section('Confirmation', data.confirmation),
    ...section('File', data.body),
    ...section('Tags', data.tags.join(', ')),
    ...section('Holds for', data.affects.join(', ')),
    ...section('Deciders', data.deciders.join(', ')),
    ...section('Review by', data.reviewBy ?? ''),
    ...list('Changes asked for', data.changesAskedBy),
    ...list(
      'Links',
      data.links.map(({ kind, name, partial }) => `${kind} ${name}${partial ? ' in part' : ''}`),
    ),
    ...section('Evidence', data.evidence.join(' ')),
    ...list(
      'History',
      data.history.map(({ at, did }) => `${at.slice(0, 10)} ${did}`),
    ),
  ];
}

function optionLine({ name, pros, cons }: Whole['options'][number]): string {
  const said = [
    ...pros.map((reason) => `for: ${reason}`),
    ...cons.map((reason) => `against: ${reason}`),
  ].join('; ');
  return said === '' ? name : `${name} (${said})`;
}
