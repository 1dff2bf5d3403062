import { nameIndexOf } from '../../answers/names.ts';
import { tokenize } from '../../answers/tokens.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { type Classifier, type Labelled, learnClassifier } from '../classifier.ts';
import { namesIn } from './around.ts';
import { isQuestion, sentencesOf } from './clauses.ts';
import { type Role, roleFeatures, roles } from './roles.ts';
import type { RoleLine } from './training-lines.ts';

const settings = { least: 2, rounds: 80, step: 0.3, penalty: 1e-5 };
const mark = /\{([^{}|]+)\|([a-z-]+)\}/g;

/** Learns which part names play from lines in which each is marked. Same lines, same weights. */
export function learnRoles(knowledge: Knowledge, lines: readonly RoleLine[]): Classifier<Role> {
  return learnClassifier(markedNames(knowledge, lines), settings);
}

/** The marked names of lines with what their parts are read from. */
export function markedNames(knowledge: Knowledge, lines: readonly RoleLine[]): Labelled<Role>[] {
  const names = nameIndexOf(knowledge);
  return lines.flatMap(({ text }) => {
    const { plain, marks } = withoutMarks(text);
    return sentencesOf(plain).flatMap((sentence) => {
      const tokens = tokenize(sentence.text);
      const found = namesIn(tokens, names);
      const asks = isQuestion(sentence.text);
      return marks
        .filter(({ at }) => at >= sentence.at && at < sentence.at + sentence.text.length)
        .map(({ at, name, role }) => {
          const start = tokenize(sentence.text.slice(0, at - sentence.at)).length;
          const end = start + tokenize(name).length;
          return { features: roleFeatures(tokens, start, end, found, asks), class: role };
        });
    });
  });
}

function withoutMarks(text: string) {
  const marks: { name: string; role: Role; at: number }[] = [];
  let [plain, from] = ['', 0];
  for (const match of text.matchAll(mark)) {
    plain += text.slice(from, match.index);
    const role = roles.find((one) => one === match[2]);
    const name = match[1] ?? '';
    if (role !== undefined) marks.push({ name, role, at: plain.length });
    plain += name;
    from = match.index + match[0].length;
  }
  return { plain: plain + text.slice(from), marks };
}
