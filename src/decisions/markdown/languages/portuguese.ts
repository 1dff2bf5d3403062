import type { Language } from './language.ts';

export const portuguese: Language = {
  fields: {
    title: 'título, nome',
    status: 'estado, situação, estado da decisão',
    decided:
      'decidido em, data da decisão, data de decisão, aceito em, aceite em, aprovado em, data de aprovação',
    date: 'data',
    created: 'criado em, criada em, data de criação, início, data de início, proposto em',
    modified:
      'modificado em, última modificação, atualizado em, última atualização, última alteração, data de atualização',
    deciders:
      'decisores, decisor, decidido por, responsáveis pela decisão, tomadores de decisão, aprovadores, aprovado por',
    supersedes: 'substitui',
    'superseded-by': 'substituído por, substituída por, substituído pela, substituída pela, substituído pelo',
    amends: 'altera, complementa, modifica',
    'amended-by': 'alterado por, alterada por, complementado por, modificado por',
    related:
      'relacionado, relacionados, relacionada, relacionadas, relacionado a, relacionado com, decisões relacionadas, adrs relacionadas, adrs relacionados, ver também, veja também',
  },
  statuses: {
    accepted:
      'aceito, aceita, aceite, aprovado, aprovada, adotado, adotada, decidido, decidida, acordado, acordada, vigente, em vigor, ativo, ativa, implementado, implementada',
    superseded: 'substituído, substituída, substituido, substituida',
    deprecated: 'obsoleto, obsoleta, depreciado, depreciada, descontinuado, descontinuada, em desuso',
    rejected:
      'rejeitado, rejeitada, recusado, recusada, negado, negada, descartado, descartada, não aceito, não aceita',
    withdrawn: 'retirado, retirada, cancelado, cancelada, abandonado, abandonada',
    draft: 'rascunho, em elaboração, em rascunho',
    proposed:
      'proposto, proposta, pendente, em discussão, em análise, em revisão, em avaliação, em debate, aberto, aberta',
  },
  sections: {
    metadata: 'metadados, informações, propriedades',
    context:
      'contexto, problema, contexto e problema, contexto e declaração do problema, definição do problema',
    drivers: 'fatores de decisão, direcionadores da decisão, critérios de decisão',
    options: 'opções, opções consideradas, alternativas, alternativas consideradas',
    decision: 'decisão, decisões, resultado da decisão, decisão tomada',
    consequences: 'consequências, consequências positivas, consequências negativas',
    links: 'ligações, referências, mais informações, recursos',
    lead: 'resumo, introdução, visão geral, motivação, objetivo, objetivos, propósito, sumário, índice',
  },
  negations: 'não, ainda não, nunca, a ser, será',
  months:
    'janeiro|jan, fevereiro|fev, março|mar, abril|abr, maio|mai, junho|jun, julho|jul, agosto|ago, setembro|set, outubro|out, novembro|nov, dezembro|dez',
};
