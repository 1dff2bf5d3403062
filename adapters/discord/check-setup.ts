import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';
import { applicationCommands } from './application-commands.ts';
import type { DiscordConfig } from './config.ts';
import { failureOf } from './errors.ts';
import { grantsContent } from './gateway-intents.ts';
import { interactionsPath } from './http-interactions.ts';
import { inviteLink } from './invite.ts';
import { elsewhereNote, registeredElsewhere, stepsTo } from './register-commands.ts';
import { createDiscordRest, type DiscordRest } from './rest.ts';
import type { DiscordApplication } from './rest-shapes.ts';

/** What was found: what is wrong, and what is good to know, a sentence each. */
export interface Findings {
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** Something to check. */
export interface DiscordCheck {
  readonly name: string;
  readonly work: () => Promise<Findings>;
}

/** What can be checked of a Discord application with its bot's token; nothing is changed. */
export function checkDiscordSetup(config: DiscordConfig): readonly DiscordCheck[] {
  const rest = createDiscordRest(config);
  let asked: Promise<DiscordApplication> | undefined;
  const application = () => {
    asked ??= rest.getApplication();
    return asked;
  };
  const later = (work: () => Promise<Findings>) => () => afterToken(application, work);
  return [
    { name: 'discord token', work: () => checkToken(application, config) },
    { name: 'discord message content', work: later(async () => contentFindings(await application())) },
    { name: 'discord commands', work: later(() => checkCommands(rest, config)) },
    {
      name: 'discord interactions',
      work: later(async () => endpointFindings(await application(), config)),
    },
    { name: 'discord servers', work: later(() => checkServers(rest, config)) },
  ];
}

/** What a token that does not work leads to, is told once. */
async function afterToken(
  application: () => Promise<unknown>,
  work: () => Promise<Findings>,
): Promise<Findings> {
  const works = await application().then(
    () => true,
    () => false,
  );
  if (!works) return { faults: [], notes: ['not checked: the token has to work first'] };
  try {
    return await work();
  } catch (error) {
    return { faults: [faultOf(error)], notes: [] };
  }
}

async function checkToken(
  application: () => Promise<DiscordApplication>,
  { applicationId }: DiscordConfig,
): Promise<Findings> {
  try {
    const { id } = await application();
    const faults =
      id === applicationId
        ? []
        : [`DISCORD_APPLICATION_ID is not the application of DISCORD_TOKEN; that is ${id.slice(0, 20)}`];
    return { faults, notes: [] };
  } catch (error) {
    return { faults: [faultOf(error)], notes: [] };
  }
}

function contentFindings({ flags }: DiscordApplication): Findings {
  const note = grantsContent(flags)
    ? 'granted: threads begun with the bot go on without a mention, and channels can turn noticing on'
    : 'not granted, and not needed: mentions, replies to the bot, direct messages and commands work; with it (Bot page, Message Content Intent) threads begun with the bot go on without a mention';
  return { faults: [], notes: [note] };
}

async function checkCommands(rest: DiscordRest, { guildId }: DiscordConfig): Promise<Findings> {
  const scope = guildId === undefined ? undefined : { guildId };
  const steps = stepsTo(scope, applicationCommands(), await rest.getCommands(scope));
  const open = steps.filter(({ kind }) => kind !== 'keep').length;
  const faults =
    open === 0 ? [] : [`${open} of them are missing or changed; run npx stack-advisor discord register`];
  const note = elsewhereNote(await registeredElsewhere(rest, scope));
  return { faults, notes: note === '' ? [] : [note] };
}

/** Discord sends interactions either to the address that is set, or over the gateway. */
function endpointFindings(
  { interactions_endpoint_url, verify_key }: DiscordApplication,
  { publicKey }: DiscordConfig,
): Findings {
  const url = clip(oneLine(interactions_endpoint_url ?? ''), 200);
  if (publicKey === undefined) {
    const note = `Discord sends interactions to ${url}, and none over the gateway; unless another process takes them there, clear the Interactions Endpoint URL on the General Information page`;
    return { faults: [], notes: url === '' ? [] : [note] };
  }
  const faults = [];
  if (verify_key !== undefined && verify_key.toLowerCase() !== publicKey)
    faults.push(
      'DISCORD_PUBLIC_KEY is not this application’s; copy it anew from the General Information page',
    );
  if (!url.endsWith(interactionsPath))
    faults.push(
      `the Interactions Endpoint URL on the General Information page has to be this server’s public address with ${interactionsPath}`,
    );
  return { faults, notes: [] };
}

/** So many servers are named. */
const mostNamed = 5;

async function checkServers(rest: DiscordRest, { applicationId, guildId }: DiscordConfig): Promise<Findings> {
  const guilds = await rest.getGuilds();
  const invite = inviteLink(applicationId, guildId);
  if (guildId !== undefined && !guilds.some(({ id }) => id === guildId))
    return { faults: [`the bot is not in the server of DISCORD_GUILD_ID; invite it: ${invite}`], notes: [] };
  if (guilds.length === 0)
    return { faults: [`the bot is in no server yet; invite it: ${invite}`], notes: [] };
  const named = guilds.slice(0, mostNamed).map(({ name }) => clip(oneLine(name), 60));
  const more = guilds.length > mostNamed ? ' and others' : '';
  return { faults: [], notes: [`in ${named.join(', ')}${more}`] };
}

function faultOf(error: unknown): string {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'wait':
      return `Discord asks to wait ${Math.ceil(failure.seconds)} seconds; try again then`;
    case 'again':
      return `Discord cannot be reached (${failure.code})`;
    case 'revoked':
      return 'DISCORD_TOKEN: Discord does not accept it; copy it anew from the Bot page';
    default:
      return `Discord does not answer that (${failure.code})`;
  }
}
