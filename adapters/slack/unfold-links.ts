import type { KnownBlock } from '@slack/types';
import type { Logger } from 'pino';
import type { Services } from '../../src/conversation/services.ts';
import type { Look } from '../../src/decisions/record-queries.ts';
import { AdvisorError } from '../../src/errors.ts';
import { recordPreview } from '../view/record-preview.ts';
import { createIds } from './blocks/ids.ts';
import type { Directory } from './directory.ts';
import { failureOf } from './errors.ts';
import type { ArrivedOf } from './incoming.ts';
import { paint } from './paint.ts';
import type { Connected } from './web-clients.ts';

/** The records, who may see them where, and the address of the page whose links unfold. */
export interface UnfoldingParts {
  readonly services: Pick<Services, 'decisions'>;
  readonly directory: Pick<Directory, 'person' | 'channel' | 'viewer'>;
  /** The decision log's address. */
  readonly page: string | undefined;
  readonly log: Logger;
}

/**
 * Shows below a message what the records are to which it links: those that all who read it there may see. Of the others
 * nothing is told, not even that they are there.
 */
export async function unfoldLinks(
  parts: UnfoldingParts,
  { client, workspace }: Connected,
  arrived: ArrivedOf<'linked'>,
): Promise<void> {
  const { page, log } = parts;
  const linked = arrived.links.flatMap((url) => {
    const place = page === undefined ? undefined : recordLinked(page, url);
    return place === undefined ? [] : [{ url, ...place }];
  });
  const look = linked.length === 0 ? undefined : await lookFor(parts, workspace.id, arrived);
  if (look === undefined) return;
  const unfurls: Record<string, { blocks: KnownBlock[] }> = {};
  for (const { url, ...place } of linked) {
    const blocks = await previewOf(parts, look, place, url);
    if (blocks !== undefined) unfurls[url] = { blocks };
  }
  if (Object.keys(unfurls).length === 0) return;
  try {
    await client.chat.unfurl({ channel: arrived.place.channel, ts: arrived.message, unfurls });
  } catch (error) {
    const failure = failureOf(error);
    if (!['closed', 'gone', 'invalid', 'other'].includes(failure.kind)) throw error;
    // An app from an earlier manifest may not, and the message may be gone: nobody waits for it.
    log.debug({ platform: 'slack', workspace: workspace.id, failure }, 'a link was not unfolded');
  }
}

/** What all who read the message may see; undefined where it cannot be told who they are. */
async function lookFor(
  { directory }: UnfoldingParts,
  workspace: string,
  { place: { channel }, person }: ArrivedOf<'linked'>,
): Promise<Look | undefined> {
  const isDirect = channel.startsWith('D');
  if (!isDirect && !(await directory.channel(workspace, channel)).isKnown) return undefined;
  const known = await directory.person(workspace, person.id);
  return { workspace, viewer: await directory.viewer(workspace, known, channel, !isDirect) };
}

async function previewOf(
  { services: { decisions } }: UnfoldingParts,
  look: Look,
  { log, number }: RecordPlace,
  address: string,
): Promise<KnownBlock[] | undefined> {
  try {
    const record = await decisions.get({ ...look, log }, number);
    const several = (await decisions.logNames(look)).length > 1;
    const ids = createIds();
    return recordPreview(record, several, address).flatMap((block) => paint(block, ids));
  } catch (error) {
    if (error instanceof AdvisorError && error.code === 'not-found') return undefined;
    throw error;
  }
}

interface RecordPlace {
  readonly log: string;
  readonly number: number;
}

/** The record whose page an address is; undefined for any other. */
export function recordLinked(page: string, url: string): RecordPlace | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const own = new URL(page);
  if (origin !== own.origin || !pathname.startsWith(`${own.pathname}/`)) return undefined;
  const [, log, number] = /^([^/]{1,300})\/([0-9]{1,9})$/.exec(pathname.slice(own.pathname.length + 1)) ?? [];
  if (log === undefined) return undefined;
  try {
    return { log: decodeURIComponent(log), number: Number(number) };
  } catch {
    return undefined;
  }
}
