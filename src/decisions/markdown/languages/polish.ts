import type { Language } from './language.ts';

export const polish: Language = {
  fields: {
    title: 'tytuł, nazwa',
    status: 'stan, status decyzji',
    decided:
      'zdecydowano, data decyzji, data podjęcia decyzji, data akceptacji, data zatwierdzenia, zaakceptowano, zatwierdzono, przyjęto',
    date: 'data',
    created: 'utworzono, data utworzenia, rozpoczęto, data rozpoczęcia, zaproponowano',
    modified:
      'zmodyfikowano, ostatnia zmiana, ostatnia modyfikacja, zaktualizowano, ostatnia aktualizacja, data aktualizacji',
    deciders: 'decydenci, decydent, decydujący, osoby decyzyjne, zatwierdzający, zatwierdzone przez',
    supersedes: 'zastępuje',
    'superseded-by': 'zastąpione przez, zastąpiona przez, zastąpiony przez, zastąpiono przez',
    amends: 'zmienia, uzupełnia, rozszerza',
    'amended-by': 'zmienione przez, zmieniona przez, uzupełnione przez, rozszerzone przez',
    related:
      'powiązane, powiązany, powiązana, powiązane decyzje, powiązane adr, powiązania, zobacz też, zobacz także, patrz też, patrz także',
  },
  statuses: {
    accepted:
      'zaakceptowany, zaakceptowana, zaakceptowane, zaakceptowano, przyjęty, przyjęta, przyjęte, przyjęto, zatwierdzony, zatwierdzona, zatwierdzone, zatwierdzono, uzgodniony, uzgodniona, uzgodnione, wdrożony, wdrożona, wdrożone, wdrożono, obowiązujący, obowiązująca, obowiązujące, obowiązuje, aktywny, aktywna, aktywne',
    superseded: 'zastąpiony, zastąpiona, zastąpione, zastąpiono',
    deprecated: 'przestarzały, przestarzała, przestarzałe, nieaktualny, nieaktualna, nieaktualne',
    rejected: 'odrzucony, odrzucona, odrzucone, odrzucono',
    withdrawn:
      'wycofany, wycofana, wycofane, wycofano, anulowany, anulowana, anulowane, porzucony, porzucona, porzucone',
    draft: 'szkic, wersja robocza, robocza, roboczy, w trakcie opracowania',
    proposed:
      'zaproponowany, zaproponowana, zaproponowane, zaproponowano, proponowany, proponowana, proponowane, propozycja, w trakcie dyskusji, do dyskusji, w dyskusji, oczekujący, oczekująca, oczekujące, oczekuje, do akceptacji, do zatwierdzenia, w trakcie przeglądu, otwarty, otwarta, otwarte',
  },
  sections: {
    metadata: 'metadane, informacje',
    context: 'kontekst, problem, opis problemu, tło, kontekst i opis problemu',
    drivers: 'czynniki decyzyjne, kryteria, kryteria decyzji',
    options: 'opcje, rozważane opcje, alternatywy, rozważane alternatywy',
    decision: 'decyzja, decyzje, podjęta decyzja',
    consequences: 'konsekwencje, skutki, następstwa, pozytywne konsekwencje, negatywne konsekwencje',
    links: 'linki, odnośniki, odwołania, źródła, więcej informacji',
    lead: 'streszczenie, podsumowanie, wstęp, wprowadzenie, przegląd, motywacja, cel, cele, spis treści',
  },
  negations: 'nie, jeszcze nie, nigdy, zostanie',
  months:
    'stycznia|styczeń|sty, lutego|luty|lut, marca|marzec|mar, kwietnia|kwiecień|kwi, maja|maj, czerwca|czerwiec|cze, lipca|lipiec|lip, sierpnia|sierpień|sie, września|wrzesień|wrz, października|październik|paź, listopada|listopad|lis, grudnia|grudzień|gru',
};
