import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instructions } from '../../adapters/mcp/instructions.ts';
import { tools } from '../../adapters/mcp/registry.ts';
import { newToken } from '../../src/tokens/token.ts';

const page = readFileSync('docs/agents.md', 'utf8');

describe('what is written of agents', () => {
  test('has a line for each tool in its order, and no other', () => {
    const told = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(told).toEqual(tools.map(({ name }) => name));
    for (const { name } of tools) expect(instructions).toContain(name);
  });

  test('has snippets that are JSON, without a token in them', () => {
    const snippets = [...page.matchAll(/```json\n([\s\S]+?)```/g)].map(([, text = '']) => text);
    expect(snippets).toHaveLength(3);
    for (const snippet of snippets) expect(() => JSON.parse(snippet)).not.toThrow();
    expect(page).not.toMatch(/sa_[0-9a-f]{12}_[0-9a-f]/);
  });

  test('says by what scanners find a token', () => {
    const [, pattern = ''] = /find it \(`([^`]+)`\)/.exec(page) ?? [];
    expect(newToken().text).toMatch(new RegExp(`^${pattern}$`));
  });
});
