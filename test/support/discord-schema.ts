import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { createGenerator } from 'ts-json-schema-generator';
import { z } from 'zod';

/*
 * JSON schemas of what goes out to Discord: as discord-api-types declares it, and as Discord's own OpenAPI document does
 * where that is there. The generator brings a TypeScript of its own, as version 7 has no API for it; it takes some seconds and
 * is done at the first use.
 */

/** A kind of body that goes out. */
export type Body = 'message' | 'edit' | 'response' | 'modal' | 'command' | 'thread';

const typeNames: Readonly<Record<Body, string>> = {
  message: 'RESTPostAPIChannelMessageJSONBody',
  edit: 'RESTPatchAPIChannelMessageJSONBody',
  response: 'APIInteractionResponse',
  modal: 'APIModalInteractionResponseCallbackData',
  command: 'RESTPostAPIApplicationCommandsJSONBody',
  thread: 'RESTPostAPIChannelMessagesThreadsJSONBody',
};

/** Names in the OpenAPI document; a response is one of several. */
const documentNames: Readonly<Record<Body, readonly string[]>> = {
  message: ['MessageCreateRequest'],
  edit: ['MessageEditRequestPartial'],
  response: [
    'ApplicationCommandAutocompleteCallbackRequest',
    'CreateMessageInteractionCallbackRequest',
    'ModalInteractionCallbackRequest',
    'PongInteractionCallbackRequest',
    'UpdateMessageInteractionCallbackRequest',
  ],
  modal: ['ModalInteractionCallbackRequestData'],
  command: ['ApplicationCommandCreateRequest'],
  thread: ['CreateTextThreadWithMessageRequest'],
};

const types = createRequire(import.meta.url)
  .resolve('discord-api-types/v10')
  .replace(/\.m?js$/, '.d.ts');
const documentPath = join(import.meta.dirname, '../../../shared/platform/discord-openapi.json');

/** Whether Discord's own document is there to check against. */
export const hasDocument = existsSync(documentPath);

let declared: ((body: Body) => ValidateFunction) | undefined;
let documented: ((body: Body) => ValidateFunction) | undefined;

/** A validator by the declared types; what they do not name is refused. */
export function declaredSchema(body: Body): ValidateFunction {
  declared ??= cached(makeDeclared());
  return declared(body);
}

/** A validator by Discord's document; undefined where that is not there. */
export function documentedSchema(body: Body): ValidateFunction | undefined {
  if (!hasDocument) return undefined;
  documented ??= cached(makeDocumented());
  return documented(body);
}

function cached(make: (body: Body) => ValidateFunction): (body: Body) => ValidateFunction {
  const made = new Map<Body, ValidateFunction>();
  return (body) => {
    const validate = made.get(body) ?? make(body);
    made.set(body, validate);
    return validate;
  };
}

function makeDeclared(): (body: Body) => ValidateFunction {
  const generator = createGenerator({
    path: types,
    type: typeNames.message,
    skipTypeCheck: true,
    additionalProperties: false,
    jsDoc: 'none',
  });
  const names = Object.values(typeNames);
  const all = names.flatMap((name) => Object.entries(generator.createSchema(name).definitions ?? {}));
  // A helper's types come out as objects without anything in them, whatever they are: the document and the rules see to those.
  const named = all.filter(([name]) => !name.startsWith('_AddUndefined'));
  const unknown = all.filter(([name]) => name.startsWith('_AddUndefined')).map(([name]) => [name, {}]);
  // Flags are added up; the types name only each alone.
  const flags = { MessageFlags: { type: 'integer', minimum: 0 } };
  const definitions = { ...Object.fromEntries([...named, ...unknown]), ...flags };
  const ajv = new Ajv({ strict: false, allErrors: true }).addSchema({ $id: 'discord', definitions });
  return (body) => ajv.compile({ $ref: `discord#/definitions/${typeNames[body]}` });
}

const documentSchema = z.looseObject({ openapi: z.string(), components: z.looseObject({}) });

function makeDocumented(): (body: Body) => ValidateFunction {
  const { components } = documentSchema.parse(JSON.parse(readFileSync(documentPath, 'utf8')));
  // It names formats of its own, such as `snowflake`, that say nothing about what a text may be.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'openapi', components });
  return (body) =>
    ajv.compile({
      anyOf: documentNames[body].map((name) => ({ $ref: `openapi#/components/schemas/${name}` })),
    });
}
