import { isPath } from '../../../src/affects/affects.ts';
import { statuses } from '../../../src/decisions/record.ts';
import { type Filter, type Order, orders } from '../../../src/decisions/record-queries.ts';

/** What narrows and orders the decision log, as it stands in the address; empty is what is not said. */
export interface LogFilter {
  readonly words: string;
  readonly log: string;
  readonly status: string;
  readonly tag: string;
  readonly decider: string;
  readonly person: string;
  readonly after: string;
  readonly before: string;
  /** A file or folder of the code. */
  readonly path: string;
  readonly sort: Order | '';
  readonly page: number;
}

/** Everything, from its beginning. */
export const noFilter: LogFilter = {
  words: '',
  log: '',
  status: '',
  tag: '',
  decider: '',
  person: '',
  after: '',
  before: '',
  path: '',
  sort: '',
  page: 1,
};

const maxWord = 200;
const maxPath = 1_000;

/** Reads the address; what is malformed there narrows nothing. */
export function readLogFilter(query: (name: string) => string | undefined): LogFilter {
  const text = (name: string, most = maxWord) => (query(name) ?? '').trim().slice(0, most);
  const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text(name)) ? text(name) : '');
  const page = Number(text('page'));
  return {
    words: text('q'),
    log: text('log'),
    status: statuses.find((status) => status === text('status')) ?? '',
    tag: text('tag').replace(/^#/, ''),
    decider: text('decider'),
    person: text('person'),
    after: day('after'),
    before: day('before'),
    path: isPath(text('path', maxPath)) ? text('path', maxPath) : '',
    sort: orders.find((order) => order === text('sort')) ?? '',
    page: Number.isInteger(page) && page > 1 ? Math.min(page, 10_000) : 1,
  };
}

/** The same for the records' reader. */
export function filterOf({ status, tag, decider, person, after, before, path }: LogFilter): Filter {
  const wanted = statuses.filter((one) => one === status);
  return {
    ...(wanted.length === 0 ? {} : { status: wanted }),
    ...(tag === '' ? {} : { tag }),
    ...(decider === '' ? {} : { decider }),
    ...(person === '' ? {} : { person }),
    ...(after === '' ? {} : { after }),
    ...(before === '' ? {} : { before }),
    ...(path === '' ? {} : { path }),
  };
}

/** The address of a list. */
export function addressOf({ words, page, ...others }: LogFilter): string {
  const fields = { q: words, ...others, page: page === 1 ? '' : String(page) };
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''));
  return `/log${query.size === 0 ? '' : `?${query}`}`;
}

/** Whether anything narrows the list. */
export function isNarrowed({ page: _page, sort: _sort, ...filter }: LogFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}
