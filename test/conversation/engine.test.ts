import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { maxMessage } from '../../src/conversation/handle-message.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Event } from '../../src/event.ts';
import { maxChoiceId, maxLabel, type Reply } from '../../src/reply.ts';
import { freshDatabase } from '../support/database.ts';
import { throwFault } from '../support/faults.ts';
import { servicesFor } from '../support/services.ts';

let database: Database;
let services: Services;
let engine: Engine;

beforeEach(async () => {
  database = await freshDatabase();
  services = await servicesFor(database, () => '2026-11-21T09:00:00.000Z');
  engine = createEngine(services, throwFault);
});
afterEach(() => database.close());

interface Where {
  readonly workspace?: string;
  readonly channel?: string;
  readonly thread?: string;
  readonly id?: string;
  readonly outside?: boolean;
}

function whereOf(name: string, where: Where = {}) {
  const person = { id: name, name };
  const { channel = 'backend', outside = false, ...rest } = where;
  return {
    workspace: 'local',
    thread: 't1',
    person,
    viewer: { kind: 'member', person, channels: [channel], outside },
    source: 'test',
    channel,
    ...rest,
  } as const;
}

const say = (name: string, text: string, where?: Where): Promise<Outcome> =>
  engine.handle({ ...whereOf(name, where), kind: 'said', text });
const press = (name: string, choices: string[], where?: Where): Promise<Outcome> =>
  engine.handle({ ...whereOf(name, where), kind: 'chose', choices });
const submit = (name: string, form: string, fields: Record<string, string>): Promise<Outcome> =>
  engine.handle({ ...whereOf(name), kind: 'submitted', form, fields });
const textOf = ({ replies }: Outcome) => repliesMarkdown(replies);
const records = () => services.decisions.list({ workspace: 'local', viewer: { kind: 'operator' } });

function idOf({ replies }: Outcome, label: string): string {
  const all = replies.flatMap((reply: Reply) => [
    ...(reply.choices ?? []),
    ...(reply.kind === 'question' ? reply.options : []),
  ]);
  return all.find((choice) => choice.label === label)?.id ?? `no choice "${label}"`;
}

describe('the engine', () => {
  test('lets nobody from outside turn noticing on', async () => {
    expect(textOf(await say('eve', 'turn noticing on', { outside: true }))).toMatch(/outside/);
    expect(await services.channels.isNoticing('local', 'backend')).toBe(false);
    await say('ann', 'turn noticing on');
    expect(await services.channels.isNoticing('local', 'backend')).toBe(true);
  });

  test("never takes a button of one person for another's in the thread that they share", async () => {
    const gil = await say('ann', 'what is the GIL?');
    const compared = await say('bob', 'fastapi vs django');
    const more = (outcome: Outcome) => {
      const id = outcome.replies
        .flatMap(({ choices = [] }) => choices)
        .find(({ label }) => /^More/.test(label))?.id;
      if (id === undefined) throw new Error('nothing more');
      return id;
    };
    expect(more(gil)).not.toBe(more(compared));
    expect(textOf(await press('bob', [more(compared)]))).toMatch(/Django/);
    // Anybody may read on in what everybody sees.
    expect(textOf(await press('bob', [more(gil)]))).toMatch(/GIL/);
    expect(textOf(await press('cy', [more(gil)]))).toMatch(/GIL/);
    const [one, other] = [
      await say('cy', 'help us choose a database'),
      await say('dora', 'help us choose a language'),
    ];
    expect(textOf(await press('dora', [idOf(one, 'Skip')]))).toMatch(/somebody else's/);
    expect(textOf(await press('dora', [idOf(other, 'Skip')]))).toMatch(/language/i);
  });

  test('handles an event that is delivered twice once', async () => {
    const event = { id: 'e1' };
    const first = await say('ana', 'record that we chose NATS because it is small', event);
    const again = await say('ana', 'record that we chose NATS because it is small', event);
    expect(again).toEqual({ ...first, again: true });
    expect(await records()).toHaveLength(1);
  });

  test('records once when the process dies between the record and the memory', async () => {
    const event: Event = {
      ...whereOf('ana', { id: 'e1' }),
      kind: 'said',
      text: 'record that we chose NATS',
    };
    const failing = {
      ...services,
      memories: { ...services.memories, save: () => Promise.reject(new Error('killed')) },
    };
    await expect(createEngine(failing, throwFault).handle(event)).rejects.toThrow('killed');
    await engine.handle(event);
    expect(await records()).toHaveLength(1);
  });

  test('tells of a fault with a reference and no internals, and goes on', async () => {
    const failing = {
      ...services,
      memories: { ...services.memories, save: () => Promise.reject(new Error('secret path /etc/x')) },
    };
    const faults: unknown[] = [];
    const shaky = createEngine(failing, (error, reference) => faults.push([error, reference]));
    const { replies } = await shaky.handle({ ...whereOf('ana'), kind: 'said', text: 'hello' });
    expect(repliesMarkdown(replies)).toMatch(/went wrong.*reference [0-9a-f]{8}/);
    expect(repliesMarkdown(replies)).not.toContain('/etc');
    expect(faults).toMatchObject([[{ message: 'secret path /etc/x' }, expect.any(String)]]);
  });

  test('takes a form that is sent twice once', async () => {
    const { replies } = await say('ana', '/adr propose');
    const [form] = replies;
    const id = form?.kind === 'form' ? form.id : '';
    await submit('ana', id, { title: 'Use Redis', decision: 'For its speed.' });
    const again = await submit('ana', id, { title: 'Use Redis', decision: 'For its speed.' });
    expect(textOf(again)).toContain('sent already');
    expect(await records()).toHaveLength(1);
  });

  test('takes a form that is sent again with other events, or after a crash, once', async () => {
    const open = async () => {
      const [form] = (await say('ana', '/adr propose')).replies;
      return form?.kind === 'form' ? form.id : '';
    };
    const send = (form: string, id: string, by = engine) =>
      by.handle({
        ...whereOf('ana', { id }),
        kind: 'submitted',
        form,
        fields: { title: 'Use Redis', decision: 'For its speed.' },
      });
    const form = await open();
    const killed = {
      ...services,
      memories: { ...services.memories, save: () => Promise.reject(new Error('killed')) },
    };
    await expect(send(form, 'e1', createEngine(killed, throwFault))).rejects.toThrow('killed');
    expect(textOf(await send(form, 'e2'))).toContain('Recorded as 1');
    for (let at = 0; at < 40; at++) await say('ana', 'hello', { id: `h${at}` });
    expect(textOf(await send(form, 'e3'))).toContain('sent already');
    expect(await records()).toHaveLength(1);
    // Another form is another record, whatever was forgotten meanwhile.
    await services.memories.forget('2999-01-01');
    const [second, third] = [await open(), await open()];
    expect(textOf(await send(second, 'e4'))).toContain('Recorded as 2');
    expect(textOf(await send(third, 'e5'))).toContain('Recorded as 3');
  });

  test('takes a form about a record once too', async () => {
    await say('ana', 'record that we chose NATS because it is small');
    await say('ana', '/adr accept 1');
    const [form] = (await press('ana', ['r:amend-form:1:decisions'])).replies;
    const id = form?.kind === 'form' ? form.id : '';
    for (const event of ['a1', 'a2'])
      await engine.handle({
        ...whereOf('ana', { id: event }),
        kind: 'submitted',
        form: id,
        fields: { text: 'Also for reports.' },
      });
    const history = await services.decisions.history(
      { workspace: 'local', log: 'decisions', viewer: { kind: 'operator' } },
      1,
    );
    expect(history.filter(({ kind }) => kind === 'amended')).toHaveLength(1);
  });

  test('keeps what is wrong in a form from being lost', async () => {
    const { replies } = await say('ana', '/adr propose');
    const [form] = replies;
    const id = form?.kind === 'form' ? form.id : '';
    const filled = { title: 'Use Redis', decision: 'For its speed.' };
    const refused = async (fields: Readonly<Record<string, string>>) => {
      const [first] = (await submit('ana', id, { ...filled, ...fields })).replies;
      return first?.kind === 'notice' ? [first.field, first.text] : [];
    };
    // By the very labels of the form.
    expect(await refused({ title: ' ' })).toEqual([
      'title',
      'What is decided, in a line: this is needed. What you wrote is still in the form.',
    ]);
    expect(await refused({ decision: '\n\u200b ' })).toEqual([
      'decision',
      'Decision and why: this is needed. What you wrote is still in the form.',
    ]);
    expect(await refused({ reviewBy: '2020-01-01' })).toEqual([
      'reviewBy',
      'Review by: 2020-01-01 is in the past; name a day to come. What you wrote is still in the form.',
    ]);
    expect((await refused({ options: 'x'.repeat(2_001) }))[0]).toBe('options');
    expect(textOf(await submit('ana', id, filled))).toContain('Recorded as 1');
  });

  test('keeps what a form says of the code that a record holds for', async () => {
    const [form] = (await say('ana', '/adr propose')).replies;
    const id = form?.kind === 'form' ? form.id : '';
    const fields = { title: 'Use PostgreSQL', decision: 'For orders.' };
    const refused = await submit('ana', id, { ...fields, affects: 'services/orders\n/etc' });
    expect(textOf(refused)).toContain(
      'Code it holds for, a line each: "/etc" is no path from the repository\'s root; leave out what stands before it. What',
    );
    const affects = ['services/orders', 'src/**/*.sql', 'npm:pg'];
    expect(
      textOf(await submit('ana', id, { ...fields, affects: ' services/orders \nsrc/**/*.sql, npm:pg' })),
    ).toContain('Recorded as 1');
    expect(await affectsOf(1)).toEqual(affects);
    const edit = async (changed: object) => {
      const [opened] = (await press('ana', ['r:edit-form:1:decisions'])).replies;
      if (opened?.kind !== 'form') throw new Error('no form');
      expect(opened.fields.find(({ name }) => name === 'affects')?.value).toBe(affects.join('\n'));
      await submit('ana', opened.id, { ...fields, ...changed });
    };
    // A surface without room for the field says nothing of it.
    await edit({});
    expect(await affectsOf(1)).toEqual(affects);
    await edit({ affects: '' });
    expect(await affectsOf(1)).toEqual([]);
  });

  async function affectsOf(number: number): Promise<readonly string[]> {
    const look = { workspace: 'local', viewer: { kind: 'operator' }, log: 'decisions' } as const;
    return (await services.decisions.get(look, number)).affects;
  }

  test('calls the fields of a form as the template of the log does', async () => {
    const person = { id: 'op', name: 'op' };
    const viewer = { kind: 'operator' } as const;
    const act = { workspace: 'local', log: 'decisions', person, viewer, source: 'test' };
    await say('ana', 'record that we chose NATS because it is small');
    const template = '# {{title}}\n\n## Was wir tun\n\n{{decision}}\n\n## Auswahl\n\n{{options}}\n';
    await services.decisions.setLog(act, { template });
    const [form] = (await say('ana', '/adr propose')).replies;
    if (form?.kind !== 'form') throw new Error('no form');
    expect(form.fields.map(({ label }) => label)).toEqual([
      ...['What is decided, in a line', 'Was wir tun', 'Why it has to be decided', 'Auswahl', 'Review by'],
      'Code it holds for, a line each',
    ]);
    const [edit] = (await press('ana', ['r:edit-form:1:decisions'])).replies;
    expect(edit?.kind === 'form' && edit.fields[1]?.label).toBe('Was wir tun');
    const refused = await submit('ana', form.id, { title: 'Use Go', decision: ' ' });
    expect(textOf(refused)).toContain('Was wir tun: this is needed.');
    await expect(services.decisions.setLog(act, { template: '## Kontext' })).rejects.toThrow(
      'no {{title}} in it',
    );
    await services.decisions.setLog(act, { template: null });
    const [plain] = (await say('ana', '/adr propose')).replies;
    expect(plain?.kind === 'form' && plain.fields[1]?.label).toBe('Decision and why');
  });

  test('does not let workspaces see each other', async () => {
    await say('ana', 'record that we chose NATS because it is small');
    const other = { workspace: 'other' };
    expect(textOf(await say('eve', 'why did we choose NATS?', other))).toContain('No decision');
    expect(textOf(await say('eve', 'ADR-1', other))).toContain('no record 1');
    expect(textOf(await press('eve', ['r:accept:1:decisions'], other))).not.toContain('NATS');
    expect(textOf(await press('eve', ['show:1:decisions'], other))).not.toContain('NATS');
  });

  test("leaves somebody else's walk alone, and says so", async () => {
    const begun = await say('ana', 'help us choose a message broker');
    const pressed = await press('ben', [idOf(begun, 'Event sourcing or audit log')]);
    expect(textOf(pressed)).toContain("somebody else's");
    const own = await press('ana', [idOf(begun, 'Event sourcing or audit log')]);
    expect(textOf(own)).toContain('Kafka');
  });

  test('walks of two people in one channel do not disturb each other', async () => {
    const thread = { thread: '' };
    await say('ana', 'help me choose a message broker', thread);
    await say('ben', 'help me choose a language: machine learning, python team', thread);
    expect(textOf(await say('ana', 'event sourcing with replay', thread))).toContain('Apache Kafka');
    expect(textOf(await say('ben', 'why?', thread))).toContain('Python');
  });

  test('an old button of a walk that is over gets a clear reply', async () => {
    const begun = await say('ana', 'help us choose a message broker');
    await say('ana', 'help us choose a database');
    expect(textOf(await press('ana', [idOf(begun, 'Event sourcing or audit log')]))).toContain(
      'That walk is over',
    );
  });

  test('somebody who joins a thread goes on from what was spoken of there', async () => {
    await say('ana', 'how much stack does a goroutine start with?');
    expect(textOf(await say('ben', 'and an OS thread?'))).toMatch(/2 MB/);
  });

  test('people from outside cannot vote or decide', async () => {
    await say('ana', 'record that we chose NATS');
    expect(textOf(await say('eve', 'accept 1', { outside: true }))).toContain('outside');
    const team = await say('ana', 'help us choose a message broker as a team');
    const vote = await press('eve', [idOf(team, 'Something simple')], { outside: true });
    expect(textOf(vote)).toContain('outside');
    expect(textOf(await say('eve', 'something simple', { outside: true }))).toContain('outside');
  });

  test('answers ten messages at once in order, and each once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        say('ana', `record that we use tool${place} for task${place}`),
      ),
    );
    expect(all.map(({ intent }) => intent)).toEqual(Array(10).fill('record'));
    expect((await records()).map(({ number, title }) => `${number} ${title}`)).toEqual(
      Array.from({ length: 10 }, (_, place) => `${place + 1} Use tool${place} for task${place}`),
    );
  });

  test('says how long a message may be', async () => {
    expect(textOf(await say('ana', 'a'.repeat(40_000)))).toContain(`a message may have ${maxMessage}`);
  });

  test('goes on after a restart in the middle of a walk', async () => {
    await say('ana', 'help us choose a message broker');
    engine = createEngine(services, throwFault);
    expect(textOf(await say('ana', 'event sourcing with replay'))).toContain('Apache Kafka');
  });

  test('forgets what nobody touched for long', async () => {
    await say('ana', 'how much stack does a goroutine start with?');
    expect(await services.memories.forget('2026-11-20')).toBe(0);
    expect(await services.memories.forget('2026-12-31')).toBe(2);
    expect((await say('ana', 'and it?')).intent).toBe('clarify');
  });

  test('keeps questions that were not covered or not right, by their words alone', async () => {
    await say('ana', 'how does Elixir supervise processes?');
    await say('ben', 'How does Elixir supervise  processes?');
    const answered = await say('ana', 'what is the GIL');
    await press('ana', [idOf(answered, 'Not right?')]);
    const gaps = await services.gaps.list('local');
    expect(gaps.map(({ kind, question, count }) => ({ kind, question, count }))).toEqual([
      { kind: 'uncovered', question: 'how does elixir supervise processes?', count: 2 },
      { kind: 'not-right', question: 'what is the gil', count: 1 },
    ]);
    expect(JSON.stringify(gaps)).not.toMatch(/ana|ben|backend/);
    expect(await services.gaps.list('other')).toEqual([]);
  });

  test('counts what helped, by the question alone', async () => {
    const answered = await say('ana', 'what is the GIL');
    await press('ana', [idOf(answered, 'Helpful')]);
    const again = await say('ben', 'What is the  GIL');
    await press('ben', [idOf(again, 'Helpful')]);
    expect(await services.gaps.helped('local')).toEqual({ count: 2, questions: 1 });
    expect(await services.gaps.list('local')).toEqual([]);
    expect(await services.gaps.helped('other')).toEqual({ count: 0, questions: 0 });
  });

  test('asks what was expected of an answer that is not right, and keeps it with the question', async () => {
    const answered = await say('ana', 'what is the GIL');
    const asked = await press('ana', [idOf(answered, 'Not right?')]);
    expect(JSON.stringify(asked.replies)).toContain('What did you expect?');
    await say('ana', 'that it is gone in the free-threaded build');
    const questions = async () => (await services.gaps.list('local')).map(({ question }) => question);
    expect(await questions()).toContain(
      'what is the gil (expected: that it is gone in the free-threaded build)',
    );
    // Whoever rather asks something else is answered, and nothing is kept of it.
    const again = await say('ana', 'what is redis');
    await press('ana', [idOf(again, 'Not right?')]);
    const next = await say('ana', 'what is Kafka?');
    expect(JSON.stringify(next.replies)).toContain('Kafka');
    expect((await questions()).filter((question) => question.includes('expected'))).toHaveLength(1);
  });

  test('answers a need with its facts by the advisor, and says what the documents say below', async () => {
    const { replies } = await say(
      'ana',
      'which framework suits an internal crud tool with admin panel in python',
    );
    const [first] = replies;
    expect(first).toMatchObject({
      kind: 'facts',
      title: expect.stringMatching(/^Django REST Framework, by what you need/),
    });
    expect(JSON.stringify(first)).toMatch(/What would change it: .*Admin panel/);
    expect((first?.choices ?? []).map(({ label }) => label)).toContain('Walk through it');
    // One fact decides nothing: the documents' own words answer.
    const [other] = (await say('ben', 'which orm for typescript')).replies;
    expect(other?.kind === 'facts' && other.title).not.toMatch(/by what you need/);
  });

  test('offers to walk through what can be decided, from the question on', async () => {
    const answered = await say('ana', 'do we need kafka or is rabbitmq enough for sending emails');
    const walk = await press('ana', [idOf(answered, 'Walk through it')]);
    expect(walk.replies.map(({ kind }) => kind)).toContain('question');
    const fact = await say('ana', 'what is the GIL');
    expect(JSON.stringify(fact.replies)).not.toContain('Walk through it');
  });

  test('"why?" about a record that is not in force any more names what took its place', async () => {
    await say('ana', 'record that we use MySQL for billing because we know it');
    await say('ana', 'accept 1');
    await say('ana', 'record that we use PostgreSQL for billing instead of 1');
    await say('ana', 'accept 2');
    await say('ana', 'ADR-1');
    expect(textOf(await say('ana', 'why?'))).toMatch(
      /we know it In force now: 2, Use PostgreSQL for billing/,
    );
  });

  test('asks which is meant where two readings are close', async () => {
    const { intent, replies } = await say('ana', 'database');
    expect(intent).toBe('clarify');
    expect(replies[0]?.choices?.map(({ label }) => label)).toEqual([
      'Help us choose',
      'What the documents say',
    ]);
  });

  test('stores no word that was overheard and not recorded', async () => {
    await say('ana', '/adr notice on');
    const heard = "let's go with Zanzibarium because Quuxly is slow";
    await engine.handle({ ...whereOf('ana'), kind: 'overheard', text: heard });
    await engine.handle({
      ...whereOf('ana'),
      kind: 'overheard',
      text: "let's go with Postgres because Quuxly is slow",
    });
    const rows = await Promise.all(
      (['sessions', 'gaps', 'turns', 'records', 'events'] as const).map((table) =>
        database.db.selectFrom(table).selectAll().execute(),
      ),
    );
    expect(JSON.stringify(rows)).not.toMatch(/Quuxly|Zanzibarium/);
  });

  test('an offer of another channel or workspace cannot be taken', async () => {
    await say('ana', '/adr notice on');
    const text = "let's go with Postgres because we need transactions";
    const offer = await engine.handle({ ...whereOf('ana'), kind: 'overheard', text });
    const id = idOf(offer, 'Record it');
    expect(textOf(await press('eve', [id], { workspace: 'other' }))).toContain('lapsed');
    expect(textOf(await press('eve', [id], { channel: 'elsewhere' }))).toContain('lapsed');
    expect(textOf(await press('ben', [id]))).toContain('Recorded as 1');
    expect(textOf(await press('ben', [id]))).toContain('lapsed');
  });

  test('never throws for any words, and every choice fits every platform', async () => {
    const words = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            'record that',
            'we',
            'accept',
            '12',
            'why',
            'did',
            'choose',
            'postgres',
            'and',
            'it',
            '?',
            'help us',
            'database',
            'undo',
            'edit',
            'what if',
            'compare',
            'shorter',
            '<b>',
            '@channel',
            'skip',
            'back',
            'vs',
            'go',
          ),
          { maxLength: 8 },
        )
        .map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), async (said) => {
        for (const text of said) {
          const { replies } = await say('ana', text);
          for (const { id, label } of replies.flatMap((reply) => reply.choices ?? [])) {
            expect(id.length).toBeLessThanOrEqual(maxChoiceId);
            expect(label.length).toBeLessThanOrEqual(maxLabel);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('never throws for any choice', async () => {
    await say('ana', 'record that we chose NATS');
    const ids = fc.oneof(
      fc.string({ maxLength: 120 }),
      fc
        .tuple(
          fc.constantFrom('w', 't', 'r', 'sup', 'show', 'more', 'say', 'topic', 'offer', 'chart', 'noticing'),
          fc.string({ maxLength: 60 }),
        )
        .map(([verb, rest]) => `${verb}:${rest}`),
      fc.constantFrom(
        'w:1:o:x=y',
        't:1:next',
        'r:accept:1:decisions',
        'r:x:1:decisions',
        'sup:1:1:decisions',
        'topic:nothing',
      ),
    );
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        expect((await press('ana', [id])).replies.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });
});
