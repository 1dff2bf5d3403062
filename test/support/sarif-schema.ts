import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Log } from 'sarif';
import { createGenerator } from 'ts-json-schema-generator';

let made: ValidateFunction<Log> | undefined;

/** Validates SARIF 2.1.0 by what @types/sarif declares of it; what the types do not name is refused. */
export function sarifSchema(): ValidateFunction<Log> {
  made ??= make();
  return made;
}

function make(): ValidateFunction<Log> {
  const types = createRequire(import.meta.url).resolve('@types/sarif/index.d.ts');
  const { definitions = {} } = createGenerator({
    path: types,
    type: 'Log',
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
  }).createSchema('Log');
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema({ $id: 'sarif', definitions });
  return ajv.compile<Log>({ $ref: 'sarif#/definitions/Log' });
}
