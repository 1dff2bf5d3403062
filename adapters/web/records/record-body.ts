import { html } from 'hono/html';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { recordName } from '../../../src/decisions/record-name.ts';
import { argumentTexts, peopleByRole, relationText } from '../../view/record-texts.ts';
import { bullets, type Html, unfold } from '../html.ts';
import { isOfTheWeb, renderProse, webLink } from '../prose.ts';
import { type Naming, recordLink } from './address.ts';

/** Where a record is shown, and where its headings stand: under a page's title, or under that of a card in a conversation. */
export interface BodyContext extends Naming {
  readonly level: Level;
}

type Level = 2 | 3;

/** Everything that a record says. */
export function renderRecordBody(record: DecisionRecord, context: BodyContext): Html {
  const { level } = context;
  const section = sectionOf(level);
  const prose = (text: string) =>
    renderProse(text, { heading: level === 2 ? 3 : 4, breaks: record.body === '' });
  return html`${section('Context', prose(record.context))}
${section('Drivers', bullets(record.drivers, prose))}
${section('Options', bullets(record.options, renderOption))}
${section('Decision', prose(record.decision))}
${section('Consequences', bullets(record.consequences, prose))}
${section('Confirmation', prose(record.confirmation))}
${section(
  'Holds for',
  bullets(record.affects, (entry) => html`<code>${entry}</code>`),
)}
${section(
  'Links',
  bullets(record.links, (link) => renderLink(record, link, context)),
)}
${section('People', renderPeople(record))}
${section('Evidence', bullets(record.evidence, renderEvidence))}
${record.body === '' ? '' : unfold('The file as it was imported', html`<pre>${record.body}</pre>`)}`;
}

/** Makes a part under its heading, or nothing where it says nothing. */
export function sectionOf(level: Level) {
  return (title: string, content: Html | string): Html | string => {
    if (content === '') return '';
    const heading = level === 2 ? html`<h2>${title}</h2>` : html`<h3>${title}</h3>`;
    return html`<section>${heading}${content}</section>`;
  };
}

type Link = DecisionRecord['links'][number];

function renderLink({ log }: DecisionRecord, link: Link, context: BodyContext): Html {
  const name = recordName(link, context.several || link.log !== log);
  return html`${relationText(link)} ${recordLink(link, name, context)}`;
}

function renderOption(option: DecisionRecord['options'][number]): Html {
  return html`<strong>${option.name}</strong>${bullets(argumentTexts(option), String)}`;
}

function renderPeople(record: DecisionRecord): Html | string {
  const approved = record.approvals.map(({ person }) => person).join(', ');
  const roles = [...peopleByRole(record), ...(approved === '' ? [] : [['Approved by', approved]])];
  const rows = roles.map(([role, names]) => html`<div><dt>${role}</dt><dd>${names}</dd></div>`);
  return rows.length === 0 ? '' : html`<dl>${rows}</dl>`;
}

function renderEvidence({ kind, url, excerpt }: DecisionRecord['evidence'][number]): Html {
  const where = isOfTheWeb(url) ? webLink(url, url) : url;
  return html`${kind} ${where}${excerpt === '' ? '' : html`<blockquote>${excerpt}</blockquote>`}`;
}
