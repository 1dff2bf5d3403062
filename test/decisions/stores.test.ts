import { decisionsContract } from '../contracts/decisions.ts';
import { findingContract } from '../contracts/finding.ts';
import { permissionsContract } from '../contracts/permissions.ts';
import { visibilityContract } from '../contracts/visibility.ts';
import { databaseName, freshDatabase } from '../support/database.ts';

decisionsContract(databaseName, freshDatabase);
findingContract(databaseName, freshDatabase);
visibilityContract(databaseName, freshDatabase);
permissionsContract(databaseName, freshDatabase);
