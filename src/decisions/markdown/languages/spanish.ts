import type { Language } from './language.ts';

export const spanish: Language = {
  fields: {
    title: 'título, nombre',
    status: 'estado, estado de la decisión, situación',
    decided:
      'decidido, decidido el, fecha de decisión, fecha de la decisión, aceptado el, aprobado el, fecha de aprobación, fecha de aceptación',
    date: 'fecha',
    created: 'creado, creado el, fecha de creación, inicio, fecha de inicio, propuesto el',
    modified:
      'modificado, modificado el, última modificación, actualizado, actualizado el, última actualización, fecha de actualización',
    deciders: 'decisores, decididores, decidido por, responsables, tomadores de decisión, aprobado por',
    supersedes: 'reemplaza, reemplaza a, sustituye, sustituye a',
    'superseded-by':
      'reemplazado por, reemplazada por, sustituido por, sustituida por, reemplazado, sustituido',
    amends: 'modifica, modifica a, enmienda, complementa, amplía, corrige',
    'amended-by':
      'modificado por, modificada por, enmendado por, complementado por, ampliado por, corregido por',
    related:
      'relacionado, relacionados, relacionada, relacionadas, relacionado con, decisiones relacionadas, adrs relacionados, adr relacionados, véase también, ver también',
  },
  statuses: {
    accepted:
      'aceptado, aceptada, aprobado, aprobada, adoptado, adoptada, decidido, decidida, acordado, acordada, vigente, en vigor, activo, activa, implementado, implementada',
    superseded: 'reemplazado, reemplazada, sustituido, sustituida',
    deprecated: 'obsoleto, obsoleta, deprecado, deprecada, en desuso, caducado, caducada',
    rejected: 'rechazado, rechazada, denegado, denegada, descartado, descartada, no aceptado, no aceptada',
    withdrawn: 'retirado, retirada, cancelado, cancelada, abandonado, abandonada',
    draft: 'borrador, en borrador, en elaboración',
    proposed:
      'propuesto, propuesta, pendiente, en revisión, en discusión, en debate, en evaluación, abierto, abierta',
  },
  sections: {
    metadata: 'metadatos, información, propiedades',
    context: 'contexto, problema, planteamiento del problema, contexto y problema, antecedentes',
    drivers: 'factores de decisión, criterios de decisión, criterios',
    options: 'opciones, opciones consideradas, alternativas, alternativas consideradas',
    decision: 'decisión, decisiones, resultado de la decisión, decisión tomada',
    consequences: 'consecuencias, consecuencias positivas, consecuencias negativas',
    links: 'enlaces, referencias, más información, recursos',
    lead: 'resumen, introducción, visión general, motivación, objetivo, objetivos, propósito, índice, contenido',
  },
  negations: 'no, aún no, todavía no, nunca, por ser, será, a ser, hasta, si',
  months:
    'enero|ene, febrero|feb, marzo|mar, abril|abr, mayo|may, junio|jun, julio|jul, agosto|ago, septiembre|setiembre|sept|sep|set, octubre|oct, noviembre|nov, diciembre|dic',
};
