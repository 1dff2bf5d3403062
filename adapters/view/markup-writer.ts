import { isBlank } from '../../src/visible.ts';
import { clean, oneLine } from './clean-text.ts';
import { fitted, piecesOf } from './clip-text.ts';
import { type Mark, marked, type Text } from './view.ts';

/** A platform's markup: how text is made safe in it, and how it is marked. */
export interface Markup {
  /** Text of anybody as markup that shows it as it is. */
  readonly escaped: (text: string) => string;
  /** The same as the words of a link. */
  readonly escapeLabel: (text: string) => string;
  /** A `code` span with its marks. */
  readonly code: (span: string) => string;
  /** What keeps two spans apart that stand side by side. */
  readonly betweenSpans: string;
  /** A link of an address to words that are escaped. */
  readonly link: (address: string, label: string) => string;
  /** What stands before and behind a text that is marked. */
  readonly marks: Readonly<Record<Mark, readonly [before: string, behind: string]>>;
  /** So long a line may be. */
  readonly maxLine: number;
}

/** Markup that is safe to send: made by a platform's `escape.ts` alone. */
export interface Marked {
  readonly markup: string;
}

/** Writes what is safe to send. */
export interface Writer {
  /** Text of anybody with its `code` spans as code: the only markup of replies. */
  escapeWithCode(text: string): string;
  /** A text with every string in it escaped; nothing is marked where there is nothing to mark. */
  painted(text: Text): Marked;
  /** Texts without those that are empty. */
  lines(texts: readonly Text[]): Marked[];
  /** A text of any length in pieces of at most `max` characters; after `most` of them it is told how much is left. */
  pieces(text: string, max: number, most: number): Marked[];
}

/** A writer of one platform's markup. */
export function createWriter(markup: Markup): Writer {
  const { escaped, escapeLabel, link, marks, maxLine } = markup;
  const escapeWithCode = codeEscaper(markup);
  const written = (text: Text): string => {
    if (typeof text === 'string') return escaped(text);
    if (!('kind' in text)) return text.map(written).join('');
    switch (text.kind) {
      case 'words':
        return fitted(oneLine(text.text), text.max ?? maxLine, escaped);
      case 'line':
        return fitted(oneLine(text.text), text.max ?? maxLine, escapeWithCode);
      case 'link': {
        const label = fitted(oneLine(text.label), text.max, escapeLabel);
        const address = webAddress(text.address);
        return address === undefined || label === '' ? label : link(address, label);
      }
      default: {
        const [before, behind] = marks[text.kind];
        const inner = written(text.of);
        return inner === '' ? '' : `${before}${inner}${behind}`;
      }
    }
  };
  const painted = (text: Text): Marked => ({ markup: written(text) });
  return {
    escapeWithCode,
    painted,
    lines: (texts) => texts.map(painted).filter(({ markup }) => markup !== ''),
    pieces(text, max, most) {
      if (isBlank(text)) return [];
      const all = piecesOf(clean(text), max, escapeWithCode).map(escapeWithCode);
      const left = all.slice(most).reduce((sum, piece) => sum + piece.length, 0);
      const shown = all.slice(0, most).map((markup) => ({ markup }));
      return left === 0 ? shown : [...shown, painted(marked('note', `and ${left} more characters`))];
    },
  };
}

function codeEscaper({ escaped, code, betweenSpans }: Markup): Writer['escapeWithCode'] {
  return (text) => {
    const parts = clean(text).split(/(`[^`\n]+`)/);
    const written = (part: string, at: number) => {
      if (at % 2 === 1 && part.slice(1, -1).trim() !== '') return code(part);
      return part === '' && at > 0 && at < parts.length - 1 ? betweenSpans : escaped(part);
    };
    return parts.map(written).join('');
  };
}

/** An address of the web; undefined for any other, and for one so long that it would take a message's room. */
function webAddress(address: string): string | undefined {
  const url = /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : '';
  return url === '' || url.length > maxUrl ? undefined : url;
}

const maxUrl = 500;

/** Lines below each other. */
export function together(lines: readonly Marked[]): string {
  return lines.map(({ markup }) => markup).join('\n');
}
