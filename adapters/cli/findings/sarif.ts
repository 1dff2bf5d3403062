import type { Place } from '../../../src/decisions/check/finding.ts';
import { rules } from '../../../src/decisions/check/registry.ts';
import { hostedPath, isInFile, type Shown } from './shown.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** What was found as SARIF 2.1.0, as hosts of repositories take it. */
export function findingsSarif(shown: Shown): string {
  const index = new Map<string, number>(rules.map(({ id }, at) => [id, at]));
  const results = shown.findings.map((finding) => {
    const { rule, severity, place, what, mend, also = [] } = finding;
    const location = (one: Place) => locationOf(shown, one, isInFile(shown, finding));
    return {
      ruleId: rule,
      ruleIndex: index.get(rule) ?? -1,
      level: severity,
      message: { text: `${what}; ${mend}` },
      locations: [location(place)],
      ...(also.length === 0 ? {} : { relatedLocations: also.map(location) }),
    };
  });
  const driver = {
    name: 'stack-advisor adr check',
    rules: rules.map(({ id, severity, about, mend }) => ({
      id,
      shortDescription: { text: about },
      help: { text: mend },
      defaultConfiguration: severity === 'off' ? { enabled: false } : { level: severity },
    })),
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2);
}

function locationOf(shown: Shown, { name, line, column }: Place, isFile: boolean): object {
  if (!isFile) return { logicalLocations: [{ name, kind: 'record' }] };
  const region = { startLine: line, ...(column === undefined ? {} : { startColumn: column }) };
  const uri = hostedPath(shown, name).split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } };
}
