import type { NamedStatus } from './languages/language.ts';
import { statusWords } from './status-words.ts';

/** The ends of a record's life, which are told at the top of its file: "SUPERSEDED BY RFC 12", "Archived". */
const over: ReadonlySet<NamedStatus> = new Set(['superseded', 'deprecated', 'rejected', 'withdrawn']);

/** "Note:", "⚠️ Status:" */
const mark =
  /^[^\p{L}]*(?:\[?!?(?:note|notice|warning|attention|caution|important|status|update|achtung|hinweis|nota|aviso|atenção|atención|avviso|uwaga|внимание|注意|警告)\]?\s*[:!–—-]*\s*)?/iu;

/** "This record has been", "Diese Entscheidung wurde" */
const subject =
  /^(?:(?:this|the)\s+(?:(?:architecture|architectural|design|technical)\s+)?(?:adr|decision|decision\s+record|record|document|rfc|proposal|page|file)\s+(?:(?:is|was|has|have|been|now)\s+)+|diese[rs]?\s+\p{L}+\s+(?:ist|wurde|wird)\s+|cette?\s+\p{L}+\s+(?:est|a\s+été)\s+|est[ea]\s+\p{L}+\s+(?:é|foi|es|fue|ha\s+sido)\s+)/iu;

/** What follows where the word says what became of the record; "Rejected options are told below" goes on otherwise. */
const follows =
  /^\s*(?:$|[.:;,!(–—>→-]|\d|(?:partially|partly|in\s+part)?\s*(?:by|with|into|in\s+favou?r|on|since|as\s+of|because|after|due\s+to|durch|von|am|seit|par|le|depuis|por|pelo|pela|el|em|da|dal|il|door|op|przez|av|af|на)\s|and\s+(?:replaced|superseded)|in\s+part)/iu;

const archived = /^archived(?!\p{L})/iu;

/** What a line at the top of a file says that became of the record. */
export interface Notice {
  /** Undefined where the record is put away without a word for how. */
  readonly status: NamedStatus | undefined;
  readonly text: string;
  /** What stands behind the word. */
  readonly rest: string;
}

/** The notice that a line is: it begins with what became of the record. What speaks of that further on is none. */
export function noticeIn(line: string): Notice | undefined {
  const text = line
    .slice(0, 1_000)
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const begun = text.replace(mark, '').replace(subject, '');
  const away = archived.exec(begun)?.[0];
  const [word] = statusWords(begun);
  if (away === undefined && (word === undefined || word.at > 0 || !over.has(word.status))) return undefined;
  const rest = begun.slice(away?.length ?? word?.word.length);
  if (!follows.test(rest)) return undefined;
  if (away === undefined) return { status: word?.status, text, rest };
  return { status: statusWords(rest).find(({ status }) => over.has(status))?.status, text, rest };
}

/** Whether a heading is a notice and no title: the word alone, or with the record that is meant. */
export function isNoticeHeading(heading: string): boolean {
  const rest = noticeIn(heading)?.rest;
  return (
    rest !== undefined &&
    /^[\s.!]*$|^[\s,]*(?:by|with|into|in\s+favou?r\s+of|durch|par|por|da|door|przez|av|af)\s+[^.:]*\d[^:]*$/iu.test(
      rest,
    )
  );
}
