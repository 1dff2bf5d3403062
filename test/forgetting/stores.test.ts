import { forgettingContract } from '../contracts/forgetting.ts';
import { databaseName, freshDatabase } from '../support/database.ts';

forgettingContract(databaseName, freshDatabase);
