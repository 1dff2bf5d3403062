import { cleanDeciders, type LogSettings, requireReachable } from '../../../src/decisions/log-settings.ts';
import type { Log, Viewer } from '../../../src/decisions/record.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { sentence } from '../html.ts';
import { type Body, fieldOf } from '../read-request.ts';

/** The fields of a log's settings. */
export const settingNames = ['quorum', 'deciders', 'visibility', 'channel', 'ownApproval'] as const;
export type SettingName = (typeof settingNames)[number];

/** What is filled in, as text, by field; also what the form was filled in with when it was made. */
export type Values = Readonly<Record<SettingName, string>>;

/** What is wrong with it, by field. */
export type Faults = Readonly<Partial<Record<SettingName, string>>>;

/** What was filled in, and what is to be changed; without changes there are faults, or nothing was changed. */
export interface ReadSettings {
  readonly values: Values;
  readonly faults: Faults;
  readonly changes: LogSettings;
}

/** A log's settings as its form shows them. */
export function valuesOf({ quorum, deciders, visibility, channel, ownApproval }: Log): Values {
  return {
    quorum: String(quorum),
    deciders: deciders.join('\n'),
    visibility,
    channel: channel ?? '',
    ownApproval: ownApproval ? 'on' : '',
  };
}

/** Names of what the form was made with begin so: what nobody changed in it is left as it is by now. */
export const beforePrefix = 'before.';

/**
 * Reads what was sent: only what was changed in the form, so that two people who set different things at the same time
 * take nothing from each other.
 */
export function readSettings(log: Log, body: Body, viewer: Viewer): ReadSettings {
  const text = (name: string) => fieldOf(body, name).replaceAll('\r\n', '\n').trim();
  const filled = (prefix: string): Values => ({
    quorum: text(`${prefix}quorum`),
    deciders: text(`${prefix}deciders`),
    visibility: text(`${prefix}visibility`),
    channel: text(`${prefix}channel`),
    ownApproval: text(`${prefix}ownApproval`),
  });
  const [values, before] = [filled(''), filled(beforePrefix)];
  const isChanged = (name: SettingName) => values[name] !== before[name];
  const faults: Partial<Record<SettingName, string>> = {};
  const deciders = attempt(faults, 'deciders', () => cleanDeciders(linesOf(values.deciders)));
  const given: LogSettings = {
    ...(isChanged('quorum') ? { quorum: /^\d{1,9}$/.test(values.quorum) ? Number(values.quorum) : 0 } : {}),
    ...(isChanged('deciders') && deciders !== undefined ? { deciders } : {}),
    ...(isChanged('visibility') ? { visibility: values.visibility === 'members' ? 'members' : 'open' } : {}),
    ...(isChanged('channel') ? { channel: values.channel === '' ? null : values.channel } : {}),
    ...(isChanged('ownApproval') ? { ownApproval: values.ownApproval === 'on' } : {}),
  };
  const after: Log = { ...log, ...given, deciders: isChanged('deciders') ? (deciders ?? []) : log.deciders };
  // A quorum that the deciders cannot reach is told at the quorum, whichever of the two was changed.
  attempt(faults, 'quorum', () => requireReachable(after));
  const channelFault = faultOfChannel(after, viewer);
  if (channelFault !== undefined) faults.channel = channelFault;
  return { values, faults, changes: Object.keys(faults).length === 0 ? given : {} };
}

const maxChannel = 100;

function faultOfChannel({ channel, visibility }: Log, viewer: Viewer): string | undefined {
  if (channel !== null && channel.length > maxChannel)
    return `A channel has at most ${maxChannel} characters; this has ${channel.length}.`;
  if (visibility === 'open') return undefined;
  if (channel === null) return 'Say whose members see it: name the channel.';
  const own = viewer.kind === 'member' ? viewer.channels : [channel];
  if (own.includes(channel)) return undefined;
  return `Then nobody here would see the log any more: this page is the channel ${own.join(', ')}.`;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Does what may be refused, and keeps at a field why it was. */
function attempt<Result>(
  faults: Partial<Record<SettingName, string>>,
  name: SettingName,
  work: () => Result,
): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AdvisorError)) throw error;
    faults[name] = sentence(error.message);
    return undefined;
  }
}
