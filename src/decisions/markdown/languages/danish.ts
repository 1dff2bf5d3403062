import type { Language } from './language.ts';

export const danish: Language = {
  fields: {
    title: 'titel, navn',
    status: 'tilstand',
    decided: 'besluttet, vedtaget, beslutningsdato, dato for beslutning, godkendt dato',
    date: 'dato',
    created: 'oprettet, oprettet dato, oprettelsesdato, startdato, foreslået dato',
    modified: 'ændret, sidst ændret, senest ændret, opdateret, sidst opdateret, senest opdateret',
    deciders: 'beslutningstagere, beslutningstager, besluttet af, godkendt af, vedtaget af',
    supersedes: 'erstatter, afløser',
    'superseded-by': 'erstattet af, erstattes af, afløst af',
    amends: 'ændrer, supplerer',
    'amended-by': 'ændret af, suppleret af',
    related: 'relateret, relaterede, relateret til, relaterede beslutninger, relaterede adr, se også',
  },
  statuses: {
    accepted: 'accepteret, godkendt, vedtaget, besluttet, gældende, aktiv, implementeret, i brug',
    superseded: 'erstattet, afløst',
    deprecated: 'forældet, udfaset, udgået',
    rejected: 'afvist, forkastet, afslået',
    withdrawn: 'trukket tilbage, tilbagetrukket, annulleret, tilbagekaldt',
    draft: 'udkast, kladde',
    proposed:
      'foreslået, forslag, til diskussion, under diskussion, under behandling, til behandling, under overvejelse, afventer, afventende, åben, åbent',
  },
  sections: {
    metadata: 'metadata, information',
    context: 'kontekst, baggrund, problem, problemstilling, sammenhæng',
    drivers: 'drivkræfter, beslutningskriterier',
    options: 'muligheder, alternativer, overvejede alternativer, overvejede muligheder',
    decision: 'beslutning, afgørelse',
    consequences: 'konsekvenser, følger',
    links: 'links, referencer, mere information',
    lead: 'resumé, sammenfatning, indledning, introduktion, oversigt, motivation, mål, formål, indhold',
  },
  negations: 'ikke, endnu ikke, aldrig',
  months:
    'januar|jan, februar|feb, marts|mar, april|apr, maj, juni|jun, juli|jul, august|aug, september|sep|sept, oktober|okt, november|nov, december|dec',
};
