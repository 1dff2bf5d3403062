import { marks, sourceTexts } from '../../src/answers/markdown.ts';
import { approvalText } from '../../src/conversation/markdown.ts';
import type { DecisionRecord, HistoryEntry } from '../../src/decisions/record.ts';
import type { Citation, FactsReply, Line, RecommendationReply, RecordReply } from '../../src/reply.ts';
import type { Writer } from './markup-writer.ts';
import type { RenderContext } from './render-context.ts';

/** Names of things and people. */
const maxName = 300;
const maxShort = 100;
const maxSource = 300;
const shownSources = 15;

/** How lines are written on a platform. */
export interface Lines<Marked extends object>
  extends Pick<Writer<Marked>, 'md' | 'joined' | 'words' | 'line'> {
  /** A link, where the address is one of the web; else the words alone. */
  link(address: string, label: string, max: number): Marked;
  /** So long a line may be. */
  readonly maxLine: number;
}

/** Lines that read the same on every chat platform, whatever they stand in. */
export interface Wording<Marked extends object> {
  /** One fact with the documents that say it. */
  factLine(fact: Line): Marked;
  /** How many facts are not shown; nothing where a button offers them. */
  leftFacts(reply: Pick<FactsReply, 'more' | 'choices'>): Marked[];
  /** The sections that an answer comes from, in small print. */
  sources(citations: readonly Citation[]): Marked[];
  /** `partially supersedes 7 in decisions` */
  linkLine(link: DecisionRecord['links'][number], context: RenderContext): Marked;
  /** Who had which part in it. */
  people(record: Pick<DecisionRecord, 'deciders' | 'consulted' | 'informed'>): Marked[];
  /** Where it came from, and what was said there. */
  evidenceLine(evidence: DecisionRecord['evidence'][number]): Marked;
  /** Who approved it, and what is missing. */
  approvals(reply: RecordReply): Marked[];
  historyLine(entry: HistoryEntry): Marked;
  /** Somebody's own winner in a team's walk. */
  voiceLine(voice: RecommendationReply['voices'][number]): Marked;
}

/** The wording of one platform. */
export function createWording<Marked extends object>(lines: Lines<Marked>): Wording<Marked> {
  const { md, joined, words, line, link, maxLine } = lines;
  return {
    factLine(fact) {
      const from = marks(fact);
      return from === '' ? line(fact.text, maxLine) : md`${line(fact.text, maxLine)} ${words(from, maxName)}`;
    },
    leftFacts({ more, choices = [] }) {
      if (more.length === 0 || choices.some(({ unfolds }) => unfolds === true)) return [];
      return [md`and ${more.length} more ${more.length === 1 ? 'fact' : 'facts'}`];
    },
    sources(citations) {
      if (citations.length === 0) return [];
      const sources = sourceTexts(citations);
      const shown = sources.slice(0, shownSources).map((one) => words(one, maxSource));
      const left = sources.length - shown.length;
      return [md`Sources: ${joined(shown, ' · ')}${left > 0 ? ` and ${left} more` : ''}`];
    },
    linkLine({ kind, log, number, partial }, { recordAddress }) {
      const name = link(recordAddress?.({ log, number }) ?? '', String(number), maxName);
      return md`${partial ? 'partially ' : ''}${kind.replace('-', ' ')} ${name} in ${words(log, maxShort)}`;
    },
    people: ({ deciders, consulted, informed }) =>
      Object.entries({ Deciders: deciders, Consulted: consulted, Informed: informed })
        .filter(([, names]) => names.length > 0)
        .map(([role, names]) => md`${role}: ${words(names.join(', '), maxLine)}`),
    evidenceLine({ kind, url, excerpt }) {
      const said = excerpt === '' ? md`` : md`: “${words(excerpt, maxLine / 2)}”`;
      return md`${link(url, kind, maxShort)}${said}`;
    },
    approvals(reply) {
      const text = approvalText(reply);
      return text === '' ? [] : [words(text, maxLine)];
    },
    historyLine: ({ at, person, kind }) =>
      md`${at.slice(0, 10)} ${words(kind, maxShort)} by ${words(person, maxShort)}`,
    voiceLine: ({ person, winner }) => md`${words(person, maxName)}: ${words(winner, maxName)}`,
  };
}
