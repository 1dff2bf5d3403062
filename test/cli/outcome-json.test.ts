import { expect, test } from 'vitest';
import { outcomeJson } from '../../adapters/cli/conversation.ts';

test('the key of what is updated in place is text for scripts', () => {
  const live = { kind: 'record', log: 'decisions', number: 7 } as const;
  const came = { intent: 'record', audience: 'channel', replies: [] } as const;
  expect(outcomeJson({ ...came, live })).toEqual({
    intent: 'record',
    replies: [],
    text: '',
    live: 'record:decisions:7',
  });
  expect(outcomeJson(came)).toEqual({ intent: 'record', replies: [], text: '' });
});
