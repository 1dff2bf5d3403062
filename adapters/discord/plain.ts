/** What Discord writes between angle brackets. https://docs.discord.com/developers/reference#message-formatting-formats */
const people = /<@!?(\d{1,20})>/g;
const roles = /<@&\d{1,20}>/g;
const channels = /<#\d{1,20}>/g;
const commands = /<\/([\w -]{1,100}):\d{1,20}>/g;
const emoji = /<a?:(\w{1,40}):\d{1,20}>/g;

/**
 * Words of a message as a person reads them: people by their names where `names` has them, other ids as what they are, our
 * own mention left out.
 */
export function plainText(text: string, me: string, names: ReadonlyMap<string, string> = new Map()): string {
  return text
    .replace(people, (_whole, id: string) => (id === me ? '' : `@${names.get(id) ?? 'somebody'}`))
    .replace(roles, '@role')
    .replace(channels, '#channel')
    .replace(commands, '/$1')
    .replace(emoji, ':$1:')
    .trim();
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
