import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import { readDeciders } from '../../src/conversation/meaning/deciders.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Log, Viewer } from '../../src/decisions/record.ts';
import type { Chose, Commanded, Event, Mentioned, Said, Submitted } from '../../src/event.ts';
import type { FormReply } from '../../src/reply.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let services: Services;
let engine: Engine;
beforeEach(async () => {
  database = await freshDatabase();
  services = await servicesFor(database);
  engine = createEngine(services, throwFault);
});
afterEach(() => database.close());

const everything = { workspace: 'w', viewer: { kind: 'operator' } as const };
const logNamed = async (name: string): Promise<Log | undefined> =>
  (await services.decisions.logs(everything)).find((log) => log.name === name);

type Doing =
  | Pick<Said, 'kind' | 'text'>
  | Pick<Chose, 'kind' | 'choices'>
  | Pick<Submitted, 'kind' | 'form' | 'fields'>
  | Pick<Commanded, 'kind' | 'name' | 'given'>;

/** Somebody in a channel; those whom their words mention come along as a platform brings them. */
const person = (
  id: string,
  more: Partial<Pick<Event, 'channel' | 'mentioned'>> & { outside?: boolean; isGuest?: boolean } = {},
) => {
  const { channel = 'c', outside = false, isGuest = false, ...rest } = more;
  const who = { id, name: id };
  const viewer: Viewer = { kind: 'member', person: who, channels: [channel], outside, isGuest };
  const where = { workspace: 'w', channel, thread: id, person: who, viewer, source: 'test', ...rest };
  const act = async (doing: Doing) => (await engine.handle({ ...where, ...doing })).replies;
  return {
    say: async (text: string) => repliesMarkdown(await act({ kind: 'said', text })),
    press: (id: string) => act({ kind: 'chose', choices: [id] }),
    fill: async (form: FormReply, fields: Readonly<Record<string, string>>) => {
      const given = Object.fromEntries(form.fields.map(({ name, value }) => [name, fields[name] ?? value]));
      return act({ kind: 'submitted', form: form.id, fields: given });
    },
    form: async (log: string) => {
      const [reply] = await act({ kind: 'chose', choices: [`log:${log}`] });
      if (reply?.kind !== 'form') throw new Error(`no form but ${JSON.stringify(reply)}`);
      return reply;
    },
  };
};

const ana: Mentioned = { kind: 'person', id: 'U1', name: 'Ana Lee', isNamed: true };
const bob: Mentioned = { kind: 'person', id: 'U2', name: 'Bob', isNamed: true };
const data: Mentioned = { kind: 'group', id: 'S1', name: 'data', isNamed: true };

describe('a log that is set up in words', () => {
  test('shows what is set, and who may change it', async () => {
    expect(await person('ann').say('/adr log')).toBe(
      [
        '**The log decisions**',
        '- Who decides (everybody here but guests)',
        "- What accepts a proposal (1 approval; the author's own counts)",
        '- Who sees it (everybody in the workspace)',
        '- Its channel (none: it is for wherever no other log is)',
        '- Who may change this (everybody here but guests)',
        '[Change]',
      ].join('\n'),
    );
    // Looking makes none.
    expect(await services.decisions.logs(everything)).toEqual([]);
  });

  test('takes each setting', async () => {
    const ann = person('ann');
    await ann.say('/adr log create shop');
    await ann.say('/adr log deciders ann, bob');
    await ann.say('/adr log quorum 2');
    await ann.say('/adr log visibility members');
    expect(await logNamed('shop')).toMatchObject({
      ...{ quorum: 2, deciders: ['ann', 'bob'], visibility: 'members', channel: 'c', ownApproval: true },
    });
    expect(await ann.say('/adr log own-approval off')).toContain(
      "a quorum of 2 needs at least 3 deciders, as an author's own approval does not count",
    );
    await ann.say('/adr log deciders everybody');
    expect(await ann.say('/adr log own_approval off')).toContain('shop is set.');
    expect(await logNamed('shop')).toMatchObject({ deciders: [], ownApproval: false });
  });

  test('takes people whatever they are called', async () => {
    const ann = person('ann', {
      mentioned: [
        { kind: 'person', id: '__proto__', name: 'to\u202eString', isNamed: true },
        { ...bob, name: 'Bob' },
      ],
    });
    await ann.say('/adr log deciders constructor, @to\u202eString, @Bob');
    expect((await logNamed('decisions'))?.deciderNames.toSorted()).toEqual([
      ...['Bob', 'constructor', 'toString'],
    ]);
    await person('constructor').say('/adr log deciders constructor');
    expect((await logNamed('decisions'))?.deciderNames).toEqual(['constructor']);
    expect(await services.decisions.verify('w')).toEqual([]);
  });

  test('says how it is written where it is not', async () => {
    const ann = person('ann');
    expect(await ann.say('/adr log quorum two')).toContain('such as: /adr log quorum 2');
    expect(await ann.say('/adr log quorum 0')).toContain('a whole number from 1 to 100');
    expect(await ann.say('/adr log visibility secret')).toContain('Say open or members');
    expect(await ann.say('/adr log own-approval')).toContain('Say on or off');
    expect(await ann.say('/adr log deciders')).toContain('Say who decides');
    expect(await ann.say('/adr log create')).toContain('Name the log');
    expect(await ann.say('/adr log create a:b')).toContain('a log is named with letters');
    expect(await ann.say('/adr log paint it red')).toContain('"paint" cannot be set; say quorum, deciders');
    expect(await services.decisions.logs(everything)).toEqual([]);
  });

  test('is changed by who may alone, and others are told who that is by name', async () => {
    await person('ann', { mentioned: [ana, bob] }).say('/adr log deciders @Ana Lee @Bob');
    const cy = person('cy');
    expect(await cy.say('/adr log')).not.toContain('[Change]');
    const refused = 'decisions is decided by Ana Lee, Bob, not by cy';
    for (const words of ['quorum 1', 'deciders cy', 'bind decisions']) {
      expect(await cy.say(`/adr log ${words}`)).toContain(refused);
    }
    const [pressed] = await cy.press('log:decisions');
    expect(pressed).toMatchObject({ kind: 'notice', tone: 'error' });
    const guest = person('gus', { outside: true, isGuest: true, channel: 'c' });
    expect(await guest.say('/adr log create mine')).toContain('guests are from outside');
  });

  test('belongs to a channel once, and another that had it gives it up', async () => {
    const ann = person('ann');
    await ann.say('/adr log create shop');
    await ann.say('/adr log create core');
    expect(await logNamed('core')).toMatchObject({ channel: 'c' });
    expect(await logNamed('shop')).toMatchObject({ channel: null });
    expect(await ann.say('/adr log create shop')).toContain('there is a log "shop" already');
    expect(await ann.say('/adr log bind shpo')).toMatch(
      /there is no log "shpo"; there are core, shop\. To make it/,
    );
    expect(await ann.say('/adr log bind shop')).toContain('goes into shop from now on');
    expect(await logNamed('core')).toMatchObject({ channel: null });
    await ann.say('record that we use Go');
    expect((await services.decisions.list({ ...everything, log: 'shop' })).map(({ title }) => title)).toEqual(
      ['Use Go'],
    );
    // What happened to both stands in their histories.
    expect(await services.decisions.verify('w')).toEqual([]);
  });

  test('is taken from another only by who may set that too, whole or not at all', async () => {
    await person('ann').say('/adr log create core');
    await person('ann').say('/adr log deciders ann');
    await services.decisions.createLog({
      ...{ workspace: 'w', log: 'shop', source: 'test', person: { id: 'op', name: 'op' } },
      viewer: { kind: 'operator' },
    });
    expect(await person('bob').say('/adr log bind shop')).toContain('core is decided by ann, not by bob');
    expect(await person('bob').say('/adr log create new')).toContain('core is decided by ann, not by bob');
    expect(await logNamed('core')).toMatchObject({ channel: 'c' });
    expect(await logNamed('shop')).toMatchObject({ channel: null });
    expect(await logNamed('new')).toBeUndefined();
  });

  test('is not hidden from whoever hides it', async () => {
    const ann = person('ann');
    await ann.say('record that we use Go');
    expect(await ann.say('/adr log visibility members')).toContain(
      'it belongs to no channel, so that nobody would see it; bind it to one first',
    );
    await ann.say('/adr log create shop');
    await ann.say('/adr log visibility members');
    const other = person('ann', { channel: 'elsewhere' });
    expect(await other.say('/adr log bind shop')).toContain('there is no log "shop"');
    expect(repliesMarkdown(await other.press('log:shop'))).toContain('there is no log "shop"');
    // Its records would be nobody's.
    expect(await ann.say('/adr log create new')).toContain(
      'this channel keeps shop, which is for its members; make that open first',
    );
  });
});

describe("the form of a log's settings", () => {
  test('holds what is set, and sets it', async () => {
    const ann = person('ann', { mentioned: [ana, bob, data] });
    await ann.say('/adr log deciders @Ana Lee, @Bob and @data');
    const form = await person('U1', { mentioned: [] }).form('decisions');
    expect(form.fields.map(({ name, value }) => [name, value])).toEqual([
      ['quorum', '1'],
      ['deciders', 'Ana Lee, Bob'],
      ['groups', '@data'],
      ['visibility', 'open'],
      ['ownApproval', 'on'],
    ]);
    const sent = await person('U1', { mentioned: [ana] }).fill(form, { deciders: '@Ana Lee', quorum: ' 1 ' });
    expect(repliesMarkdown(sent)).toContain('Who decides (Ana Lee, @data)');
    expect(await logNamed('decisions')).toMatchObject({ deciders: ['U1', '@data'] });
  });

  test('counts once, and tells what is wrong at its field', async () => {
    const ann = person('ann');
    const form = await ann.form('decisions');
    const faultOf = async (fields: Readonly<Record<string, string>>) => {
      const [first] = await ann.fill(form, fields);
      return first?.kind === 'notice' ? [first.field, first.text.split('. ')[0]] : [];
    };
    expect(await faultOf({ quorum: 'two' })).toEqual([
      'quorum',
      'Approvals that accept a proposal: a quorum is a whole number from 1 to 100',
    ]);
    expect(await faultOf({ visibility: 'members' })).toEqual([
      'visibility',
      'Who sees it: it belongs to no channel, so that nobody would see it; bind it to one first',
    ]);
    expect(await faultOf({ deciders: '\u200b' })).toEqual([
      'deciders',
      'People who decide (none: everybody): a decider needs a name that can be read',
    ]);
    expect(await logNamed('decisions')).toBeUndefined();
    expect(repliesMarkdown(await ann.fill(form, { deciders: 'ann, Bob Ray' }))).toContain(
      'decisions is set.',
    );
    expect(repliesMarkdown(await ann.fill(form, { deciders: 'ann' }))).toContain('sent already');
    expect(await logNamed('decisions')).toMatchObject({ deciders: ['ann', 'Bob Ray'] });
  });

  test('that was opened before somebody else set the log changes nothing', async () => {
    const ann = person('ann');
    const form = await ann.form('decisions');
    await person('bob').say('/adr log quorum 3');
    expect(repliesMarkdown(await ann.fill(form, { quorum: '2' }))).toContain(
      'somebody changed decisions since the form was opened; open it again',
    );
    expect(await logNamed('decisions')).toMatchObject({ quorum: 3 });
  });
});

describe('who decides, in words', () => {
  const known = [{ id: 'U1', name: 'Ana Lee' }];
  test.each([
    [
      '@Ana Lee @Bob',
      [ana, bob],
      [
        { id: 'U1', name: 'Ana Lee' },
        { id: 'U2', name: 'Bob' },
      ],
      [],
    ],
    ['@Bob, @data and cy', [bob, data], [{ id: 'U2', name: 'Bob' }, '@data', 'cy'], []],
    [
      '@Sam @Sam',
      ['U3', 'U4'].map((id) => ({ ...bob, id, name: 'Sam' })),
      ['U3', 'U4'].map((id) => ({ id, name: 'Sam' })),
      [],
    ],
    ['@someone', [{ ...ana, name: 'someone', isNamed: false }], ['U1'], []],
    ['@some-group', [{ ...data, name: 'some-group', isNamed: false }], [], ['@some-group']],
    ['ann @bob', [], ['ann'], ['@bob']],
    ['everyone', [], [], []],
  ] as const)('%s, where people have ids', (words, mentioned, deciders, unclear) => {
    expect(readDeciders(words, { mentioned, known: [], byCommas: false })).toEqual({ deciders, unclear });
  });

  test.each([
    ['@ana @bob', false, ['ana', 'bob']],
    ['ana and bob', false, ['ana', 'bob']],
    ['Ana Lee, Bob Ray', true, [{ id: 'U1', name: 'Ana Lee' }, 'Bob Ray']],
    ['ana lee', true, [{ id: 'U1', name: 'Ana Lee' }]],
    ['', true, []],
  ] as const)('%s, where they are names', (words, byCommas, deciders) => {
    expect(readDeciders(words, { mentioned: undefined, known, byCommas })).toEqual({ deciders, unclear: [] });
  });
});
