import { openDatabase } from '../../src/database/connection.ts';
import { twoTenantsContract } from '../contracts/two-tenants.ts';
import { servicesFor } from '../support/services.ts';

const open = () => openDatabase('sqlite::memory:');

twoTenantsContract('SQLite', open, await servicesFor(await open()));
