import { markMention, withoutMarks } from '../core/mentions.ts';

/** What Discord writes between angle brackets. https://docs.discord.com/developers/reference#message-formatting-formats */
const people = /<@!?(\d{1,20})>/g;
const roles = /<@&(\d{1,20})>/g;
const channels = /<#(\d{1,20})>/g;
const commands = /<\/([\w -]{1,100}):\d{1,20}>/g;
const emoji = /<a?:(\w{1,40}):\d{1,20}>/g;
const places = /<id:([a-z-]{1,40})(?::\d{1,20})?>/g;
const times = /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/g;

/**
 * Words of a message as a person reads them, our own mention left out. People have their names where `names` has them; who
 * and what else is mentioned waits for its name (mentions.ts).
 */
export function plainText(text: string, me: string, names: ReadonlyMap<string, string> = new Map()): string {
  return fieldText(text, me, names).trim();
}

/** The same of what was typed into a form, where spaces at the ends stay. */
export function fieldText(text: string, me: string, names: ReadonlyMap<string, string> = new Map()): string {
  return withoutMarks(text)
    .replace(people, (_whole, id: string) =>
      id === me ? '' : markMention({ kind: 'person', id }, withoutMarks(names.get(id) ?? '')),
    )
    .replace(roles, (_whole, id: string) => markMention({ kind: 'group', id }))
    .replace(channels, (_whole, id: string) => markMention({ kind: 'channel', id }))
    .replace(commands, '/$1')
    .replace(emoji, ':$1:')
    .replace(places, '#$1')
    .replace(times, (whole, seconds: string, style?: string) => timeOf(Number(seconds), style) ?? whole);
}

/** A moment as it is the same everywhere: its day, its time, or both. */
function timeOf(seconds: number, style = 'f'): string | undefined {
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime())) return undefined;
  const [day = '', time = ''] = date.toISOString().split('T');
  if (/[dD]/.test(style)) return day;
  const clock = `${time.slice(0, 5)} UTC`;
  return /[tT]/.test(style) ? clock : `${day} ${clock}`;
}

/** Where a channel of a server is; the server itself where none is known. */
export function channelLink(guild: string, channel: string): string {
  return `https://discord.com/channels/${[guild, channel].filter((id) => /^\d{1,20}$/.test(id)).join('/')}`;
}

/** Where a message can be read; `guild` is empty for direct messages. */
export function permalinkOf(guild: string, channel: string, message: string): string {
  const ids = [guild === '' ? '@me' : guild, channel, message];
  return ids.every((id) => /^(?:\d{1,20}|@me)$/.test(id))
    ? `https://discord.com/channels/${ids.join('/')}`
    : '';
}
