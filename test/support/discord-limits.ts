import { z } from 'zod';
import { countProblems, lengthProblems, parsed, type Tell, uniqueProblems } from './discord-counting.ts';
import { markdownProblems } from './discord-markdown.ts';

/*
 * What Discord refuses although its types allow it. The figures are written out here: taken from the adapter, a wrong one there
 * would prove itself right.
 */

/** Tells what is wrong with a body. */
export type Faults = (body: unknown, tell: Tell) => void;

const optionSchema = z.looseObject({
  label: z.string(),
  value: z.string(),
  description: z.string().optional(),
  default: z.boolean().optional(),
});
const nodeSchema = z.looseObject({
  type: z.number(),
  custom_id: z.string().optional(),
  label: z.string().optional(),
  description: z.string().optional(),
  content: z.string().optional(),
  placeholder: z.string().optional(),
  style: z.number().optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  min_values: z.number().optional(),
  max_values: z.number().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  required: z.boolean().optional(),
  accent_color: z.number().nullish(),
  options: z.array(optionSchema).optional(),
  default_values: z.array(z.looseObject({ id: z.string().regex(/^\d{1,20}$/), type: z.string() })).optional(),
  items: z
    .array(z.looseObject({ media: z.looseObject({ url: z.string() }), description: z.string().optional() }))
    .optional(),
  components: z.array(z.unknown()).optional(),
  component: z.unknown().optional(),
  accessory: z.unknown().optional(),
});
type Node = z.infer<typeof nodeSchema>;

const mentionsSchema = z.strictObject({
  parse: z.array(z.string()).max(0),
  replied_user: z.literal(false).optional(),
});
const messageSchema = z.looseObject({
  content: z.string().nullish(),
  embeds: z.array(z.unknown()).nullish(),
  flags: z.number().default(0),
  components: z.array(z.unknown()).default([]),
  allowed_mentions: z.unknown().optional(),
  attachments: z.array(z.looseObject({ filename: z.string().optional() })).optional(),
  nonce: z.union([z.string(), z.number()]).optional(),
  enforce_nonce: z.boolean().optional(),
  message_reference: z.looseObject({ fail_if_not_exists: z.boolean().optional() }).optional(),
});

const isComponentsV2 = 1 << 15;

/** A message. */
export function messageFaults(body: unknown, tell: Tell): void {
  const message = parsed(messageSchema, body, 'a message', tell);
  if (message === undefined) return;
  if (!mentionsSchema.safeParse(message.allowed_mentions).success) tell('mentions are not forbidden');
  if (message.enforce_nonce === true && message.nonce === undefined) tell('enforce_nonce without a nonce');
  if (String(message.nonce ?? '').length > 25) tell('a nonce of more than 25 characters');
  if (message.message_reference !== undefined && message.message_reference.fail_if_not_exists !== false)
    tell('an answer that fails where the message is gone');
  if ((message.flags & isComponentsV2) === 0) oldMessageFaults(message, tell);
  else componentMessageFaults(message, tell);
}

type Message = z.infer<typeof messageSchema>;

function oldMessageFaults({ content, components }: Message, tell: Tell): void {
  lengthProblems('content', content ?? '', components.length === 0 ? 1 : 0, 2_000, tell);
  const others = components.filter((one) => nodeSchema.safeParse(one).data?.type !== 1);
  if (others.length > 0) tell('components of the new kind without the flag');
  countProblems('rows', components, 0, 5, tell);
  nodesFaults(components, tell);
}

function componentMessageFaults({ content, embeds, components, attachments }: Message, tell: Tell): void {
  if ((content ?? '') !== '' || (embeds ?? []).length > 0) tell('content or embeds beside components');
  countProblems('components', components, 1, 40, tell);
  const nodes = nodesFaults(components, tell);
  countProblems('components in all', nodes, 1, 40, tell);
  const text = nodes.map((node) => (node.type === 10 ? (node.content ?? '') : '')).join('');
  lengthProblems('text of all displays', text, 0, 4_000, tell);
  pictureFaults(nodes, attachments, tell);
}

function pictureFaults(nodes: readonly Node[], attachments: Message['attachments'], tell: Tell): void {
  if (attachments === undefined) return;
  const shown = nodes.flatMap(({ items = [] }) => items.map(({ media }) => media.url));
  for (const url of shown.filter((one) => one.startsWith('attachment://'))) {
    const isThere = attachments.some(({ filename }) => url === `attachment://${filename ?? ''}`);
    if (!isThere) tell(`${url} is not attached`);
  }
}

/** What is wrong with components and those within them; gives them all. */
function nodesFaults(components: readonly unknown[], tell: Tell): Node[] {
  const nodes = components.flatMap((component) => nodesIn(component, tell));
  for (const node of nodes) nodeFaults(node, tell);
  uniqueProblems(
    'custom_ids',
    nodes.flatMap(({ custom_id }) => custom_id ?? []),
    tell,
  );
  return nodes;
}

function nodesIn(component: unknown, tell: Tell): Node[] {
  const read = nodeSchema.safeParse(component);
  if (!read.success) {
    tell('a component that is none');
    return [];
  }
  const { components = [], component: labelled, accessory } = read.data;
  const within = [
    ...components,
    ...(labelled === undefined ? [] : [labelled]),
    ...(accessory === undefined ? [] : [accessory]),
  ];
  return [read.data, ...within.flatMap((one) => nodesIn(one, tell))];
}

function nodeFaults(node: Node, tell: Tell): void {
  if (node.custom_id !== undefined) lengthProblems('custom_id', node.custom_id, 1, 100, tell);
  switch (node.type) {
    case 1:
      rowFaults(node, tell);
      return;
    case 2:
      lengthProblems('label of a button', node.label ?? '', 1, 80, tell);
      if ((node.custom_id === undefined) === (node.url === undefined))
        tell('a button needs an id or an address');
      return;
    case 3:
      selectFaults(node, tell);
      return;
    case 4:
      inputFaults(node, tell);
      return;
    case 5:
      userSelectFaults(node, tell);
      return;
    case 9:
      countProblems('texts of a section', node.components ?? [], 1, 3, tell);
      if (node.accessory === undefined) tell('a section without anything beside it');
      return;
    case 10:
      lengthProblems('text', node.content ?? '', 1, 4_000, tell);
      markdownProblems(node.content ?? '', tell);
      return;
    case 12:
      countProblems('pictures', node.items ?? [], 1, 10, tell);
      for (const { description } of node.items ?? [])
        lengthProblems('description of a picture', description ?? '', 1, 1_024, tell);
      return;
    case 14:
      return;
    case 17:
      countProblems('components of a box', node.components ?? [], 1, 40, tell);
      if ((node.accent_color ?? 0) < 0 || (node.accent_color ?? 0) > 0xffffff) tell('a colour that is none');
      return;
    case 18:
      lengthProblems('label', node.label ?? '', 1, 45, tell);
      if (node.description !== undefined) lengthProblems('description', node.description, 1, 100, tell);
      return;
    default:
      tell(`no rules for components of type ${node.type}`);
  }
}

function rowFaults({ components = [] }: Node, tell: Tell): void {
  countProblems('things in a row', components, 1, 5, tell);
  const types = components.map((one) => nodeSchema.safeParse(one).data?.type);
  if (types.some((type) => type !== 2) && types.length > 1) tell('a menu or a field shares its row');
}

function selectFaults(node: Node, tell: Tell): void {
  const { options = [], min_values = 1, max_values = 1 } = node;
  countProblems('options', options, 1, 25, tell);
  for (const option of options) {
    lengthProblems('label of an option', option.label, 1, 100, tell);
    lengthProblems('value of an option', option.value, 1, 100, tell);
    if (option.description !== undefined)
      lengthProblems('description of an option', option.description, 1, 100, tell);
  }
  uniqueProblems(
    'values of options',
    options.map(({ value }) => value),
    tell,
  );
  if (node.placeholder !== undefined) lengthProblems('placeholder of a menu', node.placeholder, 1, 150, tell);
  if (min_values > max_values || max_values < 1 || max_values > options.length)
    tell('a wrong number of picks');
  if (options.filter((option) => option.default === true).length > max_values)
    tell('too many picks at first');
}

function userSelectFaults({ min_values = 1, max_values = 1, default_values = [] }: Node, tell: Tell): void {
  if (min_values > max_values || max_values < 1 || max_values > 25) tell('a wrong number of picks');
  if (default_values.length > max_values) tell('too many picks at first');
  uniqueProblems(
    'people picked at first',
    default_values.map(({ id }) => id),
    tell,
  );
}

function inputFaults(
  { value = '', placeholder, min_length = 0, max_length = 4_000, ...rest }: Node,
  tell: Tell,
): void {
  lengthProblems('value of a field', value, 0, Math.min(4_000, max_length), tell);
  if (placeholder !== undefined) lengthProblems('placeholder of a field', placeholder, 1, 100, tell);
  if (max_length < 1 || max_length > 4_000 || min_length < 0 || min_length > max_length)
    tell('a field of a wrong length');
  if (rest.style === 1 && value.includes('\n')) tell('several lines in a field of one');
}

const modalSchema = z.looseObject({
  custom_id: z.string(),
  title: z.string(),
  components: z.array(z.unknown()),
});

/** A form that opens before somebody. */
export function modalFaults(body: unknown, tell: Tell): void {
  const read = parsed(modalSchema, body, 'a modal', tell);
  if (read === undefined) return;
  const { custom_id, title, components } = read;
  lengthProblems('title', title, 1, 45, tell);
  lengthProblems('custom_id', custom_id, 1, 100, tell);
  countProblems('fields', components, 1, 5, tell);
  nodesFaults(components, tell);
  for (const component of components) {
    const { type, component: labelled } = nodeSchema.safeParse(component).data ?? {};
    if (type !== 18) tell('a field without a label around it');
    if (nodeSchema.safeParse(labelled).data?.label !== undefined) tell('a label within a label');
  }
}

const choicesSchema = z.looseObject({
  choices: z.array(z.looseObject({ name: z.string(), value: z.string() })),
});

/** What can stand behind what somebody types. */
export function autocompleteProblems(body: unknown, tell: Tell): void {
  const read = parsed(choicesSchema, body, 'choices', tell);
  if (read === undefined) return;
  countProblems('choices', read.choices, 0, 25, tell);
  for (const { name, value } of read.choices) {
    lengthProblems('name of a choice', name, 1, 100, tell);
    lengthProblems('value of a choice', value, 1, 100, tell);
  }
}

const threadSchema = z.looseObject({ name: z.string(), auto_archive_duration: z.number().optional() });

/** A thread begun from a message. */
export function threadFaults(body: unknown, tell: Tell): void {
  const read = parsed(threadSchema, body, 'a thread', tell);
  if (read === undefined) return;
  lengthProblems('name', read.name.trim(), 1, 100, tell);
  lengthProblems('name', read.name, 1, 100, tell);
  if (![60, 1_440, 4_320, 10_080].includes(read.auto_archive_duration ?? 60)) tell('an odd time to archive');
}
