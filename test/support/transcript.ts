import { createEngine, type Engine } from '../../src/conversation/engine.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import { repliesMarkdown } from '../../src/conversation/markdown.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Event } from '../../src/event.ts';
import { freshDatabase } from './database.ts';
import { throwFault } from './faults.ts';
import { servicesFor } from './services.ts';

/** A day that stands still, so that transcripts stay as they are. */
export const transcriptDay = '2026-11-21T09:00:00.000Z';

/**
 * Plays a transcript: what people said stays as it is, what came back is written anew under it, indented.
 *
 *     # a heading or a remark
 *     @ channel thread
 *     ana: words to the advisor
 *     ana presses: a button's label, or several with |
 *     ana fills: title = Use Redis | decision = because
 *     ana (overheard): words in the channel
 *     -- restart
 *     -- log shop            a log is made; with a channel behind its name it belongs to that
 *
 * `seen` is told each outcome as it comes.
 */
export async function playTranscript(
  text: string,
  seen: (outcome: Outcome) => void = () => {},
): Promise<string> {
  const database = await freshDatabase();
  const services = await servicesFor(database, () => transcriptDay);
  try {
    const played = await playLines(text, services, seen);
    return played;
  } finally {
    await database.close();
  }
}

async function playLines(
  text: string,
  services: Services,
  seen: (outcome: Outcome) => void,
): Promise<string> {
  let engine: Engine = createEngine(services, throwFault);
  let place = { channel: 'backend', thread: 't1' };
  const out: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('  ')) continue;
    out.push(line);
    const moved = /^@ (\S+) (\S+)$/.exec(line);
    if (moved !== null) place = { channel: moved[1] ?? '', thread: moved[2] ?? '' };
    if (line === '-- restart') engine = createEngine(services, throwFault);
    await makeLog(line, services);
    const event = readEvent(line, place);
    if (event === undefined) continue;
    const outcome = await engine.handle(event);
    seen(outcome);
    out.push(...indented(outcome));
  }
  return out.join('\n');
}

async function makeLog(line: string, { decisions }: Services): Promise<void> {
  const [, log, channel] = /^-- log (\S+)(?: (\S+))?$/.exec(line) ?? [];
  if (log === undefined) return;
  const person = { id: 'system', name: 'system' };
  const act = {
    workspace: 'local',
    log,
    person,
    viewer: { kind: 'operator' },
    source: 'transcript',
  } as const;
  await decisions.createLog(act, channel === undefined ? {} : { channel });
}

function readEvent(line: string, place: { channel: string; thread: string }): Event | undefined {
  const [, name, how = '', words = ''] = /^([a-z]+)( presses| fills| \(overheard\))?: (.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const person = { id: name, name };
  const where = {
    ...place,
    workspace: 'local',
    person,
    viewer: { kind: 'member', person, channels: [place.channel], outside: false },
    source: 'transcript',
  } as const;
  switch (how) {
    case ' presses':
      return { ...where, kind: 'chose', choices: words.split(' | ') };
    case ' fills':
      return { ...where, kind: 'submitted', form: '', fields: fieldsOf(words) };
    case ' (overheard)':
      return { ...where, kind: 'overheard', text: words };
    default:
      return { ...where, kind: 'said', text: words };
  }
}

function fieldsOf(words: string): Record<string, string> {
  return Object.fromEntries(
    words.split(' | ').map((part) => {
      const [name = '', ...value] = part.split(' = ');
      return [name.trim(), value.join(' = ')];
    }),
  );
}

function indented({ intent, replies, live }: Outcome): string[] {
  const head = `  [${intent}${live === undefined ? '' : `, live ${liveKeyText(live)}`}]`;
  const body = repliesMarkdown(replies);
  // A blank line would be taken for one of the transcript's own.
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  return [head, ...lines.map((line) => `  ${line}`.trimEnd())];
}
