import { quoted } from '../finding.ts';
import { defineRule } from '../rule.ts';

export const ruledOutTechnology = defineRule({
  id: 'ruled-out-technology',
  severity: 'error',
  about:
    'With `--diff` or `--files`: a manifest, a lock file, an image or an import brings in what a record in force ruled out, or did not take.',
  mend: 'Take it out, or propose a record that supersedes the one that is named.',
  find: ({ broughtIn }) =>
    broughtIn.map(({ place, by, technology, record, reason }) => ({
      place,
      what: `${by} brings in ${technology}, which ${record} did not take${reason === '' ? '' : `: ${quoted(reason)}`}`,
      mend: `take it out, or propose a record that supersedes ${record}`,
    })),
});
