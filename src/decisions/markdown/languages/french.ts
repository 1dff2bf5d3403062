import type { Language } from './language.ts';

export const french: Language = {
  fields: {
    title: 'titre, nom, intitulé',
    status: 'statut, état, statut de la décision',
    decided:
      "décidé, décidé le, date de décision, date de la décision, accepté le, date d'acceptation, adopté le, date d'adoption, validé le, date de validation, approuvé le",
    date: 'daté du, en date du',
    created: 'créé, créé le, date de création, début, date de début, proposé le, rédigé le',
    modified:
      'modifié, modifié le, dernière modification, mis à jour, mis à jour le, mise à jour, dernière mise à jour, date de mise à jour',
    deciders: 'décideurs, décideur, décideuses, décideur(s), décidé par, validé par, approuvé par',
    supersedes: 'remplace, supplante, annule et remplace',
    'superseded-by': 'remplacé par, remplacée par, supplanté par, supplantée par',
    amends: 'modifie, amende, complète, corrige, étend',
    'amended-by':
      'modifié par, modifiée par, amendé par, amendée par, complété par, complétée par, corrigé par, corrigée par, étendu par, étendue par',
    related:
      'lié, liés, liée, liées, lié à, liée à, décisions liées, adr liés, adr liées, adrs liés, décisions connexes, voir aussi, en relation, en lien avec',
  },
  statuses: {
    accepted:
      'accepté, acceptée, adopté, adoptée, approuvé, approuvée, validé, validée, décidé, décidée, acté, actée, en vigueur, actif, implémenté, implémentée, mis en œuvre, mise en œuvre',
    superseded: 'remplacé, remplacée, supplanté, supplantée',
    deprecated: 'obsolète, déprécié, dépréciée, périmé, périmée, caduc, caduque, dépassé, dépassée',
    rejected: 'rejeté, rejetée, refusé, refusée, non accepté, non acceptée, écarté, écartée',
    withdrawn: 'retiré, retirée, abandonné, abandonnée, annulé, annulée',
    draft: 'brouillon, ébauche, en cours de rédaction',
    proposed:
      'proposé, proposée, proposition, en attente, en discussion, en revue, à valider, à discuter, en cours de validation, en cours de discussion, ouvert, ouverte',
  },
  sections: {
    metadata: 'métadonnées, informations, propriétés',
    context: 'contexte, problème, problématique, contexte et problématique, contexte et problème',
    drivers: 'facteurs de décision, critères de décision, critères',
    options:
      'options, options envisagées, options considérées, alternatives, alternatives envisagées, solutions envisagées',
    decision: 'décision, décisions, résultat de la décision, décision prise',
    consequences: 'conséquences, conséquence, conséquences positives, conséquences négatives, impacts',
    links: 'liens, références, pour aller plus loin, ressources',
    lead: "résumé, introduction, vue d'ensemble, motivation, objectif, objectifs, but, sommaire, table des matières",
  },
  negations: 'non, pas, pas encore, jamais, sera, doit être, à',
  months:
    'janvier|janv|jan, février|févr|fév, mars, avril|avr, mai, juin, juillet|juil, août, septembre|sept|sep, octobre|oct, novembre|nov, décembre|déc',
};
