import {
  ContextMenuCommandAssertions,
  ContextMenuCommandBuilder,
  SlashCommandAssertions,
  SlashCommandBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applicationCommands, recordCommand } from '../../adapters/discord/application-commands.ts';
import { readAutocomplete, readCommand } from '../../adapters/discord/command-options.ts';
import { defineCommand } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/registry.ts';
import { commandProblems } from '../support/discord-validator.ts';

const registered = applicationCommands();
const bodySchema = z.looseObject({
  type: z.number(),
  name: z.string(),
  description: z.string().default(''),
  options: z.array(z.looseObject({ type: z.number(), name: z.string() })).default([]),
});
const bodies = registered.map((body) => bodySchema.parse(body));
const named = (name: string) => bodies.find((body) => body.name === name);

describe('the commands for Discord', () => {
  test('look as they did', async () => {
    const golden = registered.map((body) => `${JSON.stringify(body)}\n`).join('');
    await expect(golden).toMatchFileSnapshot('golden/commands.jsonl');
  });

  test('are what Discord takes', () => expect(commandProblems(registered)).toEqual([]));

  test('are all of the registry', () => {
    const names = bodies.flatMap(({ name, type, options }) => {
      const subcommands = options.filter((option) => option.type === 1);
      if (type !== 1) return [];
      return subcommands.length === 0 ? [name] : subcommands.map((option) => `${name} ${option.name}`);
    });
    expect(names.sort()).toEqual(commands.map(({ name }) => name).sort());
  });

  test('have what can be typed completed, and what is fixed listed', () => {
    expect(JSON.stringify(named('ask'))).toContain('"autocomplete":true');
    expect(JSON.stringify(named('advise'))).toContain('"type":5,"name":"team"'.split(',')[0]);
    expect(JSON.stringify(named('adr'))).toContain('{"name":"accepted","value":"accepted"}');
    expect(named(recordCommand)).toMatchObject({ type: 3, contexts: [0, 1], integration_types: [0] });
  });

  test('pass the assertions of the builders of discord.js', () => {
    for (const { type, name, description, options } of bodies) {
      if (type === 3) {
        ContextMenuCommandAssertions.validateName(name);
        expect(new ContextMenuCommandBuilder().setName(name).setType(3).toJSON().name).toBe(name);
        continue;
      }
      SlashCommandAssertions.validateName(name);
      SlashCommandAssertions.validateDescription(description);
      SlashCommandAssertions.validateMaxOptionsLength(options);
      expect(new SlashCommandBuilder().setName(name).setDescription(description).toJSON().name).toBe(name);
      for (const option of options) {
        const read = bodySchema.parse(option);
        SlashCommandAssertions.validateName(read.name);
        SlashCommandAssertions.validateDescription(read.description);
        SlashCommandAssertions.validateMaxOptionsLength(read.options);
      }
    }
  });

  test.each(['two words more', 'Capitals', ''])('are none of a name such as "%s"', (name) => {
    const meaning = () => ({ kind: 'help' }) as const;
    const command = defineCommand({ name, description: 'x', takes: {}, example: '', meaning });
    expect(() => applicationCommands([command])).toThrow(RangeError);
  });
});

describe('a command that came in', () => {
  const sub = (name: string, ...options: unknown[]) => ({ type: 1, name, options });

  test.each<[string, unknown, unknown]>([
    [
      'with its words',
      { type: 1, id: '1', name: 'ask', options: [{ type: 3, name: 'question', value: 'go or rust' }] },
      { name: 'ask', given: { question: 'go or rust' } },
    ],
    [
      'of a group',
      { type: 1, name: 'adr', options: [sub('accept', { type: 3, name: 'number', value: '12' })] },
      { name: 'adr accept', given: { number: '12' } },
    ],
    [
      'with a flag',
      { type: 1, name: 'advise', options: [{ type: 5, name: 'team', value: true }] },
      { name: 'advise', given: { team: 'true' } },
    ],
    ['without options', { type: 1, name: 'help' }, { name: 'help', given: {} }],
    ['of a group, without options', { name: 'adr', options: [sub('due')] }, { name: 'adr due', given: {} }],
    [
      'with an option that is none',
      { name: 'help', options: [{ name: '__proto__', value: 'x' }] },
      { name: 'help', given: {} },
    ],
    ['that is not ours', { type: 1, name: 'play' }, undefined],
    ['of a group that is not ours', { type: 1, name: 'adr', options: [sub('sing')] }, undefined],
    ['of a message', { type: 3, name: 'ask', target_id: '1' }, undefined],
    ['that is nothing', null, undefined],
    ['with a value that is none', { name: 'ask', options: [{ name: 'question', value: {} }] }, undefined],
  ])('%s is read', (_, data, given) => expect(readCommand(data)).toEqual(given));

  test('comes back from what is registered, whichever it is', () => {
    for (const { name, arguments: all } of commands) {
      const [first = '', second] = name.split(' ');
      const options = all.map((argument) => ({
        name: argument.name,
        value: argument.isFlag ? true : 'x',
      }));
      const data = { name: first, options: second === undefined ? options : [sub(second, ...options)] };
      const given = Object.fromEntries(options.map((option) => [option.name, String(option.value)]));
      expect(readCommand(data)).toEqual({ name, given });
    }
  });
});

describe('what somebody is typing', () => {
  test('is read with what is filled in around it', () => {
    const typing = readAutocomplete({
      type: 1,
      name: 'adr',
      options: [
        {
          type: 1,
          name: 'supersede',
          options: [
            { type: 3, name: 'number', value: '3' },
            { type: 3, name: 'by', value: 'post', focused: true },
          ],
        },
      ],
    });
    expect(typing).toMatchObject({ typed: 'post', given: { number: '3' }, option: { completes: 'record' } });
    expect(typing?.command.name).toBe('adr supersede');
  });

  test.each<[string, unknown]>([
    ['nothing is', { name: 'ask', options: [{ name: 'question', value: 'x' }] }],
    ['it is no option of ours', { name: 'ask', options: [{ name: 'other', value: 'x', focused: true }] }],
    ['it is no command of ours', { name: 'play', options: [{ name: 'a', value: 'x', focused: true }] }],
    ['it is nothing', undefined],
  ])('is not, where %s', (_, data) => expect(readAutocomplete(data)).toBeUndefined());
});
