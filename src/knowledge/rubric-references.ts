import type { Method, Rubric } from './rubric-schema.ts';

/** Every condition that a rubric's reasons and methods depend on. */
export function conditionsOf(rubric: Rubric): string[] {
  return [
    ...rubric.says.map(({ on }) => on),
    ...rubric.rules.flatMap(({ when, unless }) => [when, ...unless]),
    ...rubric.methods.flatMap(conditionsOfMethod),
  ];
}

/** Every statement and table cell that a rubric rests on. */
export function reasonsOf(rubric: Rubric): string[] {
  return [
    ...rubric.says.map(({ because }) => because),
    ...rubric.rules.map(({ because }) => because),
    ...rubric.methods.flatMap(reasonsOfMethod),
  ];
}

function reasonsOfMethod(method: Method): string[] {
  switch (method.kind) {
    case 'tree':
      return Object.values(method.because);
    case 'rules':
      return method.rules.map(({ because }) => because);
    case 'votes':
      return method.rows.flatMap((row) => row.rules.map(({ because }) => because));
    case 'stars':
      return [];
  }
}

function conditionsOfMethod(method: Method): string[] {
  switch (method.kind) {
    case 'tree':
      return Object.values(method.branches).flatMap((branches) => branches.map(({ when }) => when));
    case 'rules':
      return method.rules.map(({ when }) => when);
    case 'votes':
      return method.rows.flatMap((row) => row.rules.map(({ when }) => when));
    case 'stars':
      return [];
  }
}
