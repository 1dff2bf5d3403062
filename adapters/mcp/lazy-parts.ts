import type { Services } from '../../src/conversation/services.ts';
import type { Database } from '../../src/database/connection.ts';
import type { Governing } from '../../src/governing/governing.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { contextOf } from '../view/render-context.ts';
import { once, type ToolParts } from './parts.ts';

/** Where parts come from. */
interface Sources {
  readonly knowledgeDir: string | undefined;
  readonly publicUrl: string | undefined;
  open(): Promise<Database>;
}

/** Parts of a process that serves one client: each is loaded when a call first needs it. */
export function partsOver({ knowledgeDir, publicUrl, open }: Sources): ToolParts {
  const knowledge = once(async () => {
    const { loadKnowledge } = await import('../../src/knowledge/load.ts');
    return loadKnowledge(knowledgeDir === undefined ? {} : { overlay: knowledgeDir });
  });
  return {
    answering: once(async () => {
      const { loadAnswering } = await import('../../src/answers/load.ts');
      return loadAnswering(await knowledge());
    }),
    advisor: once(async () => {
      const { createAdvisor } = await import('../../src/advisor/advisor.ts');
      return createAdvisor(await knowledge());
    }),
    bearings: once(async () => {
      const { createRelevantRecords } = await import('../../src/decisions/relevant-records.ts');
      return createRelevantRecords(await knowledge());
    }),
    decisions: once(async () => {
      const { createDecisions } = await import('../../src/decisions/decisions.ts');
      return createDecisions(await open());
    }),
    governing: once(async () => governingOver(await knowledge(), knowledgeDir)),
    recordAddress: addressesAt(publicUrl),
  };
}

/** Parts of a process that has them all. */
export function partsOf(
  services: Pick<Services, 'answering' | 'advisor' | 'bearings' | 'decisions' | 'knowledge'>,
  { knowledgeDir, publicUrl }: Pick<Sources, 'knowledgeDir' | 'publicUrl'>,
): ToolParts {
  return {
    answering: async () => services.answering,
    advisor: async () => services.advisor,
    bearings: async () => services.bearings,
    decisions: async () => services.decisions,
    governing: once(() => governingOver(services.knowledge, knowledgeDir)),
    recordAddress: addressesAt(publicUrl),
  };
}

async function governingOver(knowledge: Knowledge, knowledgeDir: string | undefined): Promise<Governing> {
  return (await import('../../src/governing/load.ts')).loadGoverning(knowledge, knowledgeDir);
}

/** The page shows one workspace: records of others have no address there. */
function addressesAt(publicUrl: string | undefined): ToolParts['recordAddress'] {
  const { recordAddress } = contextOf(publicUrl);
  return (workspace, record) => (workspace === pageWorkspace ? recordAddress?.(record) : undefined);
}

/** The workspace that the page is of. */
const pageWorkspace = 'local';
