import { type Status, statuses } from '../decisions/record.ts';
import { type Command, type CommandArgument, type CommandMeaning, readTarget } from './command.ts';

const number: CommandArgument = {
  name: 'number',
  description: "the record's number",
  type: 'number',
  required: true,
  completes: 'record',
};
const reason: CommandArgument = { name: 'reason', description: 'why', type: 'text', required: false };

type Given = Readonly<Record<string, string>>;
type SimpleStep = 'accept' | 'reject' | 'withdraw' | 'deprecate' | 'edit';

function stepOn(step: SimpleStep, given: Given): CommandMeaning | undefined {
  const target = readTarget(given.number);
  return target === undefined
    ? undefined
    : { kind: 'step', step: { step, target, reason: given.reason?.trim() ?? '' } };
}

function simple(step: SimpleStep, description: string, takesReason = false): Command {
  return {
    name: `adr ${step}`,
    description,
    arguments: takesReason ? [number, reason] : [number],
    example: `adr ${step} 12${takesReason ? ' nobody runs it any more' : ''}`,
    meaning: (given) => stepOn(step, given),
  };
}

function shown(name: string, description: string, history: boolean): Command {
  return {
    name: `adr ${name}`,
    description,
    arguments: [number],
    example: `adr ${name} 12`,
    meaning: (given) => {
      const target = readTarget(given.number);
      return target === undefined
        ? undefined
        : { kind: 'decided', ask: { ...target, kind: 'show', history } };
    },
  };
}

/** `accepted`, also beside a tag: `accepted #security`. */
function readStatus({ status: typed = '' }: Given): readonly Status[] {
  const words = typed.toLowerCase().split(/\s+/);
  return statuses.filter((status) => words.includes(status));
}

/** A tag, also as it is typed where the status stands; empty for none. */
function readTag({ tag = '', status = '' }: Given): string {
  return tag.trim() || (/(?:^|\s)#([\p{L}\p{N}][\p{L}\p{N}-]{0,39})/u.exec(status)?.[1] ?? '');
}

/** `adr ...`: the team's decision records. */
export const adrCommands: readonly Command[] = [
  {
    name: 'adr propose',
    description: 'propose a record',
    arguments: [
      {
        name: 'decision',
        description: 'what is decided and why; a form opens where it is left out',
        type: 'text',
        required: false,
      },
    ],
    example: 'adr propose we use PostgreSQL for orders because we need transactions',
    meaning: ({ decision = '' }) => ({ kind: 'propose', statement: decision.trim() }),
  },
  {
    name: 'adr list',
    description: 'list records',
    arguments: [
      {
        name: 'tag',
        description: 'only records with this tag',
        type: 'text',
        required: false,
        completes: 'tag',
      },
      {
        name: 'status',
        description: 'only records of this status',
        type: 'choice',
        required: false,
        choices: statuses,
      },
    ],
    example: 'adr list accepted #security',
    meaning: (given) => {
      const tag = readTag(given);
      const ask = { kind: 'list', status: readStatus(given), ...(tag === '' ? {} : { tag }) } as const;
      return { kind: 'decided', ask };
    },
  },
  shown('show', 'show a record', false),
  shown('history', 'everything that happened to a record', true),
  {
    name: 'adr search',
    description: 'find records by meaning and by typo',
    arguments: [{ name: 'words', description: 'what it is about', type: 'text', required: true }],
    example: 'adr search why did we choose postgres',
    meaning: ({ words = '' }) =>
      words.trim() === ''
        ? undefined
        : { kind: 'decided', ask: { kind: 'about', words: words.trim(), asks: 'what', sure: true } },
  },
  simple('accept', 'approve a proposal; it is accepted at quorum'),
  simple('reject', 'reject a proposal', true),
  simple('withdraw', 'take a proposal back'),
  simple('deprecate', 'say that a record is not to be followed any more', true),
  {
    name: 'adr supersede',
    description: 'say which record takes its place, once that is accepted',
    arguments: [
      number,
      {
        name: 'by',
        description: 'the newer record; a form opens where it is left out',
        type: 'number',
        required: false,
        completes: 'record',
      },
    ],
    example: 'adr supersede 3 5',
    meaning: (given) => {
      const [older, newer] = [readTarget(given.number), readTarget(given.by)];
      if (older === undefined) return undefined;
      const step = { step: 'supersede', target: older, reason: '' } as const;
      return { kind: 'step', step: newer === undefined ? step : { ...step, by: newer } };
    },
  },
  {
    name: 'adr amend',
    description: 'add a dated amendment to an accepted record',
    arguments: [number, { name: 'text', description: 'what is added', type: 'text', required: true }],
    example: 'adr amend 12 also for reports',
    meaning: ({ text = '', ...given }) => {
      const target = readTarget(given.number);
      return target === undefined || text.trim() === ''
        ? undefined
        : { kind: 'step', step: { step: 'amend', target, reason: '', text } };
    },
  },
  simple('edit', 'change a draft or a proposal'),
  {
    name: 'adr due',
    description: 'reviews that are due and proposals that wait',
    arguments: [],
    example: 'adr due',
    meaning: () => ({ kind: 'decided', ask: { kind: 'due', of: 'all' } }),
  },
  {
    name: 'adr notice',
    description: 'turn noticing decisions in this channel on or off',
    arguments: [
      { name: 'state', description: 'on or off', type: 'choice', required: true, choices: ['on', 'off'] },
    ],
    example: 'adr notice on',
    meaning: ({ state }) =>
      state === 'on' || state === 'off' ? { kind: 'noticing', on: state === 'on' } : undefined,
  },
];
