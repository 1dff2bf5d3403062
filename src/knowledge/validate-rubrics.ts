import { cellId } from './cell-id.ts';
import { parseCondition, type Test } from './conditions.ts';
import type { Report } from './fault.ts';
import type { Knowledge } from './knowledge.ts';
import { conditionsOf } from './rubric-references.ts';
import type { Method, Rubric, RubricQuestion } from './rubric-schema.ts';

/** The ids that rubrics may point to. */
interface Ids {
  readonly entries: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
  readonly statements: ReadonlySet<string>;
}

/** Checks that every rubric can be walked: known candidates, reachable questions, options that help somebody. */
export function checkRubrics(knowledge: Knowledge, ids: Ids, report: Report): void {
  const questions = new Map(knowledge.questions.map((question) => [question.id, question]));
  for (const question of knowledge.questions) checkQuestion(question, knowledge, ids, report);
  const topics = new Set<string>();
  for (const rubric of knowledge.rubrics) {
    if (topics.has(rubric.topic)) report(rubric, 'topic', `one rubric a topic; "${rubric.topic}" has two`);
    topics.add(rubric.topic);
    checkRubric({ rubric, knowledge, questions, ids, report });
  }
}

function checkQuestion(question: RubricQuestion, knowledge: Knowledge, ids: Ids, report: Report): void {
  for (const id of question.why) {
    if (!ids.statements.has(id))
      report(question, 'why', `the id of a statement or table cell; "${id}" is unknown`);
  }
  const asked = knowledge.rubrics.filter((rubric) => rubric.questions.includes(question.id));
  if (asked.length === 0) report(question, 'id', `a rubric that asks it; no rubric lists "${question.id}"`);
  const options = new Set(question.options.map(({ id }) => id));
  for (const [index, option] of question.options.entries()) {
    const path = `options[${index}]`;
    for (const name of option.names) {
      if (!ids.entries.has(name))
        report(question, `${path}.names`, `the id of an entry; "${name}" is unknown`);
    }
    if (option.denies !== undefined && !options.has(option.denies)) {
      report(question, `${path}.denies`, `an option of the same question; "${option.denies}" is none`);
    }
    const helps = asked.some((rubric) =>
      conditionsOf(rubric).some((condition) =>
        parseCondition(condition).some(
          (test) => test.question === question.id && (test.kind === 'several' || test.option === option.id),
        ),
      ),
    );
    if (asked.length > 0 && !helps && option.denies === undefined) {
      report(question, path, `an option that helps somebody; no rubric uses "${question.id}:${option.id}"`);
    }
  }
}

/** What is checked of one rubric, and with what. */
interface Checked {
  readonly rubric: Rubric;
  readonly knowledge: Knowledge;
  readonly questions: ReadonlyMap<string, RubricQuestion>;
  readonly ids: Ids;
  readonly report: Report;
}

function checkRubric(checked: Checked): void {
  const { rubric, ids, report } = checked;
  if (!ids.topics.has(rubric.topic))
    report(rubric, 'topic', `the id of a topic; "${rubric.topic}" is unknown`);
  for (const candidate of rubric.candidates) {
    if (!ids.entries.has(candidate))
      report(rubric, 'candidates', `the id of an entry; "${candidate}" is unknown`);
  }
  checkQuestionsOf(checked, checkConditions(checked));
  checkReasons(checked);
  for (const [index, method] of rubric.methods.entries()) checkMethod(checked, method, `methods[${index}]`);
}

/** Checks what the conditions ask for; gives the ids of the questions that they depend on. */
function checkConditions({ rubric, questions, report }: Checked): ReadonlySet<string> {
  const used = new Set<string>();
  for (const condition of conditionsOf(rubric)) {
    for (const test of parseCondition(condition)) {
      used.add(test.question);
      const question = questions.get(test.question);
      if (question === undefined || !rubric.questions.includes(test.question)) {
        report(
          rubric,
          'says',
          `a question that the rubric lists; "${condition}" asks for "${test.question}"`,
        );
      } else if (test.kind !== 'several' && !question.options.some(({ id }) => id === test.option)) {
        report(rubric, 'says', `an option of "${test.question}"; "${condition}" names "${test.option}"`);
      }
    }
  }
  return used;
}

/** Checks the rubrics that one builds on, and the questions that it asks. */
function checkQuestionsOf(
  { rubric, knowledge, questions, report }: Checked,
  used: ReadonlySet<string>,
): void {
  const parent = knowledge.rubrics.find(({ topic }) => topic === rubric.inherits?.topic);
  if (rubric.inherits !== undefined && parent === undefined) {
    report(rubric, 'inherits.topic', `a topic with a rubric; "${rubric.inherits.topic}" has none`);
  }
  for (const id of rubric.composes) {
    if (!knowledge.rubrics.some(({ topic }) => topic === id)) {
      report(rubric, 'composes', `a topic with a rubric; "${id}" has none`);
    }
  }
  for (const id of rubric.questions) {
    if (!questions.has(id)) report(rubric, 'questions', `the id of a question; "${id}" is unknown`);
    else if (!used.has(id) && !parent?.questions.includes(id)) {
      report(rubric, 'questions', `questions that something depends on; nothing uses "${id}"`);
    }
  }
}

/** Checks what answers say for whom, and the explicit rules. */
function checkReasons({ rubric, knowledge, questions, ids, report }: Checked): void {
  const candidates = new Set(rubric.candidates);
  const speaks = speaksOf(rubric, knowledge, report);
  const wordless = cellsWithoutSentence(knowledge);
  const check = (named: readonly string[], because: string, path: string) => {
    if (!ids.statements.has(because))
      report(rubric, `${path}.because`, `the id of a statement or table cell; "${because}" is unknown`);
    speaks(named, because, `${path}.because`);
    if (wordless.has(because))
      report(
        rubric,
        `${path}.because`,
        `a table cell with a \`sentence\`: people read it; "${because}" has none`,
      );
  };
  const areCandidates = (named: readonly string[], path: string) => {
    for (const id of named) {
      if (!candidates.has(id)) report(rubric, path, `a candidate of ${rubric.topic}; "${id}" is none`);
    }
  };
  for (const [index, say] of rubric.says.entries()) {
    const path = `says[${index}]`;
    areCandidates([...say.for, ...say.against, ...say.only], path);
    if (say.only.length === 0 && say.weight > heaviest)
      report(
        rubric,
        `${path}.weight`,
        `a weight up to ${heaviest}: what decides by itself is a rule; not ${say.weight}`,
      );
    check([...say.for, ...say.against], say.because, path);
  }
  for (const [index, rule] of rubric.rules.entries()) {
    const path = `rules[${index}]`;
    areCandidates([...rule.picks, ...rule.out], path);
    check(rule.picks, rule.because, path);
    const never = contradiction(parseCondition(rule.when), questions);
    if (never !== undefined)
      report(rubric, `${path}.when`, `a condition that can hold; "${never}" takes one option only`);
  }
}

/** Table cells that say nothing as a sentence. */
function cellsWithoutSentence({ tables }: Knowledge): ReadonlySet<string> {
  return new Set(
    tables
      .filter(({ sentence }) => sentence === undefined)
      .flatMap(({ id, cells }) =>
        Object.entries(cells).flatMap(([row, columns]) =>
          Object.entries(columns).flatMap(([column, cell]) =>
            'sentence' in cell && cell.sentence !== undefined ? [] : [cellId(id, row, column)],
          ),
        ),
      ),
  );
}

/** A heavier reason would decide by itself: that is for rules to do. */
const heaviest = 8;

/** The question of which a condition wants two different options though it takes one. */
function contradiction(
  tests: readonly Test[],
  questions: ReadonlyMap<string, RubricQuestion>,
): string | undefined {
  return tests.find(
    (test) =>
      test.kind !== 'several' &&
      tests.some(
        (other) =>
          other.kind !== 'several' &&
          other.question === test.question &&
          other.option !== test.option &&
          (questions.get(test.question)?.several !== true || test.kind === 'only'),
      ),
  )?.question;
}

/** Reports a reason or rule whose statement names other candidates of the topic, and nobody whom it is about. */
function speaksOf(rubric: Rubric, knowledge: Knowledge, report: Report) {
  const about = new Map(
    knowledge.statements.map(({ id, about: own, versus }) => [id, new Set([...own, ...versus])]),
  );
  const entries = new Map(knowledge.entries.map((entry) => [entry.id, entry]));
  /** What a candidate is known by: itself, its language, what it is part of. */
  const familyOf = (id: string) => {
    const entry = entries.get(id);
    const kin = knowledge.entries
      .filter((one) => one.language === id || one.broader === id)
      .map((one) => one.id);
    return [id, entry?.language, entry?.broader, ...kin].flatMap((one) => one ?? []);
  };
  return (named: readonly string[], because: string, path: string) => {
    const spoken = about.get(because);
    if (spoken === undefined) return;
    const others = rubric.candidates.filter((id) => spoken.has(id));
    const isSpokenOf = (id: string) => familyOf(id).some((one) => spoken.has(one));
    if (named.length > 0 && others.length > 0 && !named.some(isSpokenOf))
      report(
        rubric,
        path,
        `a statement about ${named.join(', ')}; "${because}" speaks of ${others.join(', ')}`,
      );
  };
}

function checkMethod({ rubric, knowledge, ids, report }: Checked, method: Method, path: string): void {
  switch (method.kind) {
    case 'tree': {
      const tree = knowledge.trees.find(({ id }) => id === method.tree);
      if (tree === undefined) {
        report(rubric, `${path}.tree`, `the id of a tree; "${method.tree}" is unknown`);
        return;
      }
      for (const node of tree.nodes) {
        const answers = new Set(node.branches.map(({ when }) => when));
        const branches = method.branches[node.id] ?? [];
        for (const answer of answers) {
          if (!branches.some(({ branch }) => branch === answer)) {
            report(rubric, `${path}.branches.${node.id}`, `a condition for the branch "${answer}"`);
          }
        }
        for (const { leadsTo } of node.branches) {
          if (!('label' in leadsTo)) continue;
          const because = method.because[leadsTo.label];
          if (because === undefined || !ids.statements.has(because)) {
            report(rubric, `${path}.because`, `the id of a statement for "${leadsTo.label}"`);
          }
        }
      }
      return;
    }
    case 'rules':
    case 'votes': {
      const rules = method.kind === 'rules' ? method.rules : method.rows.flatMap((row) => row.rules);
      for (const rule of rules) {
        for (const pick of rule.picks) {
          if (!rubric.candidates.includes(pick)) {
            report(rubric, path, `a candidate of ${rubric.topic}; "${pick}" is none`);
          }
        }
        if (!ids.statements.has(rule.because)) {
          report(rubric, path, `the id of a statement or table cell; "${rule.because}" is unknown`);
        }
      }
      return;
    }
    case 'stars':
      if (!knowledge.tables.some(({ id }) => id === method.table)) {
        report(rubric, `${path}.table`, `the id of a table; "${method.table}" is unknown`);
      }
  }
}
