import { maxChosen } from '../knowledge/rubric-schema.ts';
import type { Answers } from './answers.ts';
import { type Facts, rank } from './rank.ts';
import type { Question, TopicRubric } from './rubric.ts';

/** What each person answered; a person may leave questions out. */
export type Voices = Readonly<Record<string, Answers>>;

/** What a team says to one question. */
export interface TeamVote {
  readonly question: string;
  /** Each option with who chose it, the most chosen first; somebody may choose several. */
  readonly votes: readonly { readonly option: string; readonly people: readonly string[] }[];
  /** How many answered it. */
  readonly of: number;
  /** What more than half of these chose. */
  readonly agreed: readonly string[];
}

/** What a team's answers come to. */
export interface TeamResult {
  /** The questions that somebody answered. */
  readonly questions: readonly TeamVote[];
  /** Each person's own winner. */
  readonly winners: readonly { person: string; winner: string }[];
  /** What is agreed; a question without a majority for any option is left open. */
  readonly combined: Answers;
  /** Candidates by the mean score over everybody's answers, the best first. */
  readonly ranking: readonly { id: string; name: string; score: number }[];
}

/** Puts the answers of several people to one walk side by side, and together: votes count by option. */
export function combineVoices(
  topic: TopicRubric,
  voices: Voices,
  shared: Omit<Facts, 'answers'>,
): TeamResult {
  const people = Object.keys(voices);
  const questions = topic.questions.flatMap((question) => {
    const vote = countVotes(question, voices);
    return vote.of === 0 ? [] : [vote];
  });
  const combined = Object.fromEntries(
    questions.flatMap(({ question, agreed }) => (agreed.length > 0 ? [[question, agreed]] : [])),
  );
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
    questions,
    winners: rankings.flatMap(({ person, ranked: [first] }) =>
      first === undefined ? [] : [{ person, winner: first.name }],
    ),
    combined,
    ranking,
  };
}

function countVotes({ id, options }: Question, voices: Voices): TeamVote {
  const answered = Object.keys(voices).filter((person) => (voices[person]?.[id] ?? []).length > 0);
  const votes = options
    .map(({ id: option }) => ({
      option,
      people: answered.filter((person) => voices[person]?.[id]?.includes(option) === true),
    }))
    .filter(({ people }) => people.length > 0)
    .sort((a, b) => b.people.length - a.people.length);
  const agreed = votes
    .filter(({ people }) => people.length * 2 > answered.length)
    .slice(0, maxChosen)
    .map(({ option }) => option);
  return { question: id, votes, of: answered.length, agreed };
}
