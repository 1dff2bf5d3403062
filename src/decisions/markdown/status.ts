import type { Status } from '../record.ts';

/** What real folders call the statuses. */
const words: readonly (readonly [RegExp, Status])[] = [
  [
    /partially implemented|implemented|approved|accepted|adopted|agreed|decided|final|\bliving\b|\bactive\b|\bdone\b/,
    'accepted',
  ],
  [/superseded|superceded|superseeded|replaced|obsoleted/, 'superseded'],
  [/deprecated|obsolete|retired/, 'deprecated'],
  [/rejected|declined|not accepted|refused/, 'rejected'],
  [/withdrawn|cancelled|canceled|abandoned/, 'withdrawn'],
  [/draft|work in progress|\bwip\b/, 'draft'],
  [
    /proposed|pending|proposal|\breview\b|open|request for comments|\brfc\b|\bidea\b|\bincomplete\b/,
    'proposed',
  ],
  // German, French, Spanish, Portuguese, Dutch, Italian
  [/akzeptiert|angenommen|accepté|acceptée|aceptad[oa]|aceit[oa]|geaccepteerd|accettat[oa]/, 'accepted'],
  [
    /ersetzt|abgelöst|remplacé|remplacée|reemplazad[oa]|sustituid[oa]|substituíd[oa]|vervangen|sostituit[oa]/,
    'superseded',
  ],
  [/abgelehnt|verworfen|rejeté|rejetée|rechazad[oa]|rejeitad[oa]|afgewezen|rifiutat[oa]/, 'rejected'],
  [/vorgeschlagen|proposé|proposée|propuest[oa]|propost[oa]|voorgesteld/, 'proposed'],
  [/veraltet|obsolète|obsolet[oa]|verouderd/, 'deprecated'],
  [/entwurf|brouillon|borrador|rascunho|concept|bozza/, 'draft'],
];

/** Words by which the expected results name a status and nothing else. */
const exact = new Set(['accepted', 'superseded', 'deprecated', 'rejected', 'withdrawn', 'draft', 'proposed']);

/** Text that a template left: "{proposed | rejected | ...}", "[status]", "Accepted | Pending | Superseded by ...". */
export function isTemplateText(raw: string): boolean {
  const text = raw.trim();
  return (
    /^[{[<].*\|.*[}\]>]?/.test(text) || text.split('|').length >= 3 || /^[{<[][^\]}>]*[}>\]]$/.test(text)
  );
}

/** A line that tells which statuses there are, not which one it is: "One of: proposed / accepted / deprecated". */
export function isLegend(line: string): boolean {
  const text = line.toLowerCase();
  return !isTemplateText(line) && words.filter(([pattern]) => pattern.test(text)).length >= 3;
}

/** What is so only for now is none of the statuses. */
const hedged = /\b(?:provisionally|tentatively|conditionally)\b/i;

/** Where a record stands by what its file states; `none` where it states nothing, `other` where no word is known. */
export function readStatus(raw: string | null): Status {
  if (raw === null || raw.trim() === '' || isTemplateText(raw)) return 'none';
  if (hedged.test(raw)) return 'other';
  // What is struck through was; links and marks don't count.
  const text = raw
    .replace(/~~.*?~~/g, ' ')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/[*_`"'[\]]/g, '')
    .toLowerCase();
  let first: { at: number; status: Status } | undefined;
  for (const [pattern, status] of words) {
    const at = text.search(pattern);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, status };
  }
  if (first === undefined) return 'other';
  return exact.has(first.status) ? first.status : 'other';
}
