import type { Language } from './language.ts';

export const norwegian: Language = {
  fields: {
    title: 'tittel, navn',
    status: 'tilstand',
    decided:
      'besluttet, vedtatt, beslutningsdato, vedtaksdato, dato for beslutning, dato besluttet, godkjent dato',
    date: 'dato',
    created: 'opprettet, opprettet dato, opprettelsesdato, startdato, foreslått dato',
    modified: 'endret, sist endret, oppdatert, sist oppdatert',
    deciders: 'beslutningstakere, beslutningstaker, besluttet av, vedtatt av, godkjent av',
    supersedes: 'erstatter, avløser',
    'superseded-by': 'erstattet av, erstattes av, avløst av',
    amends: 'endrer, utfyller',
    'amended-by': 'endret av, utfylt av',
    related: 'relatert, relaterte, relatert til, relaterte beslutninger, relaterte adr, se også',
  },
  statuses: {
    accepted:
      'akseptert, godkjent, vedtatt, besluttet, bestemt, gjeldende, aktiv, implementert, innført, i bruk',
    superseded: 'erstattet, avløst',
    deprecated: 'utdatert, foreldet, avviklet, utgått, utfaset',
    rejected: 'avvist, avslått, forkastet',
    withdrawn: 'trukket, trukket tilbake, kansellert',
    draft: 'utkast, kladd',
    proposed:
      'foreslått, forslag, til diskusjon, under diskusjon, under vurdering, til vurdering, under behandling, til behandling, til beslutning, ventende, åpen, åpent',
  },
  sections: {
    metadata: 'metadata, informasjon',
    context: 'kontekst, bakgrunn, problem, problemstilling, sammenheng',
    drivers: 'drivere, beslutningskriterier',
    options: 'alternativer, vurderte alternativer, løsningsalternativer',
    decision: 'beslutning, avgjørelse, vedtak',
    consequences: 'konsekvenser, følger',
    links: 'lenker, referanser, mer informasjon',
    lead: 'sammendrag, oppsummering, innledning, introduksjon, oversikt, motivasjon, mål, formål, innhold',
  },
  negations: 'ikke, ikke ennå, aldri',
  months:
    'januar|jan, februar|feb, mars|mar, april|apr, mai, juni|jun, juli|jul, august|aug, september|sep|sept, oktober|okt, november|nov, desember|des',
};
