import type { WebClient } from '@slack/web-api';
import { failureOf } from './errors.ts';

/** People that a workspace mentions together. */
export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  /** Their ids. */
  readonly people: readonly string[];
}

/** The workspace's user groups; none where the app may not ask. https://docs.slack.dev/reference/methods/usergroups.list */
export async function listGroups(client: WebClient): Promise<readonly UserGroup[]> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_users: true });
    return usergroups.flatMap(({ id = '', handle, users = [] }) =>
      handle === undefined ? [] : [{ id, handle, people: users }],
    );
  } catch (error) {
    // Whoever is not known to belong to a group decides less, not more.
    if (failureOf(error).kind !== 'other') throw error;
    return [];
  }
}
