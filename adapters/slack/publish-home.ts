import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import { sayChoice } from '../../src/conversation/turn.ts';
import { isDecider } from '../../src/decisions/permissions.ts';
import type { Person, Viewer } from '../../src/decisions/record.ts';
import type { Choice } from '../../src/reply.ts';
import type { Directory } from './directory.ts';
import { failureOf } from './errors.ts';
import { type HomeData, type HomeRecord, homeView } from './home-view.ts';
import type { Arrived } from './incoming.ts';
import type { Connected } from './web-clients.ts';

/** The records that somebody may see, who they are, and the page's address. */
export interface HomeParts {
  readonly services: Services;
  readonly directory: Directory;
  readonly page: string | undefined;
  readonly log: Logger;
}

/** What can be begun from the Home tab. */
const choices: readonly Choice[] = [
  { ...sayChoice('Choose a technology', 'Help us choose a database'), tone: 'primary' },
  sayChoice('Propose a decision', 'Record a decision'),
  sayChoice('Help'),
];

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

/** Records of each list that are read: the tab says how many more there are. */
const readAtOnce = 30;

async function homeData(
  { decisions, now }: Services,
  workspace: string,
  viewer: Viewer,
  person: Person,
): Promise<HomeData> {
  const look = { workspace, viewer };
  const page = { offset: 0, limit: readAtOnce };
  const [inForce, proposed, due, logs] = await Promise.all([
    decisions.latest(look, { ...page, status: ['accepted'] }),
    decisions.latest(look, { ...page, status: ['proposed'] }),
    decisions.due(look, now().slice(0, 10)),
    decisions.logs(look),
  ]);
  const decides = (log: string) => {
    const deciders = logs.find(({ name }) => name === log)?.deciders ?? [];
    return isDecider(deciders, person, viewer);
  };
  const isOutside = viewer.kind === 'member' && viewer.outside;
  const waiting = proposed.records.filter(
    ({ log, approvals }) =>
      !isOutside && decides(log) && approvals.every((one) => one.person !== person.name),
  );
  const reviews: HomeRecord[] = due
    .filter(({ kind }) => kind === 'review')
    .map(({ number, log, title, since }) => ({ number, log, title, status: 'accepted', date: since }));
  return {
    inForce,
    waiting: { records: waiting, total: waiting.length },
    due: { records: reviews, total: reviews.length },
    choices,
  };
}
