import { openDatabase } from '../../src/database/connection.ts';
import { forgettingContract } from '../contracts/forgetting.ts';

forgettingContract('SQLite', () => openDatabase('sqlite::memory:'));
