import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Rounds } from '../../src/queue/clock.ts';
import { createDigests } from '../../src/queue/digests.ts';
import type { Outbox } from '../../src/queue/outbox.ts';
import { createReminders } from '../../src/queue/reminders.ts';
import type { RenderContext } from '../view/render-context.ts';
import { createAsks } from './ask-deciders.ts';
import { createDeciderNames } from './decider-names.ts';
import type { ChatDriver, PlatformTypes } from './driver.ts';
import type { OutgoingPayload } from './outgoing.ts';

/** The platform, the records, and where messages go. */
export interface RegularParts<P extends PlatformTypes> {
  readonly driver: ChatDriver<P>;
  readonly database: Database;
  readonly services: Services;
  readonly outbox: Pick<Outbox<OutgoingPayload<P['body']>>, 'put'>;
  readonly context: RenderContext;
  readonly onFault: (error: unknown) => void;
}

/** What nobody asks for, again and again: reminders, digests, asking who decides, names of deciders. */
export function createRegularWork<P extends PlatformTypes>(parts: RegularParts<P>): readonly Rounds[] {
  const { driver, database, services, outbox, onFault } = parts;
  const { directory, platform } = driver;
  const telling = {
    ...{ outbox, onFault },
    platformOf: async (workspace: string) => ((await driver.serves(workspace)) ? platform : undefined),
    ...(directory.zoneOf === undefined ? {} : { zoneOf: directory.zoneOf }),
  };
  return [
    createReminders(database, telling),
    createDigests(database, {
      ...telling,
      decisions: services.decisions,
      isShared: async (workspace, channel) => (await directory.room(workspace, channel)).isShared === true,
    }),
    createAsks(parts),
    createDeciderNames({
      ...{ database, onFault },
      serves: (workspace) => driver.serves(workspace),
      nameOf: (workspace, mention) => directory.nameOf(workspace, mention),
    }),
  ];
}
