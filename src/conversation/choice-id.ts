import type { DigestTime } from '../commands/digest-time.ts';
import { statuses } from '../decisions/record.ts';
import { type ListAsk, listAskSchema } from './list-asks.ts';

/** What a choice's id says; ids come from outside, so everything in them is checked again where it is used. */
export type ChoiceId =
  | { readonly kind: 'say'; readonly words: string }
  | { readonly kind: 'answer'; readonly what: AnswerChoice; readonly asked: number }
  | { readonly kind: 'topic'; readonly topic: string; readonly team: boolean }
  | {
      readonly kind: 'option';
      readonly team: boolean;
      readonly walk: number;
      readonly question: string;
      readonly option: string;
    }
  | { readonly kind: 'control'; readonly team: boolean; readonly walk: number; readonly what: string }
  | { readonly kind: 'show'; readonly number: number; readonly log: string }
  | { readonly kind: 'step'; readonly what: string; readonly number: number; readonly log: string }
  | { readonly kind: 'supersede'; readonly newer: number; readonly older: number; readonly log: string }
  | { readonly kind: 'offer'; readonly what: OfferChoice; readonly offer: string }
  | { readonly kind: 'noticing'; readonly on: boolean }
  | { readonly kind: 'direct-asks'; readonly on: boolean }
  | { readonly kind: 'log'; readonly log: string }
  | { readonly kind: 'digest'; readonly time: DigestTime | undefined }
  | { readonly kind: 'page'; readonly offset: number; readonly of: ListAsk };

/** What stands below an answer: more of it, whether it helped, where it leads. */
export type AnswerChoice = 'more' | 'other' | 'helpful' | 'wrong' | 'chart' | 'walk';

/** What can be done with an offer to record. */
export type OfferChoice = 'record' | 'edit' | 'dismiss';

/** A choice's id, as {@link readChoiceId} reads it; at most `maxChoiceId` characters are to come of it. */
export function choiceIdText(choice: ChoiceId): string {
  switch (choice.kind) {
    case 'say':
      return `say:${choice.words}`;
    case 'answer':
      return `${choice.what}:${choice.asked}`;
    case 'topic':
      return `${choice.team ? 'teamtopic' : 'topic'}:${choice.topic}`;
    case 'option':
      return `${choice.team ? 't' : 'w'}:${choice.walk}:o:${choice.question}=${choice.option}`;
    case 'control':
      return `${choice.team ? 't' : 'w'}:${choice.walk}:${choice.what}`;
    case 'show':
      return `show:${choice.number}:${choice.log}`;
    case 'step':
      return `r:${choice.what}:${choice.number}:${choice.log}`;
    case 'supersede':
      return `sup:${choice.newer}:${choice.older}:${choice.log}`;
    case 'offer':
      return `offer:${choice.what}:${choice.offer}`;
    case 'noticing':
      return `noticing:${choice.on ? 'on' : 'off'}`;
    case 'direct-asks':
      return `direct:${choice.on ? 'on' : 'off'}`;
    case 'log':
      return `log:${choice.log}`;
    case 'digest':
      return choice.time === undefined ? 'digest:off' : `digest:on:${choice.time.day}:${choice.time.hour}`;
    case 'page':
      return `page:${choice.offset}:${listAskText(choice.of)}`;
  }
}

/** Reads a choice's id; undefined for what is none. */
export function readChoiceId(id: string): ChoiceId | undefined {
  const [, verb, rest = ''] = /^([a-z]+):(.{0,160})$/s.exec(id) ?? [];
  switch (verb) {
    case 'say':
      return { kind: 'say', words: rest };
    case 'more':
    case 'other':
    case 'helpful':
    case 'wrong':
    case 'chart':
    case 'walk':
      return /^\d{1,9}$/.test(rest) ? { kind: 'answer', what: verb, asked: Number(rest) } : undefined;
    case 'topic':
    case 'teamtopic':
      return { kind: 'topic', topic: rest, team: verb === 'teamtopic' };
    case 'w':
    case 't':
      return readWalk(verb === 't', rest);
    case 'show':
      return readRecord(rest, ({ number, log }) => ({ kind: 'show', number, log }));
    case 'r': {
      const [, what = '', ref = ''] = /^([a-z-]{1,20}):(.+)$/.exec(rest) ?? [];
      return readRecord(ref, ({ number, log }) => ({ kind: 'step', what, number, log }));
    }
    case 'sup': {
      const [, newer = '', ref = ''] = /^(\d{1,9}):(.+)$/.exec(rest) ?? [];
      return readRecord(ref, ({ number, log }) => ({
        kind: 'supersede',
        newer: Number(newer),
        older: number,
        log,
      }));
    }
    case 'offer': {
      const [, what, offer = ''] = /^(record|edit|dismiss):([\w-]{1,40})$/.exec(rest) ?? [];
      return what === 'record' || what === 'edit' || what === 'dismiss'
        ? { kind: 'offer', what, offer }
        : undefined;
    }
    case 'noticing':
      return { kind: 'noticing', on: rest === 'on' };
    case 'direct':
      return { kind: 'direct-asks', on: rest === 'on' };
    case 'log':
      return /^.{1,80}$/.test(rest) ? { kind: 'log', log: rest } : undefined;
    case 'digest': {
      const [, day, hour] = /^on:([1-7]):(1?\d|2[0-3])$/.exec(rest) ?? [];
      if (day !== undefined) return { kind: 'digest', time: { day: Number(day), hour: Number(hour) } };
      return rest === 'off' ? { kind: 'digest', time: undefined } : undefined;
    }
    case 'page':
      return readPage(rest);
    default:
      return undefined;
  }
}

function readWalk(team: boolean, rest: string): ChoiceId | undefined {
  const [, walk, what = ''] = /^(\d{1,9}):(.+)$/.exec(rest) ?? [];
  if (walk === undefined) return undefined;
  const [, question, option] = /^o:([a-z0-9-]{1,40})=([a-z0-9-]{1,40})$/.exec(what) ?? [];
  return question !== undefined && option !== undefined
    ? { kind: 'option', team, walk: Number(walk), question, option }
    : { kind: 'control', team, walk: Number(walk), what };
}

function readRecord(
  ref: string,
  make: (ref: { number: number; log: string }) => ChoiceId,
): ChoiceId | undefined {
  const [, number, log] = /^(\d{1,9}):(.{1,80})$/.exec(ref) ?? [];
  return number === undefined || log === undefined ? undefined : make({ number: Number(number), log });
}

/** `list:ACPR:TAG`, `due:all`, `found:what:WORDS`, `ruled-out`: a status by its first two letters, which no two share. */
function listAskText(ask: ListAsk): string {
  switch (ask.kind) {
    case 'list':
      return `list:${ask.status.map((status) => status.slice(0, 2)).join('')}:${ask.tag ?? ''}`;
    case 'due':
      return `due:${ask.of}`;
    case 'found':
      return `found:${ask.asks}:${ask.words}`;
    case 'ruled-out':
      return 'ruled-out';
  }
}

function readPage(rest: string): ChoiceId | undefined {
  const [, offset, kind = '', what = '', more = ''] =
    /^(\d{1,6}):([a-z-]{1,20})(?::([a-z-]{0,20})(?::(.*))?)?$/s.exec(rest) ?? [];
  const read = listAskSchema.safeParse(askOf(kind, what, more));
  return offset === undefined || !read.success
    ? undefined
    : { kind: 'page', offset: Number(offset), of: read.data };
}

function askOf(kind: string, what: string, more: string): unknown {
  switch (kind) {
    case 'list': {
      const status = (what.match(/.{1,2}/g) ?? []).map((start) =>
        statuses.find((one) => one.startsWith(start)),
      );
      return { kind, status, ...(more === '' ? {} : { tag: more }) };
    }
    case 'due':
      return { kind, of: what };
    case 'found':
      return { kind, asks: what, words: more };
    default:
      return { kind };
  }
}
