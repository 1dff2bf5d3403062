import { record, recordIfGiven } from '../arguments.ts';
import { defineCommand } from '../command.ts';

/** `adr supersede NUMBER [BY]` */
export const supersede = defineCommand({
  name: 'adr supersede',
  description: 'say which record takes its place, once that is accepted',
  takes: {
    number: record(),
    by: recordIfGiven('the newer record; a form opens where it is left out'),
  },
  example: 'adr supersede 3 5',
  meaning: ({ number, by }) => ({
    kind: 'step',
    step: { step: 'supersede', target: number, reason: '', ...(by === undefined ? {} : { by }) },
  }),
});
