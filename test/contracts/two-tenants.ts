import { describe } from 'vitest';
import type { Services } from '../../src/conversation/services.ts';
import { conversationsStayWithin } from './two-tenants/conversation.ts';
import { platformsStayWithin } from './two-tenants/platforms.ts';
import { deliveriesStayWithin } from './two-tenants/queue.ts';
import { recordsStayWithin } from './two-tenants/records.ts';

/**
 * What every store has to do when two workspaces are in one database: neither is told of the other, or changed by it.
 * What the services work with besides the database is the same for all.
 */
export function twoTenantsContract(name: string, services: Services): void {
  describe(`two workspaces in ${name}`, () => {
    recordsStayWithin(services.knowledge);
    conversationsStayWithin(services);
    deliveriesStayWithin();
    platformsStayWithin();
  });
}
