import type { Language } from './language.ts';

export const dutch: Language = {
  fields: {
    title: 'titel, naam',
    status: 'toestand, besluitstatus',
    decided:
      'besloten op, besluitdatum, datum besluit, datum van besluit, geaccepteerd op, goedgekeurd op, vastgesteld op',
    date: 'datum',
    created: 'aangemaakt, aangemaakt op, aanmaakdatum, gemaakt op, startdatum, voorgesteld op, opgesteld op',
    modified:
      'gewijzigd, gewijzigd op, laatst gewijzigd, laatste wijziging, bijgewerkt, bijgewerkt op, laatst bijgewerkt',
    deciders: 'beslissers, beslisser, besluitvormers, besloten door, goedgekeurd door',
    supersedes: 'vervangt',
    'superseded-by': 'vervangen door',
    amends: 'wijzigt, vult aan',
    'amended-by': 'gewijzigd door, aangevuld door',
    related:
      'gerelateerd, gerelateerd aan, gerelateerde besluiten, gerelateerde beslissingen, gerelateerde adrs, zie ook, hangt af van',
  },
  statuses: {
    accepted:
      'geaccepteerd, aanvaard, goedgekeurd, aangenomen, besloten, vastgesteld, actief, van kracht, geïmplementeerd, definitief',
    superseded: 'vervangen',
    deprecated: 'verouderd, vervallen, achterhaald',
    rejected: 'afgewezen, verworpen, afgekeurd, niet geaccepteerd',
    withdrawn: 'ingetrokken, geannuleerd',
    draft: 'concept, klad',
    proposed:
      'voorgesteld, voorstel, in behandeling, ter discussie, onder discussie, ter beoordeling, in afwachting, openstaand',
  },
  sections: {
    metadata: 'metadata, informatie, eigenschappen',
    context: 'probleem, probleemstelling, achtergrond, context en probleemstelling',
    drivers: 'beslissingsfactoren, criteria',
    options: 'opties, overwogen opties, alternatieven, overwogen alternatieven',
    decision: 'besluit, beslissing, uitkomst',
    consequences: 'gevolgen, consequenties, positieve gevolgen, negatieve gevolgen',
    links: 'verwijzingen, referenties, meer informatie, bronnen',
    lead: 'samenvatting, inleiding, introductie, overzicht, motivatie, doel, doelen, inhoud, inhoudsopgave',
  },
  negations: 'niet, nog niet, nooit, wordt, zal',
  months:
    'januari|jan, februari|feb, maart|mrt, april|apr, mei, juni|jun, juli|jul, augustus|aug, september|sep|sept, oktober|okt, november|nov, december|dec',
};
