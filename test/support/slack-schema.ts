import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

/*
 * JSON schemas of what @slack/types declares. The generator brings a TypeScript of its own, as version 7 has no API for it;
 * it takes about a second and is done at the first use.
 */
const types = join(
  dirname(createRequire(import.meta.url).resolve('@slack/types/package.json')),
  'dist/index.d.ts',
);

interface Validators {
  readonly modal: ValidateFunction<ModalView>;
  readonly home: ValidateFunction<HomeView>;
  block(type: string): ValidateFunction<KnownBlock> | undefined;
}

let made: Validators | undefined;

/** Validators for views and for each kind of block; what the types do not name is refused. */
export function slackSchemas(): Validators {
  made ??= make();
  return made;
}

function make(): Validators {
  const generator = createGenerator({
    path: types,
    type: '*',
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
  });
  const { definitions = {} } = generator.createSchema('*');
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema({ $id: 'slack', definitions });
  const of = <Value>(name: string) => ajv.compile<Value>({ $ref: `slack#/definitions/${name}` });
  const blocks = new Map<string, ValidateFunction<KnownBlock>>();
  return {
    modal: of<ModalView>('ModalView'),
    home: of<HomeView>('HomeView'),
    // By its kind, as the faults of one schema are readable and those of twenty are not.
    block(type) {
      const name = `${type
        .split('_')
        .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
        .join('')}Block`;
      if (!(name in definitions)) return undefined;
      const known = blocks.get(name) ?? of<KnownBlock>(name);
      blocks.set(name, known);
      return known;
    },
  };
}
