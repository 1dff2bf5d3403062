import type { Answers } from './answers.ts';
import { type Facts, rank } from './rank.ts';
import type { TopicRubric } from './rubric.ts';

/** What each person answered; a person may leave questions out. */
export type Voices = Readonly<Record<string, Answers>>;

/** What a team's answers come to. */
export interface TeamResult {
  /** Questions that all who answered them answered alike. */
  readonly agreed: readonly { question: string; options: readonly string[]; people: readonly string[] }[];
  /** Questions on which people differ: options and who chose them. */
  readonly differing: readonly {
    question: string;
    votes: readonly { options: readonly string[]; people: readonly string[] }[];
  }[];
  /** Each person's own winner. */
  readonly winners: readonly { person: string; winner: string }[];
  /** The answers that most agree on; a question without a majority is left open. */
  readonly combined: Answers;
  /** Candidates by the mean score over everybody's answers, the best first. */
  readonly ranking: readonly { id: string; name: string; score: number }[];
}

/** Puts the answers of several people to one walk side by side, and together. */
export function combineVoices(
  topic: TopicRubric,
  voices: Voices,
  shared: Omit<Facts, 'answers'>,
): TeamResult {
  const people = Object.keys(voices);
  const agreed: TeamResult['agreed'][number][] = [];
  const differing: TeamResult['differing'][number][] = [];
  const combined: Record<string, readonly string[]> = {};
  for (const { id } of topic.questions) {
    const votes = new Map<string, { options: readonly string[]; people: string[] }>();
    for (const person of people) {
      const options = voices[person]?.[id] ?? [];
      if (options.length === 0) continue;
      const key = [...options].sort().join();
      const vote = votes.get(key) ?? { options: [...options].sort(), people: [] };
      vote.people.push(person);
      votes.set(key, vote);
    }
    const sorted = [...votes.values()].sort((a, b) => b.people.length - a.people.length);
    const [most, second] = sorted;
    if (most === undefined) continue;
    if (second === undefined) agreed.push({ question: id, options: most.options, people: most.people });
    else differing.push({ question: id, votes: sorted });
    if (second === undefined || most.people.length > second.people.length) combined[id] = most.options;
  }
  const rankings = people.map((person) => ({
    person,
    ranked: rank(topic, { ...shared, answers: voices[person] ?? {} }).ranked,
  }));
  const ranking = topic.candidates
    .map(({ id, name }) => {
      const scores = rankings.flatMap(({ ranked }) => ranked.find((one) => one.id === id)?.score ?? []);
      const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
      return { id, name, score: Math.round(mean) };
    })
    .filter(
      ({ id }) => rankings.length === 0 || rankings.some(({ ranked }) => ranked.some((one) => one.id === id)),
    )
    .sort((a, b) => b.score - a.score);
  return {
    agreed,
    differing,
    winners: rankings.flatMap(({ person, ranked: [first] }) =>
      first === undefined ? [] : [{ person, winner: first.name }],
    ),
    combined,
    ranking,
  };
}
