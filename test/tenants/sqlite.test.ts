import { loadServices } from '../../src/conversation/load.ts';
import { openDatabase } from '../../src/database/connection.ts';
import { twoTenantsContract } from '../contracts/two-tenants.ts';

const open = () => openDatabase('sqlite::memory:');

twoTenantsContract('SQLite', open, await loadServices(await open(), undefined));
