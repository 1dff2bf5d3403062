import {
  type DigestTime,
  digestTimeText,
  readDigestTime,
  usualDigestTime,
} from '../../commands/digest-time.ts';
import { choiceIdText } from '../choice-id.ts';
import { withoutManners } from '../meaning/small-phrases.ts';
import { type Turn, type TurnResult, tell } from '../turn.ts';
import type { Reading } from './reading.ts';

/** "Send us a weekly digest on Fridays at 4 pm", "stop the digest". */
export const digestAsked: Reading = {
  take: (turn, { said }) => {
    const asked = readDigestAsk(withoutManners(said));
    return asked === undefined ? undefined : setDigest(turn, asked.time);
  },
};

const asking =
  /^(?:(?:can|could|will|would) you )?(send|post|give|start|want|turn on|switch on|enable|stop|end|cancel|turn off|switch off|disable|no more)(?: (?:us|me|sending|posting|giving|the|a|an|our|this|your|of))*(?: (?:weekly|week's))? (?:digest|summary of (?:the |our )?decisions)s?\b(.*)$/i;

/** What is wanted of a digest; undefined for other words. */
export function readDigestAsk(line: string): { readonly time: DigestTime | undefined } | undefined {
  const [, verb = '', rest = ''] = asking.exec(line.replace(/[\s.!?]+$/, '')) ?? [];
  if (verb === '') return undefined;
  if (/stop|end|cancel|off|disable|no more/i.test(verb) && !/^send$/i.test(verb)) return { time: undefined };
  const when = rest.replace(
    /\b(?:here|in this channel|to this channel|every week|each week|weekly|please)\b/gi,
    ' ',
  );
  const time = readDigestTime(when);
  return time === undefined ? undefined : { time };
}

/** Turns a channel's weekly digest on or off, for people who belong there. */
export async function setDigest(turn: Turn, time: DigestTime | undefined): Promise<TurnResult> {
  const { services, event } = turn;
  if (event.viewer.kind === 'member' && event.viewer.outside)
    return tell(turn, 'record', 'People from outside cannot turn this on or off here.', [], 'error');
  // The page and the terminal have nobody to send it to.
  if (event.setting === undefined)
    return tell(turn, 'record', 'A digest is sent to a channel; there is none here.', [], 'error');
  await services.channels.setDigest(event.workspace, event.channel, time, services.now());
  const other = time === undefined ? usualDigestTime : undefined;
  const choice = {
    id: choiceIdText({ kind: 'digest', time: other }),
    label: other === undefined ? 'Turn it off' : 'Turn it on',
  };
  return tell(turn, 'record', time === undefined ? offText : onText(time), [choice]);
}

const offText = 'This channel gets no weekly digest any more.';

function onText(time: DigestTime): string {
  return `Every ${digestTimeText(time)}, by this channel's clock, I tell here what was decided, what waits and for whom, which reviews are due, and what was asked aloud here and not covered. A week in which nothing happened I leave out.`;
}
