import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createIds } from '../../adapters/discord/components/ids.ts';
import { readPress } from '../../adapters/discord/read-press.ts';

const recorded = join(import.meta.dirname, '../../../shared/platform/recorded/discord.json');
const button = (custom_id: unknown) => ({ component_type: 2, custom_id });
const menu = (custom_id: string, values: unknown) => ({ component_type: 3, custom_id, values });

describe('a press', () => {
  test.each<[string, unknown, unknown]>([
    ['a choice', button('show:12:decisions'), { kind: 'choices', ids: ['show:12:decisions'] }],
    [
      'a choice that is there twice',
      button('2|show:12:decisions'),
      { kind: 'choices', ids: ['show:12:decisions'] },
    ],
    [
      'a menu',
      menu('pick:1', ['w:1:o:a=b', 'w:1:o:a=c']),
      { kind: 'choices', ids: ['w:1:o:a=b', 'w:1:o:a=c'] },
    ],
    [
      'a form',
      button('form:propose:1:0:0:decisions'),
      { kind: 'form', form: 'form:propose:1:0:0:decisions' },
    ],
    [
      'a form with a short id',
      button('f:0:1:0:0:decisions'),
      { kind: 'form', form: 'form:propose:1:0:0:decisions' },
    ],
    ['an answer to share', button('share:abc'), { kind: 'share', key: 'abc' }],
    ['a button of something else', button('hello'), { kind: 'unknown' }],
    ['a menu of something else', menu('colours', ['red']), { kind: 'unknown' }],
    ['a button that says it is a menu', button('pick:1'), { kind: 'unknown' }],
    ['a menu that says it is a button', menu('show:12:decisions', ['x']), { kind: 'unknown' }],
    ['a menu of people', { component_type: 5, custom_id: 'pick:1', values: ['1'] }, { kind: 'unknown' }],
    ['a menu without values', menu('pick:1', undefined), { kind: 'unknown' }],
    ['an id that is none', button(12), { kind: 'unknown' }],
    ['nothing', undefined, { kind: 'unknown' }],
  ])('of %s is read', (_, data, press) => expect(readPress(data)).toEqual(press));

  test('brings any id back as it went, each under an id of its own', () => {
    const any = fc.array(
      fc.oneof(
        fc.string({ minLength: 1, maxLength: 100 }),
        fc.constantFrom('form:a', 'share:b', 'pick:1', '2|c', 'say:d', 'f:e'),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(any, (choices) => {
        const ids = createIds();
        const given = choices.flatMap((id) => {
          const custom = ids.choice(id);
          return custom === undefined ? [] : [{ id, custom }];
        });
        for (const { id, custom } of given)
          expect(readPress(button(custom))).toEqual({ kind: 'choices', ids: [id] });
        expect(new Set(given.map(({ custom }) => custom)).size).toBe(given.length);
        expect(given.every(({ custom }) => custom.length <= 100)).toBe(true);
      }),
    );
  });

  test.skipIf(!existsSync(recorded))(
    'of recorded buttons of another bot is not ours (skipped without ../shared)',
    () => {
      const presses = Object.values(
        z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(recorded, 'utf8'))),
      ).flatMap((one) => {
        const read = z.object({ type: z.literal(3), data: z.unknown() }).safeParse(one);
        return read.success ? [readPress(read.data.data)] : [];
      });
      expect(presses.length).toBeGreaterThan(4);
      expect(presses.every(({ kind }) => kind === 'unknown')).toBe(true);
    },
  );
});
