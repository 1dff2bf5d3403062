import { html } from 'hono/html';
import type { BarsChart, Chart, RankingChart, StarsChart, TimelineChart } from '../../../src/chart.ts';
import type { Html } from '../html.ts';
import { scrolling } from './comparison.ts';

/** What a chart shows, as a table. */
export function chartTable(chart: Chart): Html {
  return scrolling(`${chart.title}, as a table`, html`<table>${rowsOf(chart)}</table>`);
}

function rowsOf(chart: Chart): Html {
  switch (chart.kind) {
    case 'ranking':
      return ranking(chart);
    case 'stars':
      return stars(chart);
    case 'bars':
      return bars(chart);
    case 'timeline':
      return timeline(chart);
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  const body = rows.map(
    ([first, ...others]) =>
      html`<tr><th scope="row">${first}</th>${others.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  );
  return html`<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${body}</tbody>`;
}

function ranking({ candidates }: RankingChart): Html {
  const told = (contributions: RankingChart['candidates'][number]['contributions']) =>
    contributions.map(({ label, points }) => `${label} ${points > 0 ? '+' : ''}${points}`).join(', ');
  return table(
    ['Candidate', 'Score', 'What brought it there'],
    candidates.map(({ name, score, contributions }) => [
      name,
      String(Math.round(score)),
      told(contributions),
    ]),
  );
}

function stars({ candidates, criteria }: StarsChart): Html {
  return table(
    ['Criterion', ...candidates],
    criteria.map(({ name, stars: given }) => [
      name,
      ...given.map((count) => (count === null ? 'none given' : `${count} of 5`)),
    ]),
  );
}

function bars({ bars: all, unit }: BarsChart): Html {
  return table(
    ['Name', unit],
    all.map(({ name, min, max }) => [name, min === max ? String(min) : `${min} to ${max}`]),
  );
}

function timeline({ records }: TimelineChart): Html {
  return table(
    ['Record', 'Title', 'Status', 'Date', 'Supersedes'],
    records.map(({ name, title, status, date, supersedes }) => [
      name,
      title,
      status,
      date,
      supersedes.join(', '),
    ]),
  );
}
