import { describe, expect, it } from 'vitest';
import { linksOf } from '../support/linked-records.ts';

/** Sections with the records that each of them is to be related to. */
type Cases = readonly (readonly [string, ...number[]])[];

async function expectRelated(cases: Cases) {
  const { links, warnings } = await linksOf(cases.map(([text]) => text));
  expect(links).toEqual(cases.map(([, ...numbers]) => numbers.map((number) => `relates-to ${number}`)));
  expect(warnings).toEqual([]);
}

describe('a heading that names a list of relations beside other things', () => {
  it('opens one', () =>
    expectRelated([
      ['## Open questions and related ADRs\n\n- [One](0001-r1-of-it.md)\n- ADR-2: the other half\n', 1, 2],
      ['## Related decisions and background reading\n\n- [Three](0003-r3-of-it.md)\n', 3],
      ['## Sources / related decisions\n\n- ADR-4, ADR-5\n', 4, 5],
      ['## Related tickets and ADRs\n\n- QUEUE-17\n- ADR-6\n', 6],
      ['## Relation to earlier ADRs\n\n- [Seven](0007-r7-of-it.md) has the numbers\n', 7],
      ['### 7. Other related decisions (informative)\n\n- ADR-8\n', 8],
      ['## Offene Fragen und verwandte Entscheidungen\n\n- ADR-9\n', 9],
      ['## Next steps & related ADRs\n\n- Related: ADR-1 and ADR-2\n- Amends nothing\n', 1, 2],
      ['## Next steps, related records\n\n- Move the jobs as [ADR-3](0003-r3-of-it.md) has them\n', 3],
    ]));

  it('opens none where it only speaks of something related, nor for what is said there in prose', () =>
    expectRelated([
      ['## Related work and experiments\n\n- [One](0001-r1-of-it.md)\n'],
      ['## How related records are kept together\n\n- ADR-2\n'],
      ['## Consequences for unrelated ADRs\n\n- ADR-3\n'],
      ['## Risks and related costs\n\n- [Four](0004-r4-of-it.md)\n'],
      ['## Next steps and related ADRs\n\n- Delete what ADR-5, ADR-6 left behind\n- Cost: ADR-7 has it\n'],
      ['## Next steps and related ADRs\n\nAs [ADR-8](0008-r8-of-it.md) says, the queue is full.\n'],
      ['## Related decisions and further reading\n\n- A talk on what [ADR-9](0009-r9-of-it.md) began\n'],
    ]));
});
