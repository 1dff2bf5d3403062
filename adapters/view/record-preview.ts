import type { DecisionRecord } from '../../src/decisions/record.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import { decidersOf, standingText } from './record-texts.ts';
import { type Block, line, link, marked, maxName, words } from './view.ts';

/** So much of a decision is shown; the rest stands behind the link. */
const shownDecision = 600;

/** A record in short, where a link to it stands: what it is called, where it stands, what was decided and by whom. */
export function recordPreview(record: DecisionRecord, severalLogs: boolean, address: string): Block[] {
  const { date, decision, title } = record;
  const standing = marked('notable', words(standingText(record, severalLogs), maxName * 2));
  const deciders = decidersOf(record);
  return [
    {
      kind: 'heading',
      title: link(address, `${recordName(record, severalLogs)}. ${title}`, maxName * 2),
      small: [date === null ? standing : [standing, ' · ', words(date, 40)]],
      below: [],
    },
    { kind: 'lines', lines: [line(decision, shownDecision)] },
    {
      kind: 'small',
      lines: deciders.length === 0 ? [] : [['Decided by ', words(deciders.join(', '), maxName)]],
    },
  ];
}
