import { html } from 'hono/html';
import type { DecisionRecord } from '../../../src/decisions/record.ts';
import { clip } from '../../view/clip-text.ts';
import { decidersOf, standingText } from '../../view/record-texts.ts';
import { accentOf } from '../../view/record-view.ts';
import { summaryOf } from '../../view/summary.ts';
import type { Accent } from '../../view/view.ts';
import type { Html } from '../html.ts';
import { titleOf } from './record-row.ts';

/** Where it is not cut off by who shows it. */
const maxTitle = 200;
const maxDescription = 400;

/** The page's own colours, by what a record's status means. */
const colours: Readonly<Record<Accent, string>> = {
  neutral: '#0b5cab',
  open: '#0b5cab',
  settled: '#1d6b3c',
  refused: '#a32020',
  past: '#57616b',
};

/**
 * What a chat or another site shows below a link to a record's page, where it may read that.
 * @param site what the pages are called
 */
export function recordMetadata(record: DecisionRecord, several: boolean, site: string): Html {
  const deciders = decidersOf(record).join(', ');
  const standing = `${standingText(record, several)}${record.date === null ? '' : ` ${record.date}`}`;
  const told = [standing, summaryOf(record), deciders === '' ? '' : `Decided by ${deciders}`];
  const description = told.filter((part) => part !== '').join(' · ');
  return html`<meta property="og:type" content="article">
<meta property="og:site_name" content="${site}">
<meta property="og:title" content="${clip(titleOf(record, several), maxTitle)}">
<meta property="og:description" content="${clip(description, maxDescription)}">
<meta name="theme-color" content="${colours[accentOf(record)]}">`;
}
