import type { KnownBlock } from '@slack/types';
import type { RecommendationReply } from '../../../src/reply.ts';
import { contexts, header, maxLine, maxName, sections, titled } from '../blocks/section.ts';
import { bold, joined, line, type Marked, md, words } from '../escape.ts';
import type { Rendered } from '../message.ts';
import { disputeBlocks } from './facts.ts';
import { toldLines } from './question.ts';
import { factLine, sources, voiceLine } from './wording.ts';

/** What a walk came to. In short until somebody presses the button that asks for the details. */
export function renderRecommendation(reply: RecommendationReply): Rendered {
  const { topic, winner, verdict, reasons, against, flips, runnerUp, whole } = reply;
  const most = whole ? manyLines : fewLines;
  const changes = [...flips, ...(runnerUp === undefined ? [] : [runnerUp])].map((text) =>
    line(text, maxLine),
  );
  const blocks: KnownBlock[] = [
    header(`${topic}: ${winner}`),
    ...sections([line(verdict, maxLine)]),
    ...titled('For it', reasons.map(factLine), most),
    ...titled('Against it', against.map(factLine), most),
    ...titled('The stack', reply.parts.map(partLine), manyLines),
    ...rankingBlocks(reply, most),
    ...titled('Each voice by itself', reply.voices.map(voiceLine), manyLines),
    ...titled('What would change this', changes, most),
    ...(whole ? details(reply) : []),
    ...contexts([...toldLines(reply.told), ...sources(reply.citations)]),
  ];
  return { blocks };
}

const fewLines = 4;
const manyLines = 20;

function details({ disputes, panel, notes }: RecommendationReply): KnownBlock[] {
  return [
    ...disputeBlocks(disputes),
    ...titled("What each document's own method picks", panel.map(panelLine), manyLines),
    ...notes.flatMap(({ title, lines }) => titled(title, lines.map(factLine), manyLines)),
  ];
}

/** Scores as a line: `PostgreSQL 91 · MongoDB 54` */
function rankingBlocks({ ranking }: RecommendationReply, most: number): KnownBlock[] {
  if (ranking.length === 0) return [];
  const places = ranking
    .slice(0, most)
    .map(({ name, score }) => md`${words(name, 100)} ${Math.round(score)}`);
  const left = ranking.length > most ? ` · and ${ranking.length - most} more` : '';
  return sections([md`*Ranking*`, md`${joined(places, ' · ')}${left}`]);
}

function partLine({ topic, name }: RecommendationReply['parts'][number]): Marked {
  return md`${words(topic, maxName)}: ${bold(name, maxName)}`;
}

function panelLine({ source, pick, because }: RecommendationReply['panel'][number]): Marked {
  const why = because === '' ? md`` : md`. ${line(because, maxLine)}`;
  return md`${words(source, maxName)}: ${words(pick, maxName)}${why}`;
}
