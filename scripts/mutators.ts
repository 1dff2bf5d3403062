import type { NodeMutator } from '../node_modules/@stryker-mutator/instrumenter/dist/src/mutators/node-mutator.js';

/** Parts of a query that narrow what comes back: without one of them a query still runs, on too much. */
const clauses = new Set(['where', 'whereRef', 'limit', 'orderBy', 'groupBy', 'having', 'distinct']);

/** Takes one clause out of a query. */
export const queryClauseRemoval: NodeMutator = {
  name: 'QueryClause',
  *mutate({ node }) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return;
    const { property, object } = node.callee;
    if (property.type === 'Identifier' && clauses.has(property.name)) yield structuredClone(object);
  },
};

/** Leaves out a statement that only calls something. */
export const callRemoval: NodeMutator = {
  name: 'CallStatement',
  *mutate({ node }) {
    if (node.type !== 'ExpressionStatement') return;
    const { expression } = node;
    const called = expression.type === 'AwaitExpression' ? expression.argument : expression;
    if (called.type === 'CallExpression' && called.callee.type !== 'Super') yield { type: 'EmptyStatement' };
  },
};
