import type { z } from 'zod';
import type { Audience } from '../../src/conversation/audience.ts';
import type { Outcome } from '../../src/conversation/outcome.ts';
import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Item } from '../../src/queue/arrival.ts';
import type { Confirm, Outgoing } from '../../src/queue/message.ts';
import type { RateLimit } from '../../src/queue/rate-limit.ts';
import type { FormReply, Reply } from '../../src/reply.ts';
import type { RenderContext } from '../view/render-context.ts';
import type { Arrived, ArrivedOf } from './arrival.ts';
import type { Failure } from './failures.ts';
import type { Mention } from './mentions.ts';
import type { OutgoingMessage, OutgoingPayload, Target, TargetOf } from './outgoing.ts';
import type { Posted } from './posted-messages.ts';

/*
 * How to add a platform: implement `ChatDriver`, give it to `createChat` (chat.ts) with what the platform delivers, and run the
 * contract suite (test/contracts/chat.ts). test/support/line-driver.ts is the smallest one there is. What a driver does not
 * say is done here, the same on all platforms: order and retries, who sees what, forms, sharing, what is updated in place,
 * what is told when something fails.
 */

/** The types that a platform brings. */
export interface PlatformTypes {
  /** What it needs to answer something that arrived; stored with it. */
  readonly origin: object;
  /** A painted message; stored until it is sent. */
  readonly body: object;
  /** A painted message as the platform's calls take it, its charts drawn. */
  readonly drawn: object;
  /** What something that arrived is answered with at once, where somebody waits for it. */
  readonly first: object;
}

/** Where a message is posted: a channel, and in it a thread or below a message, or neither (empty). */
export interface PostPlace {
  readonly channel: string;
  readonly postIn: string;
}

/** Where something happened. */
export interface Spot {
  /** The channel that records belong to: of a thread the one that it is in. */
  readonly channel: string;
  /** The thread; empty outside. */
  readonly thread: string;
  readonly isPrivate: boolean;
  /** Whether people from outside are in it; left out where that cannot be. */
  readonly isShared?: boolean;
  /** Whether a thread can begin at a message there. */
  readonly mayThread: boolean;
}

/** Which message of an answer it is. */
export interface Placement {
  readonly index: number;
  /** Whether a walk goes on in the message in which its question was answered. */
  readonly goesOn: boolean;
  readonly audience: Audience;
}

/** A message in the hands of the sender. */
export interface Sending<P extends PlatformTypes> {
  readonly outgoing: Outgoing<OutgoingPayload<P['body']>>;
  readonly message: OutgoingMessage<P['body']>;
  readonly drawn: P['drawn'];
  readonly confirm: Confirm;
}

/** Whether somebody waits in this process for what something is answered with. */
export interface Waiting<P extends PlatformTypes> {
  /** Whether somebody waits for what it is answered with. */
  isAwaited(): boolean;
  /** Answers it; undefined where the answer comes later, or elsewhere. */
  tell(first: P['first'] | undefined): void;
}

/** What this process alone knows of something that arrived. */
export interface Beside<P extends PlatformTypes> extends Waiting<P> {
  /** The words of something overheard; undefined after a restart. */
  readonly words: string | undefined;
}

/** Something that arrived, as far as it decides where its answer goes. */
export type Arrival<P extends PlatformTypes> = Pick<
  Item<Arrived<P['origin']>>,
  'workspace' | 'key' | 'payload' | 'expiresAt'
>;

/** What a person is told where they wait for it. */
export interface Telling {
  readonly text: string;
  /** Whether it says what is wrong with a form that was sent in, and where with one field of it, with which. */
  readonly isFault: boolean;
  readonly field?: string;
}

/** The platform's calls in one workspace. What they throw is read by `failureOf`. */
export interface Calls<P extends PlatformTypes> {
  /** What to try to send, the whole message first, each time with less: its charts, then all but its words. */
  attempts(body: P['body']): readonly (() => P['drawn'] | Promise<P['drawn']>)[];
  /** Posts a message, once: where an earlier attempt may have been taken, it looks for that first. */
  post(place: PostPlace, sending: Sending<P>): Promise<Posted | undefined>;
  update(posted: Posted, drawn: P['drawn']): Promise<void>;
  /** Answers with what came along for that; `ended` where it is used up. What only one person sees is no message to keep. */
  answer(to: TargetOf<'answer'>, drawn: P['drawn']): Promise<Posted | 'told' | 'ended'>;
  /** Shows it to one person in the channel; false where that cannot be. Left out where it never can. */
  showAlone?(place: PostPlace, user: string, drawn: P['drawn']): Promise<boolean>;
  /** Where somebody's direct messages are posted. */
  directPlace(user: string): Promise<PostPlace>;
  /** A channel's message as it is sent directly instead, where what can be pressed in it would not count. */
  asDirect(drawn: P['drawn'], channel: string): P['drawn'];
  /** Begins a thread at a message, for what is said about it. Left out where every message has one. */
  discuss?(posted: Posted, name: string, sending: Sending<P>): Promise<void>;
  /** Where a message can be read; empty where it cannot. */
  linkTo(posted: Posted): string;
  /** Told that the token was refused: whether there is a newer one. Left out where a token is replaced by hand. */
  refused?(): Promise<'renewed' | 'ended' | 'counts'>;
  /** Opens a form now; false where it cannot be opened any more: then it waits behind a button. */
  openForm(item: Arrival<P>, form: FormReply, waiting: Waiting<P>): Promise<boolean>;
  /** Tells it where the person waits for it, in place of any message; false where they wait nowhere. */
  tell?(item: Arrival<P>, told: Telling, waiting: Waiting<P>): Promise<boolean>;
  /** Shows that it is being worked on; what is shown ends with the answer. */
  showWorking?(arrived: Arrived<P['origin']>): Promise<void>;
  /** Shows a page of the advisor's own, when it is opened, and after something was done on it. */
  showPage?(item: Arrival<P>): Promise<void>;
  /** Shows below a message what it links to, as far as all who read it may see that. Left out where that is not ours to do. */
  unfold?(arrived: ArrivedOf<P['origin'], 'linked'>): Promise<void>;
  /** Names of who spoke around the message that is recorded, its author first. */
  participants(arrived: ArrivedOf<P['origin'], 'from-message'>): Promise<string[]>;
}

/** Somebody among their own direct messages. */
export interface Personally {
  readonly person: Person;
  readonly viewer: Viewer;
}

/** People and places of a platform. */
export interface Directory<P extends PlatformTypes> {
  where(workspace: string, arrived: Arrived<P['origin']>): Promise<Spot>;
  who(workspace: string, arrived: Arrived<P['origin']>): Promise<Person>;
  /** What the person sees: in public what the channel sees, in private what any of their channels see. */
  viewer(
    workspace: string,
    arrived: Arrived<P['origin']>,
    channel: string,
    inPublic: boolean,
  ): Promise<Viewer>;
  /** The channel whose records a card that stands in a channel, or thread, belongs among. */
  room(workspace: string, channel: string): Promise<Pick<Spot, 'channel' | 'isShared'>>;
  /** The name of what a message mentions; undefined where it has none that everybody may know. */
  nameOf(workspace: string, mention: Mention): Promise<string | undefined>;
  /** The channel that a thread is in, where threads have ids like channels; undefined for what is none. */
  parentOf?(workspace: string, arrived: Arrived<P['origin']>): Promise<string | undefined>;
  /** Ids of the people whom a log's deciders name: by id, by name, by group. Who cannot be told is left out. */
  deciders(workspace: string, names: readonly string[]): Promise<readonly string[]>;
  /** Somebody by their id, as they are among their own direct messages; undefined for who is not in the workspace. */
  personally(workspace: string, user: string): Promise<Personally | undefined>;
  /** A channel's time zone; UTC where it is left out. */
  zoneOf?(workspace: string, channel: string): Promise<string>;
}

/** Writes replies as the platform's messages. */
export interface Painter<P extends PlatformTypes> {
  messages(replies: readonly Reply[], context: RenderContext): P['body'][];
  /** The same as the one message that is updated in place; undefined where there is nothing in it. */
  live(replies: readonly Reply[], context: RenderContext): P['body'] | undefined;
  /** How long a question may be for a button to hold it; a longer one is kept, and the button holds its key. */
  readonly maxQuestion: number;
  /** With a button that shows to the channel what is kept under a key; as they are where the key is empty. */
  withShare(messages: readonly P['body'][], key: string): P['body'][];
  /** What a person is told of a message that could not be sent. */
  undelivered(failure: Failure, reference: string): P['body'];
}

/** What somebody waits for. */
export interface FirstAnswers<P extends PlatformTypes> {
  /** How long it may take to know who asks, before what only tells something goes the way of all else, in milliseconds. */
  readonly knownWithin: number;
  /** How long something that arrived is waited for, in milliseconds; 0 where nobody waits. */
  waitFor(arrived: Arrived<P['origin']>): number;
  /** A message as the answer itself; undefined where it cannot be that. */
  of(
    arrived: Arrived<P['origin']>,
    body: P['body'],
    to: Target,
    placement: Placement,
  ): P['first'] | undefined;
  /** What is answered where the messages are elsewhere. */
  otherwise?(arrived: Arrived<P['origin']>): P['first'] | undefined;
  /** Where forms can be opened by nothing but the answer: one, and words in its place. */
  readonly forms?: {
    open(form: FormReply, arrived: Arrived<P['origin']>): P['first'];
    words(text: string): P['first'];
  };
}

/** What a chat platform brings to the flow that all share. */
export interface ChatDriver<P extends PlatformTypes> {
  /** The platform's name: in ids, in tables, in the log. */
  readonly platform: string;
  readonly arrived: z.ZodType<Arrived<P['origin']>>;
  readonly outgoing: z.ZodType<OutgoingPayload<P['body']>>;
  /** How fast messages may follow each other in a channel. */
  readonly pace: RateLimit;
  readonly directory: Directory<P>;
  readonly painter: Painter<P>;
  readonly firsts: FirstAnswers<P>;
  /** Whether a workspace is one of this platform's, and we are in it. */
  serves(workspace: string): Promise<boolean>;
  /** The calls in a workspace; undefined where we are not (any more). */
  connect(workspace: string): Promise<Calls<P> | undefined>;
  failureOf(error: unknown): Failure;
  /** Whether a message that was to be changed is there no more, and will not be again. */
  isNoMore(failure: Failure): boolean;
  /** Reads the code of a failure again, as it is kept where a message was given up. */
  failureOfCode(code: string): Failure;
  /** Words of an error or a code for the log, without secrets. */
  reasonOf(error: unknown): string;

  /** Whether nobody but the person is there. */
  isDirect(item: Pick<Arrival<P>, 'workspace' | 'payload'>): boolean;
  /** Whether a workspace is somebody's direct messages, where those are one. */
  isDirectWorkspace(workspace: string): boolean;
  /** Where a message for whoever did something goes, and where it belongs. */
  targetOf(
    item: Pick<Arrival<P>, 'workspace' | 'payload' | 'expiresAt'>,
    placement: Placement,
  ): { readonly to: Target; readonly note: OutgoingMessage<P['body']>['note'] };
  /** The thread that what is live belongs to where it is posted now; null where it begins one. */
  liveThread(arrived: Arrived<P['origin']>, isCard: boolean): string | null;
  /** Whether one person can be told something at any time, beside what all of a channel are shown. */
  readonly tellsAlone: boolean;
  /** Whether something has to be shown to the person as the answer, whatever is posted elsewhere. */
  mustAnswer(arrived: Arrived<P['origin']>): boolean;
  /** What a person is told where we may not post; undefined where we may, and where that is only known when it is tried. */
  refusalOf(arrived: Arrived<P['origin']>): Reply | undefined;
  /** How a person is told that a message could not be sent, by another way. */
  anotherWay(to: Target): Target;

  /** Done before what was said is answered. */
  noteSaid?(workspace: string, arrived: ArrivedOf<P['origin'], 'said'>): Promise<void>;
  /** What somebody is told who answers us without letting us read it, where that can be. */
  readonly unread?: Reply;
  /** What the platform has to say to an outcome. */
  adjust?(outcome: Outcome): Outcome;
  /** What a person is told in place of an answer, where the platform says why there is none. */
  noticeFor?(error: unknown, item: Pick<Arrival<P>, 'workspace' | 'payload'>): Reply | undefined;
}
