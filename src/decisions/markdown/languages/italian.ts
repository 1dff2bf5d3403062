import type { Language } from './language.ts';

export const italian: Language = {
  fields: {
    title: 'titolo, nome',
    status: 'stato, stato della decisione',
    decided:
      'deciso il, data della decisione, data di decisione, accettato il, approvato il, data di approvazione',
    date: 'data',
    created: 'creato, creato il, data di creazione, inizio, data di inizio, proposto il',
    modified: 'modificato il, ultima modifica, aggiornato il, ultimo aggiornamento, data di modifica',
    deciders: 'decisori, decisore, deciso da, approvato da, responsabili',
    supersedes: 'sostituisce',
    'superseded-by': 'sostituito da, sostituita da, sostituito dal, sostituita dalla',
    amends: 'modifica, integra, emenda',
    'amended-by': 'modificato da, modificata da, integrato da, emendato da',
    related:
      'correlato, correlati, correlate, collegato a, decisioni correlate, adr correlate, adr correlati, vedi anche',
  },
  statuses: {
    accepted:
      'accettato, accettata, approvato, approvata, adottato, adottata, deciso, decisa, in vigore, attivo, attiva, implementato, implementata',
    superseded: 'sostituito, sostituita',
    deprecated: 'obsoleto, obsoleta, deprecato, deprecata, superato, superata',
    rejected: 'rifiutato, rifiutata, respinto, respinta, scartato, scartata, non accettato, non accettata',
    withdrawn: 'ritirato, ritirata, annullato, annullata, abbandonato, abbandonata',
    draft: 'bozza, in bozza',
    proposed:
      'proposto, proposta, in attesa, in discussione, in revisione, in valutazione, da approvare, da discutere, aperto, aperta',
  },
  sections: {
    metadata: 'metadati, informazioni, proprietà',
    context: 'contesto, problema, contesto e problema, definizione del problema',
    drivers: 'fattori decisionali, criteri di decisione, criteri',
    options: 'opzioni, opzioni considerate, alternative, alternative considerate',
    decision: 'decisione, decisioni, esito della decisione, decisione presa',
    consequences: 'conseguenze, conseguenze positive, conseguenze negative',
    links: 'collegamenti, riferimenti, ulteriori informazioni, risorse',
    lead: 'riepilogo, sommario, introduzione, panoramica, motivazione, obiettivo, obiettivi, scopo, indice',
  },
  negations: 'non, non ancora, mai, sarà, da essere',
  months:
    'gennaio|gen|genn, febbraio|feb|febbr, marzo|mar, aprile|apr, maggio|mag, giugno|giu, luglio|lug, agosto|ago, settembre|set|sett, ottobre|ott, novembre|nov, dicembre|dic',
};
