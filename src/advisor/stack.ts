import { type Facts, rank } from './rank.ts';
import type { TopicRubric } from './rubric.ts';

/** One part of a whole stack. */
export interface StackPart {
  readonly topic: string;
  readonly id: string;
  readonly name: string;
}

/** The parts that a stack consists of, beside its framework. */
const parts = [
  'database',
  'orm',
  'queue',
  'realtime',
  'service_comm',
  'cache',
  'auth',
  'docs',
  'testing',
  'deploy',
];

/** The `existing` option that stands for a framework. */
const existingOf: Readonly<Record<string, string>> = {
  fastapi: 'fastapi',
  'django-rest-framework': 'django',
  nestjs: 'nestjs',
  express: 'express',
  rails: 'rails',
  gin: 'gin',
  'actix-web': 'axum',
  loco: 'axum',
};

/** What a framework's project is, for the ORM. */
const ormOf: Readonly<Record<string, string>> = {
  'django-rest-framework': 'django',
  rails: 'rails',
  loco: 'loco',
};

/**
 * Composes one coherent stack around its framework: each part by its own rubric, for the same answers and for the
 * framework and its language, so that the ORM fits the language and the real-time library the framework.
 */
export function composeStack(
  stack: TopicRubric,
  topics: ReadonlyMap<string, TopicRubric>,
  facts: Facts,
  framework: string,
): StackPart[] {
  const chosen = stack.candidates.find(({ id }) => id === framework);
  const language = chosen?.language;
  return parts.flatMap((id): StackPart[] => {
    const topic = topics.get(id);
    if (topic === undefined) return [];
    const fits = topic.candidates.filter((one) => one.language === undefined || one.language === language);
    const [best, second] = rank(topic, {
      answers: {
        ...defaults,
        ...facts.answers,
        ...(language === undefined ? {} : { language: [language] }),
        existing: [...new Set([...(facts.answers.existing ?? []), existingOf[framework] ?? ''])].filter(
          (one) => one !== '',
        ),
        'orm-needs': [...(facts.answers['orm-needs'] ?? []), ormOf[framework] ?? ''].filter(
          (one) => one !== '',
        ),
      },
      shortlist: fits.map((one) => one.id),
      weights: {},
    }).ranked;
    // Where nothing speaks for the best, and nothing sets it apart, the part is not needed.
    const isChosen =
      best !== undefined && (best.points > 0 || (best.points === 0 && (second?.points ?? -1) < 0));
    return !isChosen ? [] : [{ topic: id, id: best.id, name: best.name }];
  });
}

/** What every stack of this kind needs, where the walk asks no more. */
const defaults = {
  data: ['acid'],
  'queue-needs': ['tasks', 'no-new-infra'],
  caching: ['queries', 'sessions'],
  'deploy-needs': ['same'],
  'comm-needs': ['immediate', 'typed'],
  'auth-needs': ['custom', 'jwt'],
} as const;
