import { expect, it } from 'vitest';
import { stancesIn } from '../../src/governing/stance.ts';
import { openThings, prepareThings } from '../../src/governing/things.ts';
import { loadWhole } from '../../src/knowledge/load.ts';

const knowledge = await loadWhole();
const things = openThings(prepareThings(knowledge, knowledge.packages));

it.each([
  ['Use Kafka for orders', 'kafka', ''],
  ['Replace RabbitMQ with Kafka', 'kafka', 'rabbitmq'],
  ['Drop RabbitMQ and poll the table', '', 'rabbitmq'],
  ['Move sessions from PostgreSQL to Redis', 'redis', 'postgresql'],
  ['Port the partner API from Flask to FastAPI', 'fastapi', 'flask'],
  ['Swap RabbitMQ out for Kafka', 'kafka', 'rabbitmq'],
  ['Get rid of MongoDB and Redis', '', 'mongodb redis'],
  ['Use PostgreSQL instead of MongoDB', 'postgresql', 'mongodb'],
  ['No GraphQL', '', 'graphql'],
  ['We do not use GraphQL', '', 'graphql'],
  ['Keep state in Redis rather than PostgreSQL', 'redis', 'postgresql'],
  ['Rip out Celery', '', 'celery'],
  ['Stop using Docker', '', 'docker'],
  ['Migrate off MongoDB', '', 'mongodb'],
  ['Put Redis in front of PostgreSQL', 'postgresql redis', ''],
])('%s', (text, takes, leaves) => {
  const told = stancesIn(things.read(text));
  expect([...told.takes].sort().join(' ')).toBe(takes);
  expect([...told.leaves].sort().join(' ')).toBe(leaves);
});

it('what somebody only names who is about to leave something is what they leave', () => {
  const told = stancesIn(things.read('RabbitMQ between the services, with Kafka in its place'), 'rejecting');
  expect(told).toEqual({ takes: new Set(['kafka']), leaves: new Set(['rabbitmq']) });
});
