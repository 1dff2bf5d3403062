import type { QuestionReply, RecommendationReply } from '../../src/reply.ts';
import { factList, leftOut, linesOf, listed, named, quotations, sources } from './reply-lines.ts';
import {
  type Block,
  joined,
  line,
  marked,
  maxName,
  type Surface,
  type Text,
  type View,
  words,
} from './view.ts';

/** A question of a walk: what is asked, what can be chosen, how a team has voted, what was understood so far. */
export function questionView(reply: QuestionReply, surface: Surface): View {
  const { topic, prompt, options, most, tally, told, choices = [] } = reply;
  const blocks: Block[] = [
    { kind: 'small', lines: [words(topic, maxName)] },
    { kind: 'options', prompt: line(prompt), options, most },
    ...(tally === undefined ? [] : votes(tally, surface)),
    { kind: 'choices', choices },
    { kind: 'small', lines: toldLines(told, surface) },
  ];
  return { accent: tally === undefined ? 'neutral' : 'open', blocks };
}

function votes(tally: NonNullable<QuestionReply['tally']>, { maxVotes, maxVoter }: Surface): Block[] {
  if (tally.length === 0) return [{ kind: 'small', lines: ['No votes yet.'] }];
  const row = { most: maxVotes, max: maxVoter, between: ', ' };
  const lines = tally.map(({ option, people }) => [
    marked('notable', words(option, maxName)),
    ` ${people.length}: `,
    named(people, row),
  ]);
  return listed('Votes', lines, maxVotes, 'options with votes');
}

/** What was said before. */
function toldLines(told: readonly string[], { endsRows }: Surface): Text[] {
  if (told.length === 0) return [];
  const row = { most: 20, max: 120, between: ' · ', end: endsRows ? ' · ' : ' ' };
  return [['Understood so far: ', named(told, row)]];
}

/** What a walk came to. In short until somebody presses the button that asks for the details. */
export function recommendationView(reply: RecommendationReply, surface: Surface): View {
  const { topic, winner, verdict, flips, runnerUp, whole } = reply;
  const most = whole ? manyLines : fewLines;
  const changes = [...flips, ...(runnerUp === undefined ? [] : [runnerUp])];
  const blocks: Block[] = [
    { kind: 'headline', title: `${topic}: ${winner}`, below: line(verdict) },
    ...factList('For it', reply.reasons, most),
    ...factList('Against it', reply.against, most),
    ...listed('The stack', reply.parts.map(partLine), manyLines),
    ...ranking(reply, most, surface),
    ...listed('Each voice by itself', reply.voices.map(voiceLine), manyLines),
    ...listed('What would change this', linesOf(changes), most),
    ...(whole ? details(reply) : []),
    { kind: 'small', lines: [...toldLines(reply.told, surface), ...sources(reply.citations)] },
  ];
  return { accent: 'settled', blocks };
}

const fewLines = 4;
const manyLines = 20;

function details({ disputes, panel, notes }: RecommendationReply): Block[] {
  return [
    ...quotations(disputes),
    ...listed("What each document's own method picks", panel.map(panelLine), manyLines),
    ...notes.flatMap(({ title, lines }) => factList(words(title, maxName), lines, manyLines)),
  ];
}

/** Scores in a row: `PostgreSQL 91 · MongoDB 54` */
function ranking({ ranking: all }: RecommendationReply, most: number, { endsRows }: Surface): Block[] {
  if (all.length === 0) return [];
  const places = all.slice(0, most).map(({ name, score }, at) => {
    const place = [words(name, 100), ` ${Math.round(score)}`];
    return at === 0 ? marked('notable', place) : place;
  });
  const left = all.length - most;
  const end = left > 0 ? [`and ${left} more`] : [];
  const lines = endsRows ? [joined([...places, ...end], ' · ')] : [joined(places, ' · '), ...leftOut(left)];
  return [{ kind: 'lines', lines: [marked('strong', 'Ranking'), ...lines] }];
}

function partLine({ topic, name }: RecommendationReply['parts'][number]): Text {
  return [words(topic, maxName), ': ', marked('strong', words(name, maxName))];
}

/** Somebody's own winner in a team's walk. */
function voiceLine({ person, winner }: RecommendationReply['voices'][number]): Text {
  return [words(person, maxName), ': ', words(winner, maxName)];
}

function panelLine({ source, pick, because }: RecommendationReply['panel'][number]): Text {
  const why = because === '' ? '' : ['. ', line(because)];
  return [words(source, maxName), ': ', marked('notable', words(pick, maxName)), why];
}
