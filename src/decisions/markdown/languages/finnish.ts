import type { Language } from './language.ts';

export const finnish: Language = {
  fields: {
    title: 'otsikko, nimi',
    status: 'tila, tilanne, päätöksen tila',
    decided: 'päätetty, päätöspäivä, päätöspäivämäärä, hyväksytty, hyväksymispäivä',
    date: 'päivämäärä, päiväys, pvm',
    created: 'luotu, luontipäivä, aloitettu, aloituspäivä, ehdotettu',
    modified: 'muokattu, viimeksi muokattu, päivitetty, viimeksi päivitetty',
    deciders: 'päättäjät, päättäjä, päätöksentekijät, hyväksyjät',
    supersedes: 'korvaa',
    'superseded-by': 'korvattu, korvaaja, korvaava päätös, korvattu päätöksellä',
    amends: 'muuttaa, täydentää',
    'amended-by': 'muutettu, täydennetty',
    related: 'liittyy, liittyvät, liittyvät päätökset, aiheeseen liittyvät, katso myös, ks. myös',
  },
  statuses: {
    accepted: 'hyväksytty, päätetty, voimassa, vahvistettu, toteutettu, käytössä, sovittu',
    superseded: 'korvattu',
    deprecated: 'vanhentunut, vanhentunutta, poistunut käytöstä, poistettu käytöstä, kumottu',
    rejected: 'hylätty, torjuttu',
    withdrawn: 'peruttu, peruutettu, vedetty pois, peruttu',
    draft: 'luonnos, luonnosvaihe',
    proposed: 'ehdotettu, ehdotus, esitetty, käsittelyssä, keskustelussa, arvioitavana, odottaa, avoin',
  },
  sections: {
    metadata: 'metatiedot, tiedot',
    context: 'konteksti, tausta, ongelma, ongelman kuvaus',
    drivers: 'päätöskriteerit, kriteerit',
    options: 'vaihtoehdot, harkitut vaihtoehdot',
    decision: 'päätös, ratkaisu',
    consequences: 'seuraukset, vaikutukset',
    links: 'linkit, viitteet, lähteet, lisätietoja',
    lead: 'yhteenveto, tiivistelmä, johdanto, yleiskatsaus, perustelu, tavoite, tavoitteet, tarkoitus, sisällys',
  },
  negations: 'ei, ei vielä, ei ole',
  months:
    'tammikuuta|tammikuu|tammi, helmikuuta|helmikuu|helmi, maaliskuuta|maaliskuu|maalis, huhtikuuta|huhtikuu|huhti, toukokuuta|toukokuu|touko, kesäkuuta|kesäkuu|kesä, heinäkuuta|heinäkuu|heinä, elokuuta|elokuu|elo, syyskuuta|syyskuu|syys, lokakuuta|lokakuu|loka, marraskuuta|marraskuu|marras, joulukuuta|joulukuu|joulu',
};
