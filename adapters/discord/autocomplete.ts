import { type APIInteractionResponse, InteractionResponseType } from 'discord.js';
import { type CommandArgument, readTarget } from '../../src/commands/arguments.ts';
import type { Services } from '../../src/conversation/services.ts';
import type { Decisions } from '../../src/decisions/decisions.ts';
import type { DecisionRecord, Viewer } from '../../src/decisions/record.ts';
import { namedLog, recordName, standingOf } from '../../src/decisions/record-name.ts';
import type { Look } from '../../src/decisions/record-queries.ts';
import { AdvisorError } from '../../src/errors.ts';
import { withDeadline } from '../core/with-deadline.ts';
import { oneLine } from '../view/clean-text.ts';
import { clip } from '../view/clip-text.ts';
import { uniqueBy } from '../view/unique-by.ts';
import { readAutocomplete, type Typing } from './command-options.ts';
import { type Directory, directWorkspace } from './directory.ts';
import { maxOptions, maxOptionText } from './limits.ts';
import { nameOf } from './payload-helpers.ts';
import { actorSchema, interactionSchema } from './payloads.ts';

/** Where completions come from (records, technologies, topics) and who asks, as far as they may see them. */
export interface CompletingParts {
  readonly services: Services;
  readonly directory: Directory;
}

interface Completion {
  readonly name: string;
  readonly value: string;
}

/** Who types has typed on after this, in milliseconds. */
const within = 1_500;

/**
 * Completes what somebody is typing, of what they may see; nothing of it is stored, and where something fails the list is
 * empty. https://docs.discord.com/developers/interactions/application-commands#autocomplete
 */
export async function complete(parts: CompletingParts, body: unknown): Promise<APIInteractionResponse> {
  const found = (await withDeadline(completions(parts, body), within)) ?? [];
  const fitting = found
    .map(({ name, value }) => ({ name: clip(oneLine(name), maxOptionText), value }))
    .filter(({ name, value }) => name !== '' && value !== '' && value.length <= maxOptionText);
  const choices = uniqueBy(fitting, ({ value }) => value).slice(0, maxOptions);
  return { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } };
}

async function completions(parts: CompletingParts, body: unknown): Promise<readonly Completion[]> {
  const interaction = interactionSchema.safeParse(body);
  const typing = interaction.success ? readAutocomplete(interaction.data.data) : undefined;
  if (!interaction.success || typing === undefined) return [];
  const typed = typing.typed.trim().slice(0, 200);
  switch (kindOf(typing.option)) {
    case 'topic':
      return topics(parts.services, typed);
    case 'technology':
      return technologies(parts.services, typed);
    case 'record':
      return records(parts, body, typed, typing);
    case 'tag':
      return tags(parts, body, typed);
    case 'choice':
      return (typing.option.choices ?? [])
        .filter((choice) => choice.toLowerCase().startsWith(typed.toLowerCase()))
        .map((choice) => ({ name: choice, value: choice }));
  }
}

function kindOf({ completes }: CommandArgument): NonNullable<CommandArgument['completes']> | 'choice' {
  return completes ?? 'choice';
}

/** Whether all that is typed stands in something, the words in any order. */
function holds(text: string, typed: string): boolean {
  const own = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => own.includes(word));
}

function topics({ advisor }: Services, typed: string): Completion[] {
  return advisor.topics
    .filter(({ id, name }) => holds(`${id} ${name}`, typed))
    .map(({ id, name }) => ({ name, value: id }));
}

/** A technology at the end of a question is completed within it: "fastapi vs dj" becomes "fastapi vs Django". */
function technologies({ knowledge }: Services, typed: string): Completion[] {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(typed) ?? [];
  const starts = (name: string) => name.toLowerCase().startsWith(word.toLowerCase());
  const named = knowledge.entries
    .filter(({ name, aliases }) => [name, ...aliases].some(starts))
    .map(({ name }) => `${before}${name}`);
  // What is typed stays among them, so that a whole question can be sent as it is.
  const all = typed === '' ? named : [typed, ...named];
  return all.map((value) => ({ name: value, value }));
}

/** Records by the beginning of their number, or by words of their titles. */
async function records(
  parts: CompletingParts,
  body: unknown,
  typed: string,
  { given }: Typing,
): Promise<Completion[]> {
  const where = await viewerOf(parts, body);
  if (where === undefined) return [];
  const { decisions } = parts.services;
  const target = readTarget(typed);
  const logs = await decisions.logNames(where);
  const log = target && namedLog(target, logs);
  const meant = target && { number: target.number, log };
  const near = await (meant === undefined
    ? about(decisions, inLog(where, typed, logs), typed)
    : beginning(decisions, where, meant));
  const exact = meant === undefined ? [] : await numbered(decisions, where, meant, logs);
  return [...exact, ...near]
    .map((record) => labelled(record, logs.length > 1))
    .filter(({ value }) => value !== given.number);
}

/** The number that somebody is typing, and the log where they named one. */
interface Numbered {
  readonly number: number;
  readonly log: string | undefined;
}

/** Who typed a log's name and no more looks there. */
function inLog(where: Look, typed: string, logs: readonly string[]): Look {
  const log = namedLog({ log: typed.replace(/[-/]$/, '') }, logs);
  return log !== undefined && logs.includes(log) ? { ...where, log } : where;
}

async function about(decisions: Decisions, where: Look, words: string): Promise<readonly DecisionRecord[]> {
  if (words === '' || where.log !== undefined)
    return (await decisions.latest(where, { offset: 0, limit: maxOptions })).records;
  return (await decisions.search(where, words, { limit: maxOptions })).map(({ record }) => record);
}

/** The latest records whose numbers begin so. */
async function beginning(
  decisions: Decisions,
  where: Look,
  { number, log }: Numbered,
): Promise<readonly DecisionRecord[]> {
  const { records } = await decisions.latest(where, { offset: 0, limit: many });
  return records.filter(
    (record) => String(record.number).startsWith(String(number)) && (log === undefined || record.log === log),
  );
}

/** The record of that very number in each log, however old it is. */
async function numbered(
  decisions: Decisions,
  where: Look,
  { number, log }: Numbered,
  names: readonly string[],
): Promise<readonly DecisionRecord[]> {
  const asked = names.filter((name) => log === undefined || name === log);
  const found = await Promise.all(
    asked.map((name) => decisions.get({ ...where, log: name }, number).catch(orMissing)),
  );
  return found.flatMap((record) => record ?? []);
}

function orMissing(error: unknown): undefined {
  if (error instanceof AdvisorError && error.code === 'not-found') return undefined;
  throw error;
}

/** Tags of what somebody may see, the most frequent first. */
async function tags(parts: CompletingParts, body: unknown, typed: string): Promise<Completion[]> {
  const where = await viewerOf(parts, body);
  if (where === undefined) return [];
  const { records } = await parts.services.decisions.latest(where, { offset: 0, limit: many });
  const counts = new Map<string, number>();
  for (const tag of records.flatMap((record) => record.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([tag]) => holds(tag, typed.replace(/^#/, '')))
    .sort(([, one], [, other]) => other - one)
    .map(([tag]) => ({ name: tag, value: tag }));
}

/** So many of the latest are looked through for a number's beginning, or for tags. */
const many = 500;

function labelled(record: DecisionRecord, several: boolean): Completion {
  const value = recordName(record, several);
  return { name: `${value}: ${record.title} (${standingOf(record, several)})`, value };
}

async function viewerOf(
  { directory }: CompletingParts,
  body: unknown,
): Promise<{ workspace: string; viewer: Viewer } | undefined> {
  const interaction = interactionSchema.safeParse(body);
  const actor = actorSchema.safeParse(body);
  if (!interaction.success || !actor.success) return undefined;
  const { guild_id, channel, channel_id } = interaction.data;
  const user = actor.data.member?.user ?? actor.data.user;
  const at = channel?.id ?? channel_id;
  if (user == null || at == null) return undefined;
  const workspace = guild_id ?? directWorkspace(user.id);
  const place = { at, type: channel?.type ?? null, parent: channel?.parent_id ?? '' };
  const spot = await directory.spot(workspace, place);
  const roles = actor.data.member?.roles ?? [];
  // Only who types sees it.
  const member = { id: user.id, name: nameOf(user), roles };
  return { workspace, viewer: await directory.viewer(workspace, member, spot.channel, false) };
}
