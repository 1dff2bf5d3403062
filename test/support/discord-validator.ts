import type { ErrorObject } from 'ajv';
import { z } from 'zod';
import { commandFaults } from './discord-command-limits.ts';
import {
  autocompleteProblems,
  type Faults,
  messageFaults,
  modalFaults,
  threadFaults,
} from './discord-limits.ts';
import { type Body, declaredSchema, documentedSchema } from './discord-schema.ts';

/*
 * Says why Discord would refuse a body: by the schema of its types, by its own document where that is there, then by the
 * limits that neither knows. Every function returns the problems, none for a body that is good.
 */

/** A message that is created or edited, in a channel or through a token. */
export function messageProblems(body: unknown): string[] {
  const sent = asSent(body);
  const created = schemaProblems('message', sent);
  const schema = created.length === 0 || schemaProblems('edit', sent).length === 0 ? [] : created;
  return [...schema, ...faultsOf(messageFaults, sent), ...brokenText(sent)];
}

/** What is shown when a command or a press asks for a form. */
export function modalProblems(body: unknown): string[] {
  const sent = asSent(body);
  return [...schemaProblems('modal', sent), ...faultsOf(modalFaults, sent), ...brokenText(sent)];
}

/** A thread that is begun from a message. */
export function threadProblems(body: unknown): string[] {
  const sent = asSent(body);
  return [...schemaProblems('thread', sent), ...faultsOf(threadFaults, sent), ...brokenText(sent)];
}

/** The commands of an application, all together. */
export function commandProblems(bodies: readonly unknown[]): string[] {
  const sent = bodies.map(asSent);
  return [...sent.flatMap((body) => schemaProblems('command', body)), ...faultsOf(commandFaults, sent)];
}

const responseSchema = z.looseObject({ type: z.number(), data: z.looseObject({}).optional() });

/** The first response to an interaction: the callback's body, or that of the HTTP answer. */
export function responseProblems(body: unknown): string[] {
  const sent = asSent(body);
  const read = responseSchema.safeParse(sent);
  const schema = schemaProblems('response', sent);
  return read.success ? [...schema, ...dataProblems(read.data)] : ['not a response'];
}

function dataProblems({ type, data }: z.infer<typeof responseSchema>): string[] {
  switch (type) {
    case 4:
    case 7:
      return [...faultsOf(messageFaults, data), ...brokenText(data)];
    case 5:
      return Object.keys(data ?? {}).every((key) => key === 'flags')
        ? []
        : ['a deferral with more than flags'];
    case 8:
      return [...faultsOf(autocompleteProblems, data), ...brokenText(data)];
    case 9:
      return [...faultsOf(modalFaults, data), ...brokenText(data)];
    case 1:
    case 6:
      return data === undefined ? [] : ['data where there is none'];
    default:
      return [`no rules for responses of type ${type}`];
  }
}

function faultsOf(faults: Faults, body: unknown): string[] {
  const problems: string[] = [];
  faults(body, (problem) => problems.push(problem));
  return problems;
}

/** As it is written into a request: what is undefined is not there. */
function asSent(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

/** Halves of signs do not survive the way: what comes back is not what was sent. */
function brokenText(value: unknown): string[] {
  return (JSON.stringify(value) ?? '').match(/\\ud[89a-f]/i) === null ? [] : ['half of a surrogate pair'];
}

function schemaProblems(body: Body, value: unknown): string[] {
  return [
    ...problemsBy(`declared ${body}`, declaredSchema(body), value),
    ...problemsBy(`documented ${body}`, documentedSchema(body), value),
  ];
}

function problemsBy(what: string, validate: ReturnType<typeof documentedSchema>, value: unknown): string[] {
  if (validate === undefined || validate(value)) return [];
  return telling(validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${what}${instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`.trim(),
  );
}

/** Where a body could be one of several, it is not told that it is none of the others. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const own = errors.filter(
    ({ keyword, instancePath }) => keyword !== 'anyOf' && !instancePath.endsWith('/type'),
  );
  return [...(own.length === 0 ? errors : own)].slice(0, maxErrors);
}

const maxErrors = 12;
