import { sayChoice } from '../../src/conversation/turn.ts';
import type {
  ChartReply,
  Choice,
  ComparisonReply,
  FactsReply,
  FormReply,
  ListReply,
  NoticeReply,
  Reply,
  TextReply,
} from '../../src/reply.ts';
import { oneLine } from './clean-text.ts';
import { headOf } from './clip-text.ts';
import { recordView } from './record-view.ts';
import type { RenderContext } from './render-context.ts';
import { factLine, named, quotations, sources, suggestionsOf } from './reply-lines.ts';
import {
  type Block,
  line,
  link,
  marked,
  maxName,
  type Surface,
  type Text,
  type View,
  words,
} from './view.ts';
import { questionView, recommendationView } from './walk-view.ts';

/** Stands below what is updated in place, where it is more than that. */
export const moreThanShown = 'There is more than one message holds; ask for the details.';

/** Replies as a surface shows them, each with what can be done next. */
export function viewsOf(replies: readonly Reply[], context: RenderContext, surface: Surface): View[] {
  return replies.map((reply, index) => {
    const { accent, blocks } = viewOf(reply, index, context, surface);
    // A question shows its choices itself: they stand between its votes and what it understood.
    const choices = reply.kind === 'question' ? [] : (reply.choices ?? []);
    return { accent, blocks: [...blocks, { kind: 'choices', choices }] };
  });
}

function viewOf(reply: Reply, index: number, context: RenderContext, surface: Surface): View {
  switch (reply.kind) {
    case 'text':
      return { accent: undefined, blocks: text(reply) };
    case 'facts':
      return { accent: 'neutral', blocks: facts(reply) };
    case 'comparison':
      return { accent: 'neutral', blocks: comparison(reply) };
    case 'question':
      return questionView(reply, surface);
    case 'recommendation':
      return recommendationView(reply, surface);
    case 'record':
      return recordView(reply, context, surface);
    case 'list':
      return { accent: 'neutral', blocks: list(reply) };
    case 'chart':
      return { accent: 'neutral', blocks: [picture(reply, index)] };
    case 'form':
      return { accent: 'neutral', blocks: form(reply) };
    case 'notice':
      return { accent: reply.tone === 'error' ? 'refused' : undefined, blocks: notice(reply) };
  }
}

/** A few sentences, and behind them where what they are about can be read. */
function text({ text: said, link: to }: TextReply): Block[] {
  if (to === undefined) return [{ kind: 'prose', title: '', text: said, isPart: false }];
  return [{ kind: 'lines', lines: [[line(said), ' ', link(to.address, to.label, maxName)]] }];
}

/** Facts, where documents disagree on them, and where they stand. */
function facts({ title, lines, disputes, more, choices = [], citations }: FactsReply): Block[] {
  const told = lines.map((fact) => marked('item', factLine(fact)));
  const isOffered = choices.some(({ unfolds }) => unfolds === true);
  const left = `and ${more.length} more ${more.length === 1 ? 'fact' : 'facts'}`;
  return [
    { kind: 'lines', lines: [marked('strong', line(title, maxName)), ...told] },
    ...quotations(disputes, title),
    { kind: 'small', lines: [isOffered || more.length === 0 ? '' : left, ...sources(citations)] },
  ];
}

/** Things side by side. */
function comparison({ title, columns, rows, citations }: ComparisonReply): Block[] {
  return [{ kind: 'table', title, columns, rows, small: sources(citations) }];
}

/** Items under a title, and how many more there are. */
function list({ title, items }: ListReply): Block[] {
  const left = items.length - maxItems;
  return [
    { kind: 'items', title, items: items.slice(0, maxItems) },
    { kind: 'small', lines: [left > 0 ? `and ${left} more; ask for less to see them` : ''] },
  ];
}

/** A list longer than this is not read. */
const maxItems = 40;

function picture({ chart, alt }: ChartReply, index: number): Block {
  const named = (text: string) => (oneLine(text) === '' ? 'Chart' : text);
  return { kind: 'picture', index, title: named(chart.title), chart, alt: named(alt) };
}

/**
 * A form in a message: only a press or a command can open one, so this is a button that opens it.
 * Where there is one of those, open the form at once and leave this out.
 */
function form({ id, title, fields }: FormReply): Block[] {
  const labels = fields.map(({ label }) => label);
  const row = { most: 20, max: 120, between: ' · ' };
  const asked: Text[] = labels.length === 0 ? [] : [['It asks for: ', named(labels, row)]];
  return [
    { kind: 'heading', title: words(title, maxName), small: asked, below: [] },
    { kind: 'form', id, label: 'Open the form' },
  ];
}

/** Something that is not an answer, with what to ask instead as buttons. */
function notice(reply: NoticeReply): Block[] {
  const { tone, text } = reply;
  const title = tone === 'error' ? 'That did not work.' : '';
  return [
    { kind: 'prose', title, text, isPart: false },
    { kind: 'choices', choices: asked(reply) },
  ];
}

function asked(reply: NoticeReply): Choice[] {
  const said = suggestionsOf(reply).slice(0, shownSuggestions).map(oneLine);
  // A choice's words are cut between characters: half of one would not come back as it went.
  return said.filter((text) => text !== '').map((text) => sayChoice(text, headOf(text, maxSaid)));
}

const shownSuggestions = 10;
const maxSaid = 90;
