import type { Language } from './language.ts';

export const czech: Language = {
  fields: {
    title: 'název, titulek',
    status: 'stav, stav rozhodnutí',
    decided: 'rozhodnuto, datum rozhodnutí, schváleno, datum schválení, přijato, datum přijetí',
    date: 'datum',
    created: 'vytvořeno, datum vytvoření, zahájeno, navrženo, datum návrhu',
    modified: 'změněno, poslední změna, aktualizováno, poslední aktualizace, datum změny',
    deciders: 'rozhodovatelé, rozhodující, rozhodli, rozhodl, schválil, schvalovatelé',
    supersedes: 'nahrazuje',
    'superseded-by': 'nahrazeno, nahrazen, nahrazena, nahrazeno rozhodnutím',
    amends: 'mění, doplňuje, rozšiřuje',
    'amended-by': 'změněno v, doplněno, rozšířeno',
    related: 'související, související rozhodnutí, související adr, viz též, viz také, souvisí s',
  },
  statuses: {
    accepted:
      'přijat, přijata, přijato, přijatý, přijatá, přijaté, schválen, schválena, schváleno, schválený, schválená, schválené, akceptován, akceptována, akceptováno, rozhodnuto, platný, platná, platné, implementováno',
    superseded: 'nahrazen, nahrazena, nahrazeno, nahrazený, nahrazená, nahrazené',
    deprecated: 'zastaralý, zastaralá, zastaralé, neplatný, neplatná, neplatné',
    rejected:
      'zamítnut, zamítnuta, zamítnuto, zamítnutý, zamítnutá, zamítnuté, odmítnut, odmítnuta, odmítnuto',
    withdrawn: 'stažen, stažena, staženo, zrušen, zrušena, zrušeno, zrušený, zrušená, zrušené',
    draft: 'koncept, rozpracováno, rozpracovaný, rozpracované',
    proposed:
      'navržen, navržena, navrženo, navržený, navržená, navržené, navrhovaný, navrhovaná, navrhované, návrh, k diskusi, k diskuzi, v diskusi, k rozhodnutí, čeká na schválení, ke schválení, otevřený, otevřená, otevřené',
  },
  sections: {
    metadata: 'metadata, informace',
    context: 'kontext, problém, popis problému, pozadí',
    drivers: 'kritéria, kritéria rozhodnutí',
    options: 'možnosti, zvažované možnosti, alternativy, zvažované alternativy',
    decision: 'rozhodnutí',
    consequences: 'důsledky, dopady, následky',
    links: 'odkazy, reference, zdroje, další informace',
    lead: 'shrnutí, souhrn, úvod, přehled, motivace, cíl, cíle, účel, obsah',
  },
  negations: 'ne, ještě ne, nikdy, bude',
  months:
    'ledna|leden|led, února|únor|úno, března|březen|bře, dubna|duben|dub, května|květen|kvě, června|červen|čvn, července|červenec|čvc, srpna|srpen|srp, září|zář, října|říjen|říj, listopadu|listopad|lis, prosince|prosinec|pro',
};
