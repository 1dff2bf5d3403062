import type { Language } from './language.ts';

export const swedish: Language = {
  fields: {
    title: 'titel, rubrik, namn',
    status: 'tillstånd, beslutsstatus',
    decided: 'beslutad, beslutat, beslutsdatum, datum för beslut, godkänd den, antagen den',
    date: 'datum',
    created: 'skapad, skapat, skapad den, skapandedatum, startdatum, föreslagen den',
    modified: 'ändrad, senast ändrad, uppdaterad, senast uppdaterad, senaste ändring',
    deciders: 'beslutsfattare, beslutat av, beslutad av, godkänd av',
    supersedes: 'ersätter',
    'superseded-by': 'ersatt av, ersätts av, ersatt med',
    amends: 'ändrar, kompletterar',
    'amended-by': 'ändrad av, ändras av, kompletteras av',
    related: 'relaterat, relaterade, relaterad till, relaterade beslut, relaterade adr, se även, se också',
  },
  statuses: {
    accepted:
      'accepterad, accepterat, accepterade, godkänd, godkänt, antagen, antaget, beslutad, beslutat, fastställd, fastställt, gällande, gäller, aktiv, aktivt, införd, infört',
    superseded: 'ersatt, ersatts, ersätts av',
    deprecated: 'föråldrad, föråldrat, utfasad, utfasat, inaktuell, inaktuellt, upphävd, upphävt',
    rejected: 'avvisad, avvisat, avslagen, avslaget, förkastad, förkastat, nekad, nekat',
    withdrawn: 'återkallad, återkallat, tillbakadragen, tillbakadraget, indragen, indraget',
    draft: 'utkast, kladd',
    proposed:
      'föreslagen, föreslaget, förslag, väntande, under diskussion, under granskning, till beslut, öppen, öppet',
  },
  sections: {
    metadata: 'metadata, information',
    context: 'kontext, sammanhang, bakgrund, problem, problembeskrivning',
    drivers: 'drivkrafter, beslutskriterier',
    options: 'alternativ, övervägda alternativ',
    decision: 'beslut',
    consequences: 'konsekvenser, följder',
    links: 'länkar, referenser, mer information',
    lead: 'sammanfattning, inledning, introduktion, översikt, motivering, mål, syfte, innehåll',
  },
  negations: 'inte, ej, ännu inte, aldrig',
  months:
    'januari|jan, februari|feb, mars|mar, april|apr, maj, juni|jun, juli|jul, augusti|aug, september|sep|sept, oktober|okt, november|nov, december|dec',
};
