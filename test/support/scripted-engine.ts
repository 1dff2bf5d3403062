import type { Engine } from '../../src/conversation/engine.ts';
import type { Came, Outcome } from '../../src/conversation/outcome.ts';
import type { Event } from '../../src/event.ts';
import type { QuestionReply, Reply } from '../../src/reply.ts';
import { sampleRecord, sampleReplies } from './sample-replies.ts';

/** An engine that plays a few scenes, for tests of what is around it. */
export interface ScriptedEngine extends Engine {
  /** What it was told, the first first. */
  readonly heard: readonly Event[];
  /** Lets the next turns take this long. */
  delay: number;
}

/** `show KIND` answers with a sample of that kind; `team` begins a vote; `fail` throws. */
export function scriptedEngine(): ScriptedEngine {
  const heard: Event[] = [];
  const votes = new Map<string, Map<string, string>>();
  const approvals = new Set<string>();
  const engine = {
    heard,
    delay: 0,
    async handle(event: Event): Promise<Outcome> {
      heard.push(event);
      if (engine.delay > 0) await new Promise((resolve) => setTimeout(resolve, engine.delay));
      return { ...play(event), audience: 'channel' };
    },
  };

  function play(event: Event): Came {
    switch (event.kind) {
      case 'said':
      case 'overheard':
        return answer(event.text, event.thread);
      case 'commanded':
        return { intent: 'none', replies: [] };
      case 'chose':
        return choose(event);
      case 'submitted':
        if (event.fields.title === 'refused')
          return { intent: 'record', replies: [{ ...sampleReplies().notice, field: 'title' }] };
        return { intent: 'record', replies: [recorded(event.fields.title ?? '', [])] };
    }
  }

  function answer(text: string, thread: string): Came {
    const samples = sampleReplies();
    const kind = /^show (\w+)$/.exec(text)?.[1];
    const sample = Object.values(samples).find((one) => one.kind === kind);
    if (sample !== undefined) return { intent: 'ask', replies: [sample] };
    if (text === 'fail') throw new Error('made to fail, with a secret');
    if (text === 'team') {
      votes.set(thread, new Map());
      return team(thread);
    }
    if (text === 'propose') return proposal();
    if (/^record/i.test(text)) return { intent: 'record', replies: [samples.form] };
    if (/^and /.test(text)) return { intent: 'ask', replies: [samples.comparison] };
    if (/weather/.test(text)) return { intent: 'ask', replies: [samples.notice] };
    return {
      intent: 'ask',
      replies: [{ ...samples.text, text: `You said: ${text.slice(0, 80)}` }, samples.facts],
    };
  }

  function choose({ choices, thread, person }: Extract<Event, { kind: 'chose' }>): Came {
    const [choice = ''] = choices;
    if (choice === 'approve') {
      approvals.add(person.name);
      return proposal();
    }
    const own = votes.get(thread);
    if (own === undefined || !choice.startsWith('team:')) {
      return { intent: 'ask', replies: [{ kind: 'text', text: `You chose ${choices.join(' and ')}` }] };
    }
    own.set(person.name, choice);
    return team(thread);
  }

  function team(thread: string): Came {
    return {
      intent: 'advise',
      live: { kind: 'team', id: 1 },
      replies: [teamQuestion(votes.get(thread) ?? new Map())],
    };
  }

  function proposal(): Came {
    const choices = [{ id: 'approve', label: 'Approve', tone: 'primary' }] as const;
    return {
      intent: 'record',
      live: { kind: 'record', log: 'decisions', number: 12 },
      replies: [recorded('Use Go', [...approvals], choices)],
    };
  }
  return engine;
}

function recorded(title: string, people: readonly string[], choices: Reply['choices'] = []): Reply {
  const approvals = people.map((person) => ({ person, at: '2026-03-02T10:00:00.000Z' }));
  return {
    kind: 'record',
    lead: 'Recorded as proposed.',
    record: { ...sampleRecord(), title, approvals, links: [] },
    severalLogs: false,
    whole: false,
    doneBy: '',
    notes: [],
    waitsFor: { quorum: 2, deciders: [] },
    successor: null,
    history: [],
    ...(choices.length === 0 ? {} : { choices }),
  };
}

function teamQuestion(votes: ReadonlyMap<string, string>): QuestionReply {
  const options = [
    { id: 'team:sql', label: 'SQL' },
    { id: 'team:documents', label: 'Documents' },
  ];
  const tally = options.map(({ id, label }) => ({
    option: label,
    people: [...votes].flatMap(([person, choice]) => (choice === id ? [person] : [])),
  }));
  return {
    kind: 'question',
    topic: 'Database',
    prompt: 'What does your data look like?',
    options,
    most: 1,
    told: [],
    tally: tally.filter(({ people }) => people.length > 0),
  };
}
