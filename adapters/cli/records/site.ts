import { z } from 'zod';
import { flag } from '../../../src/commands/arguments.ts';
import type { Given } from '../../../src/commands/command.ts';
import type { Viewer } from '../../../src/decisions/record.ts';
import { AdvisorError } from '../../../src/errors.ts';
import { argument, option } from '../command-line.ts';
import { recordCommand, type Session } from './session.ts';

const site = {
  folder: argument('an empty folder, or one that this has written before', z.string()),
  title: option('text', 'what the site is called', z.string().trim().min(1).max(100).default('Decisions')),
  includeMembers: flag('also what is for members of a channel alone'),
};

/** Who reads a site: somebody who is a member of nothing. */
const anybody: Viewer = {
  kind: 'member',
  person: { id: 'site', name: 'site' },
  channels: [],
  outside: false,
};

/** `adr site`: records as pages for a docs host. */
export const siteCommands = () => [
  recordCommand(
    { name: 'adr site', description: 'write records as web pages, with search, for a docs host' },
    site,
    writePages,
  ),
];

async function writePages(
  { folder, title, includeMembers }: Given<typeof site>,
  { decisions, look, print }: Session,
): Promise<void> {
  const all = await countOf(decisions, look);
  const log =
    look.log === undefined ? undefined : (await decisions.logs(look)).find(({ name }) => name === look.log);
  if (log?.visibility === 'members' && !includeMembers) throw new AdvisorError('not-found', forMembers);
  const { planSite } = await import('../../web/site/site-files.ts');
  const { writeSite } = await import('../../web/site/write-site.ts');
  const seen = includeMembers ? look : { ...look, viewer: anybody };
  const plan = await planSite(decisions, { look: seen, name: title });
  if (plan.records === 0)
    throw new AdvisorError('not-found', all === 0 ? 'there is no record to show' : forMembers);
  const { written, unchanged, removed } = await writeSite(folder, plan);
  const leftOut = all - plan.records;
  const note =
    leftOut > 0 ? `\n${leftOut} left out: drafts, and what is for members (--include-members).` : '';
  print(
    { records: plan.records, written, unchanged, removed, leftOut },
    `${plan.records} ${plan.records === 1 ? 'record' : 'records'} in ${folder}: ${written} files written, ${unchanged} unchanged, ${removed} removed.${note}`,
  );
}

const forMembers =
  'there are only drafts and records for members of a channel; --include-members shows the latter too';

async function countOf(decisions: Session['decisions'], look: Session['look']): Promise<number> {
  return (await decisions.page(look, { order: 'newest', offset: 0, limit: 1 })).total;
}
