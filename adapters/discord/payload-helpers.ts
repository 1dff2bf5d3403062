import { PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import { isThread } from './directory.ts';
import type { Arrived } from './incoming.ts';
import { messageSchema, type UserPayload } from './payloads.ts';

/** The name under which others see somebody. */
export function nameOf({ id, username, global_name }: UserPayload, nick?: string | null): string {
  return (nick || global_name || username || id).slice(0, 80);
}

/** Somebody, as the others see them. */
export function personOf(user: UserPayload, nick?: string | null): Arrived['person'] {
  return { id: user.id, name: nameOf(user, nick), handle: user.username || user.id };
}

const resolvedSchema = z.object({
  resolved: z.object({ users: z.record(z.string(), z.unknown()) }),
});
const knownUserSchema = messageSchema.shape.author;

/** Names of people whom the options of a command mention, by their ids. */
export function namesIn(data: unknown): ReadonlyMap<string, string> {
  const read = resolvedSchema.safeParse(data);
  const users = read.success ? Object.values(read.data.resolved.users) : [];
  return new Map(
    users.flatMap((user) => {
      const known = knownUserSchema.safeParse(user);
      return known.success ? [[known.data.id, nameOf(known.data)] as const] : [];
    }),
  );
}

/** A message that somebody pointed at; what of it cannot be read is empty. */
export function readTarget(message: unknown): {
  readonly content: string;
  readonly author: string;
  readonly names: ReadonlyMap<string, string>;
} {
  const read = targetSchema.safeParse(message);
  if (!read.success) return { content: '', author: '', names: new Map() };
  const { content, author, mentions } = read.data;
  return {
    content,
    author: author === null ? '' : nameOf(author),
    names: new Map(mentions.map((user) => [user.id, nameOf(user, user.member?.nick)])),
  };
}

const targetSchema = z.object({
  content: messageSchema.shape.content,
  author: knownUserSchema.nullable().catch(null),
  mentions: messageSchema.shape.mentions,
});

/** Whether we may post where an interaction is made, by its `app_permissions`; where it does not tell, we try. */
export function mayPostIn(permissions: string | null | undefined, type: number | null | undefined): boolean {
  if (permissions == null) return true;
  const bits = BigInt(permissions);
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return true;
  const send = isThread(type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  return [PermissionFlagsBits.ViewChannel, send].every((bit) => (bits & bit) !== 0n);
}
