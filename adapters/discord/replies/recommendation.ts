import type { RecommendationReply } from '../../../src/reply.ts';
import {
  accents,
  type Card,
  headed,
  lines,
  maxLine,
  maxName,
  type Part,
  small,
  subtext,
  titled,
} from '../components/parts.ts';
import { bold, joined, line, type Marked, md, strong, words } from '../escape.ts';
import { disputeParts } from './facts.ts';
import { toldLines } from './question.ts';
import { factLine, sources, voiceLine } from './wording.ts';

/** What a walk came to. In short until somebody presses the button that asks for the details. */
export function renderRecommendation(reply: RecommendationReply): Card {
  const { topic, winner, verdict, reasons, against, flips, runnerUp, whole } = reply;
  const most = whole ? manyLines : fewLines;
  const changes = [...flips, ...(runnerUp === undefined ? [] : [runnerUp])].map((text) =>
    line(text, maxLine),
  );
  const parts = [
    ...headed(words(`${topic}: ${winner}`, maxName), [line(verdict, maxLine)]),
    ...titled('For it', reasons.map(factLine), most),
    ...titled('Against it', against.map(factLine), most),
    ...titled('The stack', reply.parts.map(partLine), manyLines),
    ...rankingParts(reply, most),
    ...titled('Each voice by itself', reply.voices.map(voiceLine), manyLines),
    ...titled('What would change this', changes, most),
    ...(whole ? details(reply) : []),
    ...small([...toldLines(reply.told), ...sources(reply.citations)]),
  ];
  return { accent: accents.settled, parts };
}

const fewLines = 4;
const manyLines = 20;

function details({ disputes, panel, notes }: RecommendationReply): Part[] {
  return [
    ...disputeParts(disputes),
    ...titled("What each document's own method picks", panel.map(panelLine), manyLines),
    ...notes.flatMap(({ title, lines: all }) => titled(title, all.map(factLine), manyLines)),
  ];
}

/** Scores as a line: `PostgreSQL 91 · MongoDB 54` */
function rankingParts({ ranking }: RecommendationReply, most: number): Part[] {
  const [best, ...others] = ranking
    .slice(0, most)
    .map(({ name, score }) => md`${words(name, 100)} ${Math.round(score)}`);
  if (best === undefined) return [];
  const left = ranking.length - most;
  return lines(
    [
      md`**Ranking**`,
      joined([strong(best), ...others], ' · '),
      ...(left > 0 ? [subtext(md`and ${left} more`)] : []),
    ],
    true,
  );
}

function partLine({ topic, name }: RecommendationReply['parts'][number]): Marked {
  return md`${words(topic, maxName)}: ${bold(name, maxName)}`;
}

function panelLine({ source, pick, because }: RecommendationReply['panel'][number]): Marked {
  const why = because === '' ? md`` : md`. ${line(because, maxLine)}`;
  return md`${words(source, maxName)}: ${bold(pick, maxName)}${why}`;
}
