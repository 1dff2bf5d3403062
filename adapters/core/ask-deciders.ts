import type { Kysely } from 'kysely';
import { ifSeen } from '../../src/conversation/find-records.ts';
import { directAsksChoice } from '../../src/conversation/intents/direct-asks.ts';
import { liveKeyText } from '../../src/conversation/live-key.ts';
import { nameIn } from '../../src/conversation/naming.ts';
import { changesLead } from '../../src/conversation/record-leads.ts';
import { forOneAlone, liveKeyOf, recordReply } from '../../src/conversation/record-replies.ts';
import { actOf, lookOf, type Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Tables } from '../../src/database/schema.ts';
import type { Event } from '../../src/event.ts';
import { createRounds, isoTime, type Rounds, systemClock } from '../../src/queue/clock.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import {
  claimAsk,
  claimTelling,
  isStillOwed,
  noteAllAsked,
  type OwedProposal,
  owedProposals,
  owingWorkspaces,
  settledPeople,
  type UntoldRequest,
  untoldRequests,
} from '../../src/queue/owed-rows.ts';
import type { RecordReply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import type { ChatDriver, Personally, PlatformTypes } from './driver.ts';
import { addressMessage, type OutgoingPayload, paceOf } from './outgoing.ts';

/** The platform, the records, and where messages go. */
export interface AskingParts<P extends PlatformTypes> {
  readonly driver: Pick<ChatDriver<P>, 'platform' | 'serves' | 'directory' | 'painter'>;
  readonly database: Database;
  readonly services: Pick<Services, 'decisions' | 'people'>;
  readonly outbox: Pick<Outbox<OutgoingPayload<P['body']>>, 'put'>;
  readonly context: RenderContext;
  readonly onFault: (error: unknown) => void;
}

/** Soon enough to be news, and late enough that what is undone at once disturbs nobody, in milliseconds. */
const lookEvery = 10_000;

/** A group may hold a whole company: so many people are asked on one proposal. */
const maxAsked = 50;

/**
 * Writes to each named decider of a proposal who owes an answer, and to a proposal's author when changes are asked for, in
 * direct messages: once, whichever processes run, and not to whoever turned that off. What is pressed there counts.
 */
export function createAsks<P extends PlatformTypes>(parts: AskingParts<P>): Rounds {
  const round = async () => {
    const { db } = parts.database;
    for (const workspace of await owingWorkspaces(db)) {
      if (!(await parts.driver.serves(workspace))) continue;
      for (const proposal of await owedProposals(db, workspace)) await each(parts, proposal, askAll);
      for (const request of await untoldRequests(db, workspace)) await each(parts, request, tellAuthor);
    }
  };
  return createRounds(systemClock, lookEvery, round, parts.onFault);
}

/** One whose platform cannot be asked now waits for the next round; the others are asked all the same. */
async function each<P extends PlatformTypes, One>(
  parts: AskingParts<P>,
  one: One,
  work: (parts: AskingParts<P>, one: One) => Promise<void>,
): Promise<void> {
  try {
    await work(parts, one);
  } catch (error) {
    parts.onFault(error);
  }
}

async function askAll<P extends PlatformTypes>(parts: AskingParts<P>, proposal: OwedProposal): Promise<void> {
  const { driver, database } = parts;
  const settled = await settledPeople(database.db, proposal.id);
  const people = await driver.directory.deciders(proposal.workspace, proposal.deciders);
  const owing = people.filter((id) => !settled.has(id) && id !== proposal.proposedBy).slice(0, maxAsked);
  const messages = await Promise.all(
    owing.map((id) => messageFor(parts, proposal, id, 'accept', (name) => `${name} waits for your answer.`)),
  );
  const at = isoTime(Date.now());
  const { workspace } = proposal;
  const ask = async (db: Kysely<Tables>) => {
    if (!(await isStillOwed(db, proposal))) return;
    for (const message of messages)
      if (message !== undefined && (await claimAsk(db, proposal.id, message.user, at)))
        await put(parts, proposal, message, `ask:${proposal.id}:${message.user}:${at}`, db);
    await noteAllAsked(db, proposal);
  };
  await database.transaction(ask, { workspace });
}

async function tellAuthor<P extends PlatformTypes>(
  parts: AskingParts<P>,
  request: UntoldRequest,
): Promise<void> {
  const { proposedBy, person } = request;
  const isOwn = proposedBy === person.id;
  const message = isOwn
    ? undefined
    : await messageFor(parts, request, proposedBy, 'edit', (name) => changesLead(person, name));
  const name = `changes:${request.id}:${person.id}:${isoTime(Date.now())}`;
  const tell = async (db: Kysely<Tables>) => {
    if (!(await claimTelling(db, request)) || message === undefined) return;
    await put(parts, request, message, name, db);
  };
  await parts.database.transaction(tell, { workspace: request.workspace });
}

interface Personal<P extends PlatformTypes> {
  readonly user: string;
  readonly live: string;
  readonly body: P['body'];
}

/** A record's card for one person; undefined for who does not want it, may not see it, or can do nothing with it. */
async function messageFor<P extends PlatformTypes>(
  { driver, services, context }: AskingParts<P>,
  { workspace, log, number }: Pick<OwedProposal, 'workspace' | 'log' | 'number'>,
  user: string,
  does: 'accept' | 'edit',
  lead: (name: string) => string,
): Promise<Personal<P> | undefined> {
  if (!(await services.people.wantsAsks(workspace, user))) return undefined;
  const who = await driver.directory.personally(workspace, user);
  if (who === undefined) return undefined;
  const event = eventOf(driver.platform, workspace, who);
  const ref = { log, number };
  const may = await ifSeen(services.decisions.allowed(actOf(event, log), number));
  if (may?.has(does) !== true) return undefined;
  const logs = await services.decisions.logNames(lookOf(event));
  const card = await recordReply({ services, event }, ref, lead(nameIn({ logs }, ref)));
  const body = driver.painter.live([withStop(card)], context);
  return body === undefined ? undefined : { user, live: liveKeyText(liveKeyOf(ref)), body };
}

function withStop(card: RecordReply): RecordReply {
  const alone = forOneAlone(card);
  return { ...card, choices: [...(alone.choices ?? []), directAsksChoice(false, 'Stop these messages')] };
}

/** Somebody among their own direct messages, who does nothing there yet. */
export function eventOf(source: string, workspace: string, { person, viewer }: Personally): Event {
  return {
    ...{ kind: 'chose', choices: [], workspace, channel: '', thread: '', person, viewer, source },
    setting: 'direct',
  };
}

async function put<P extends PlatformTypes>(
  { driver: { platform }, outbox }: AskingParts<P>,
  { workspace }: Pick<OwedProposal, 'workspace'>,
  { user, live, body }: Personal<P>,
  dedupe: string,
  db: Kysely<Tables>,
): Promise<void> {
  const to = { kind: 'personal' } as const;
  const payload = addressMessage(body, to, user, { note: { thread: '', live } });
  await outbox.put({ platform, workspace, channel: paceOf(to, user), dedupe, payload }, db);
}
