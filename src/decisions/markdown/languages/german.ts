import type { Language } from './language.ts';

export const german: Language = {
  fields: {
    title: 'titel, bezeichnung',
    status: 'zustand, entscheidungsstatus',
    decided:
      'entschieden, entschieden am, entscheidungsdatum, datum der entscheidung, beschlossen am, beschlussdatum, angenommen am, akzeptiert am, genehmigt am, freigegeben am',
    date: 'datum',
    created:
      'erstellt, erstellt am, erstellungsdatum, angelegt am, begonnen am, startdatum, vorgeschlagen am',
    modified:
      'geändert, geändert am, zuletzt geändert, letzte änderung, änderungsdatum, aktualisiert, aktualisiert am, zuletzt aktualisiert, letzte aktualisierung, stand',
    deciders:
      'entscheider, entscheiderinnen, entscheider:innen, entscheidende, entscheidungsträger, entschieden von, beschlossen von, freigegeben von',
    supersedes: 'ersetzt, löst ab',
    'superseded-by': 'ersetzt durch, abgelöst durch, abgelöst von',
    amends: 'ändert, ergänzt, erweitert, präzisiert, korrigiert, berichtigt',
    'amended-by':
      'geändert durch, ergänzt durch, erweitert durch, präzisiert durch, korrigiert durch, berichtigt durch',
    related:
      'verwandt, verwandte entscheidungen, verwandte adrs, verwandte adr, siehe auch, siehe, bezieht sich auf, zugehörige entscheidungen, zusammenhängende entscheidungen, hängt ab von, baut auf',
  },
  statuses: {
    accepted:
      'akzeptiert, akzeptierte, angenommen, beschlossen, genehmigt, entschieden, freigegeben, verabschiedet, umgesetzt, gültig, aktiv, in kraft, final, abgestimmt',
    superseded: 'ersetzt, abgelöst',
    deprecated: 'veraltet, überholt, obsolet, außer kraft, nicht mehr gültig, ungültig',
    rejected: 'abgelehnt, verworfen, zurückgewiesen, nicht angenommen, nicht akzeptiert',
    withdrawn: 'zurückgezogen, storniert',
    draft: 'entwurf, in arbeit, in bearbeitung',
    proposed:
      'vorgeschlagen, vorschlag, offen, ausstehend, in diskussion, zur diskussion, in prüfung, in abstimmung, zur entscheidung, zur abstimmung, in klärung, zu entscheiden',
  },
  sections: {
    metadata: 'metadaten, informationen, dokumentinformationen, eigenschaften',
    context: 'kontext, problem, problemstellung, ausgangslage, hintergrund, kontext und problemstellung',
    drivers: 'entscheidungstreiber, treiber, einflussfaktoren, entscheidungskriterien',
    options:
      'optionen, betrachtete optionen, alternativen, betrachtete alternativen, lösungsoptionen, mögliche optionen',
    decision: 'entscheidung, entscheid, beschluss, entscheidungsergebnis',
    consequences: 'konsequenzen, folgen, auswirkungen, positive konsequenzen, negative konsequenzen',
    links: 'verweise, referenzen, weitere informationen, quellen',
    lead: 'zusammenfassung, einleitung, einführung, überblick, übersicht, motivation, ziel, ziele, zweck, inhalt, inhaltsverzeichnis',
  },
  negations: 'nicht, noch nicht, nie, nicht mehr, wird, soll, muss, bis, falls, sobald',
  months:
    'januar|jan|jänner|jän, februar|feb|febr|feber, märz|mär|mrz, april|apr, mai, juni|jun, juli|jul, august|aug, september|sept|sep, oktober|okt, november|nov, dezember|dez',
};
