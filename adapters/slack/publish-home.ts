import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import type { Directory } from './directory.ts';
import { failureOf } from './errors.ts';
import { homeData } from './home-data.ts';
import { homeView } from './home-view.ts';
import type { Arrived } from './incoming.ts';
import type { Connected } from './web-clients.ts';

/** The records that somebody may see, who they are, and the page's address. */
export interface HomeParts {
  readonly services: Services;
  readonly directory: Directory;
  readonly page: string | undefined;
  readonly log: Logger;
}

/** Publishes the Home tab of whoever opened it, or did something on it. */
export async function publishHome(
  { services, directory, page, log }: HomeParts,
  { client, workspace }: Connected,
  { person: { id: user }, place }: Pick<Arrived, 'person' | 'place'>,
): Promise<void> {
  if (place.channel.startsWith('D')) directory.learnDirect(workspace.id, user, place.channel);
  const known = await directory.person(workspace.id, user);
  const direct = directory.directChannel(workspace.id, user) ?? '';
  const viewer = await directory.viewer(workspace.id, known, direct, false);
  const data = await homeData(services, workspace.id, viewer, known);
  try {
    await client.views.publish({
      user_id: user,
      view: homeView({ ...data, ...(page === undefined ? {} : { page }) }),
    });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'again' || failure.kind === 'wait') throw error;
    log.warn({ platform: 'slack', workspace: workspace.id, failure }, 'a Home tab was not published');
  }
}
