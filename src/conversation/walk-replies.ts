import { type RankedView, type Standing, tiedNames, tiedOf } from '../advisor/result.ts';
import type { Walk } from '../advisor/walk.ts';
import { uniqueCitations } from '../knowledge/passages.ts';
import type { Line, Reply } from '../reply.ts';
import { changeTexts, runnerUpText, toldLines } from './advice-replies.ts';
import { listNames } from './list-names.ts';
import type { Walking } from './memory.ts';
import { nameOf, type Services } from './services.ts';
import { say, sayChoice, type Turn, type TurnResult } from './turn.ts';

/** Why the open question of a walk is asked. */
export function whyAsked({ advisor }: Services, { walk, question }: Walking): Reply {
  if (question === null) return { kind: 'text', text: 'Nothing is being asked.' };
  const view = advisor.question(walk, question);
  return factsOfLines('Why this is asked', view.why);
}

/** The question that was asked, which stays open. */
export function stillAsked({ advisor }: Services, { walk, question }: Walking): Reply[] {
  return question === null
    ? []
    : [
        {
          kind: 'text',
          text: `So: ${advisor.question(walk, question).prompt}`,
          choices: [sayChoice('Skip')],
        },
      ];
}

/** What speaks for the one that leads, and what was told. */
export function reasonsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.standing(walk);
  if (result.pick === null)
    return factsOfLines(
      `For ${listNames(tiedNames(result))}, which are level`,
      tiedLines(result, ({ reasons }) => reasons),
    );
  const [winner, second] = result.ranking;
  const told = toldLines(advisor.topic(walk.topic), walk);
  const lines: Line[] = [
    ...(told.length === 0 ? [] : [{ text: `You told: ${told.join('; ')}`, citations: [] }]),
    ...(winner?.reasons ?? []),
    ...(second?.against ?? [])
      .slice(0, 1)
      .map((line) => ({ ...line, text: `Against ${second?.name}: ${line.text}` })),
  ];
  return factsOfLines(`Why ${winner?.name ?? ''}`, lines);
}

/** What speaks against the one that leads. */
export function doubtsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  if (result.pick === null)
    return factsOfLines(
      `Against ${listNames(tiedNames(result))}, which are level`,
      tiedLines(result, ({ against }) => against),
    );
  const { ranking, risks, pitfalls, tradeoffs } = result;
  const [winner] = ranking;
  return factsOfLines(`What speaks against ${winner?.name ?? ''}`, [
    ...(winner?.against ?? []),
    ...tradeoffs,
    ...risks.map(({ risk }) => risk),
    ...pitfalls,
  ]);
}

/** What is told of each that shares the first place, in a few lines each. */
function tiedLines(result: Standing, linesOf: (one: RankedView) => readonly Line[]): Line[] {
  return tiedOf(result).flatMap((one) => linesOf(one).slice(0, 2));
}

/** "Why not Mongo?": what speaks against one candidate, and where it stands. */
export function whyNot(turn: Turn, walking: Walking, words: string): TurnResult | undefined {
  const { services } = turn;
  const named = services.answering.understand(words).entries;
  const { ranking } = services.advisor.result(walking.walk);
  const place = ranking.findIndex(({ id }) => named.includes(id));
  const one = ranking[place];
  if (one === undefined || place === 0) return undefined;
  const stands = {
    text: `${one.name} has ${one.score} of 100, ${ranking[0]?.name ?? ''} ${ranking[0]?.score ?? 0}.`,
    citations: [],
  };
  const lines = [stands, ...one.against, ...(ranking[0]?.reasons ?? []).slice(0, 3)];
  return say(turn, 'advise', [factsOfLines(`Why not ${one.name}`, lines)]);
}

/** The ranking, and what the second needs to win. */
export function othersReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  const { ranking } = result;
  const runnerUp = runnerUpText(result);
  const places = ranking.slice(0, 6).map(({ name, score, against }, place) => ({
    text: `${place + 1}. ${name}, ${score} of 100`,
    detail: place === 0 ? '' : (against[0]?.text ?? ''),
  }));
  return {
    kind: 'list',
    title: 'The ranking',
    items: [...places, ...(runnerUp === undefined ? [] : [{ text: runnerUp, detail: '' }])],
  };
}

/** "What would make you say Go?": what it takes for one that is named, or why nothing does; undefined where none is. */
export function flipsTo(turn: Turn, walking: Walking, words: string): TurnResult | undefined {
  const { services } = turn;
  const against = words === '' ? undefined : whyNot(turn, walking, words);
  if (against === undefined) return undefined;
  const topic = services.advisor.topic(walking.walk.topic);
  const named = services.answering.understand(words).entries.map((id) => nameOf(services, id));
  const texts = changeTexts(services.advisor.result(walking.walk), topic).filter((text) =>
    named.some((name) => text.endsWith(`→ ${name}`) || text.startsWith(`${name} would win`)),
  );
  if (texts.length === 0)
    return {
      ...against,
      replies: [
        { kind: 'text', text: `No single answer would make it ${listNames(named)}.` },
        ...against.replies,
      ],
    };
  const items = texts.map((text) => ({ text, detail: '' }));
  return { ...against, replies: [{ kind: 'list', title: `What would make it ${listNames(named)}`, items }] };
}

/** The single answers that would change who wins. */
export function flipsReply({ advisor }: Services, walk: Walk): Reply {
  const result = advisor.result(walk);
  const winner = result.pick?.name ?? listNames(tiedNames(result));
  const items = changeTexts(result, advisor.topic(walk.topic));
  return items.length === 0
    ? { kind: 'text', text: `No single answer would take ${winner} from the first place.` }
    : {
        kind: 'list',
        title: `What would change it from ${winner}`,
        items: items.map((text) => ({ text, detail: '' })),
      };
}

function factsOfLines(title: string, lines: readonly Line[]): Reply {
  if (lines.length === 0) return { kind: 'text', text: `${title}: the documents say nothing.` };
  const shown = lines.slice(0, 8);
  const citations = uniqueCitations(shown.flatMap((line) => line.citations));
  return { kind: 'facts', title, lines: shown, disputes: [], more: [], citations };
}
