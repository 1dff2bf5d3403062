import type { WebClient } from '@slack/web-api';
import type { UserGroup } from './user-groups.ts';

/** Where members and groups of a workspace are looked up. */
export interface MemberLookups {
  /** Ids by handles. */
  readonly members: (workspace: string, key: '') => Promise<ReadonlyMap<string, string>>;
  readonly groups: (workspace: string, key: '') => Promise<readonly UserGroup[]>;
}

/** Ids of whom deciders' names mean; members are asked for only where somebody is named by a handle. */
export async function findDeciders(
  { members, groups }: MemberLookups,
  workspace: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) {
    if (isUserId(name)) ids.push(name);
    else if (name.startsWith('@'))
      ids.push(
        ...(await groups(workspace, ''))
          .filter(({ handle }) => `@${handle}` === name)
          .flatMap(({ people }) => people),
      );
    else ids.push(...[(await members(workspace, '')).get(name)].filter((id) => id !== undefined));
  }
  return [...new Set(ids)];
}

/** https://docs.slack.dev/reference/objects/user-object */
function isUserId(name: string): boolean {
  return /^[UW][A-Z0-9]{5,20}$/.test(name);
}

/** A workspace with more members finds those of the first pages by their handles; the others by their ids. */
const maxPages = 10;

/** The handles of a workspace's members with their ids. https://docs.slack.dev/reference/methods/users.list */
export async function listMembers(client: WebClient): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let cursor = '';
  for (let page = 0; page < maxPages; page++) {
    const answer = await client.users.list({ limit: 200, ...(cursor === '' ? {} : { cursor }) });
    for (const { id, name, deleted, is_bot } of answer.members ?? [])
      if (id !== undefined && name !== undefined && deleted !== true && is_bot !== true) found.set(name, id);
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found;
}
