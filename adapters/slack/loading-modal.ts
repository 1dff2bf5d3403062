import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { commandOf } from '../../src/commands/registry.ts';
import { readChoiceId } from '../../src/conversation/choice-id.ts';
import type { RecordFormKind } from '../../src/conversation/form-id.ts';
import { failureOf } from './errors.ts';
import type { Arrived } from './incoming.ts';
import { triggerMs } from './limits.ts';
import { loadingModal } from './modal.ts';

/**
 * The title of the form that something will open, as far as it can be told before it is done; undefined where none will.
 * A `trigger_id` ends after three seconds, so the view is opened at once and filled after.
 */
export function expectedForm(arrived: Arrived): string | undefined {
  switch (arrived.kind) {
    case 'from-message':
      return 'Record decision';
    case 'wanted-form':
      return 'Form';
    case 'chose':
      return formOfChoice(arrived.choices[0] ?? '');
    case 'commanded':
      return formOfCommand(arrived.name, arrived.given);
    default:
      return undefined;
  }
}

/** What the form is called that changes a record, or speaks of one. */
const titles = {
  edit: 'Edit',
  changes: 'Request changes',
  comment: 'Comment',
  amend: 'Amend',
  reject: 'Reject',
  supersede: 'Supersede',
} as const satisfies Readonly<Record<Exclude<RecordFormKind, 'propose'>, string>>;

const formSteps: ReadonlyMap<string, string> = new Map(
  Object.entries(titles).map(([kind, title]) => [`${kind}-form`, title]),
);

function formOfChoice(choice: string): string | undefined {
  const read = readChoiceId(choice);
  if (read?.kind === 'offer') return read.what === 'edit' ? 'Propose a decision' : undefined;
  if (read?.kind === 'log') return 'Log settings';
  return read?.kind === 'step' ? formSteps.get(read.what) : undefined;
}

function formOfCommand(name: string, given: Readonly<Record<string, string>>): string | undefined {
  const meaning = commandOf(name)?.meaning(given);
  if (meaning?.kind === 'propose') return meaning.statement === '' ? 'Propose a decision' : undefined;
  if (meaning?.kind !== 'step') return undefined;
  const { step } = meaning;
  switch (step.step) {
    case 'edit':
      return titles.edit;
    case 'request-changes':
      return step.reason === '' ? titles.changes : undefined;
    case 'comment':
      return step.reason === '' ? titles.comment : undefined;
    case 'supersede':
      return step.by === undefined ? titles.supersede : undefined;
    default:
      return undefined;
  }
}

/** Leaves time to acknowledge. */
const openWithin = triggerMs - 800;

/** Opens a view that says to wait; its id, or nothing where it could not be opened in time. */
export async function openLoading(
  client: WebClient,
  trigger: string,
  title: string,
  log: Logger,
): Promise<string> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, openWithin, undefined).unref());
  try {
    const opened = client.views.open({ trigger_id: trigger, view: loadingModal(title) });
    const answer = await Promise.race([opened, late]);
    // Who comes too late is not waited for; what it then says is of no use.
    if (answer === undefined) opened.catch(() => {});
    return answer?.view?.id ?? '';
  } catch (error) {
    log.warn({ platform: 'slack', failure: failureOf(error) }, 'a view could not be opened');
    return '';
  }
}
