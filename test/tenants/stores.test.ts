import { twoTenantsContract } from '../contracts/two-tenants.ts';
import { databaseName, freshDatabase } from '../support/database.ts';
import { servicesFor } from '../support/services.ts';

twoTenantsContract(databaseName, await servicesFor(await freshDatabase()));
