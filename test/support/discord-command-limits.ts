import { z } from 'zod';
import { countProblems, lengthProblems, parsed, type Tell, uniqueProblems } from './discord-counting.ts';

const choiceSchema = z.looseObject({ name: z.string(), value: z.union([z.string(), z.number()]) });
const baseSchema = z.looseObject({
  type: z.number().default(1),
  name: z.string(),
  description: z.string().default(''),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  choices: z.array(choiceSchema).optional(),
  options: z.array(z.unknown()).default([]),
});
type Described = z.infer<typeof baseSchema>;

/** Commands that Discord would refuse. The kinds: 1 a slash command, 2 and 3 in the menu of a person or a message. */
export function commandFaults(bodies: unknown, tell: Tell): void {
  const read = parsed(z.array(baseSchema), bodies, 'commands', tell);
  if (read === undefined) return;
  countProblems(
    'slash commands',
    read.filter(({ type }) => type === 1),
    0,
    100,
    tell,
  );
  uniqueProblems(
    'names of commands',
    read.map(({ type, name }) => `${type} ${name}`),
    tell,
  );
  for (const command of read) {
    if (command.type === 1) slashFaults(command, tell);
    else lengthProblems('name', command.name, 1, 32, tell);
    if (command.type !== 1 && (command.description !== '' || command.options.length > 0))
      tell('a command of a menu with a description or options');
    if (lengthOf(command) > 8_000) tell('a command of more than 8000 characters');
  }
}

function slashFaults(described: Described, tell: Tell): void {
  if (!/^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u.test(described.name))
    tell('a name that is none');
  if (described.name !== described.name.toLowerCase()) tell('a name with capitals');
  lengthProblems('description', described.description, 1, 100, tell);
  const options = described.options.flatMap((option) => baseSchema.safeParse(option).data ?? []);
  countProblems('options', described.options, 0, 25, tell);
  uniqueProblems(
    'names of options',
    options.map(({ name }) => name),
    tell,
  );
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (firstOptional !== -1 && options.slice(firstOptional).some(({ required }) => required === true))
    tell('a required option behind others');
  if (new Set(options.map(({ type }) => type <= 2)).size > 1) tell('subcommands beside options');
  for (const option of options) {
    slashFaults(option, tell);
    choiceFaults(option, tell);
  }
}

function choiceFaults({ choices, autocomplete }: Described, tell: Tell): void {
  if (choices === undefined) return;
  if (autocomplete === true) tell('choices beside autocomplete');
  countProblems('choices', choices, 0, 25, tell);
  for (const { name, value } of choices) {
    lengthProblems('name of a choice', name, 1, 100, tell);
    lengthProblems('value of a choice', String(value), 1, 100, tell);
  }
}

/** Names, descriptions and values of a command and all within it. */
function lengthOf({ name, description, choices = [], options }: Described): number {
  const own = name.length + description.length;
  const values = choices.map((choice) => choice.name.length + String(choice.value).length);
  const within = options.map((option) => {
    const read = baseSchema.safeParse(option);
    return read.success ? lengthOf(read.data) : 0;
  });
  return [...values, ...within].reduce((sum, one) => sum + one, own);
}
