/** Words in the names of templates, in several languages; a name of these and the words beside them is one's. */
const templateNames = new Set(
  'template tmpl skeleton boilerplate vorlage plantilla modèle modele gabarit modelo template sjabloon szablon šablona sablona mall mal skabelon malli шаблон şablon sablon テンプレート 模板 템플릿'.split(
    ' ',
  ),
);
const besideTemplate = new Set(
  'adr adrs rfc madr nygard short long bare minimal full simple example examples decision decisions record records architecture architectural design doc document proposal standard default basic blank empty new lite light extended detailed technical kep the a for of title name v1 v2 v3 en de fr es pt it nl'.split(
    ' ',
  ),
);

/** "adr-template-bare-minimal" is one, "use-velocity-as-template-engine" is not. */
export function isTemplateName(slug: string): boolean {
  const words = slug
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== '');
  return (
    words.some((word) => templateNames.has(word)) &&
    words.every((word) => templateNames.has(word) || besideTemplate.has(word) || /^\d{1,2}$/.test(word))
  );
}

/** Folders that hold nothing but templates. */
export function isTemplateFolder(folder: string): boolean {
  return /^[_.]?(?:(?:adr|rfc|decision|record)[-_ ]?)?templates?$/i.test(folder);
}

const background =
  /^(?:background|backgrounds?|notes?|drafts?|research|discussions?|meetings?|minutes|meeting[-_ ]?(?:notes|minutes)|reviews?|spikes?|investigations?|appendix|appendices|annex(?:es)?|attachments?|assets|images|img|diagrams|resources|references|supporting(?:[-_ ](?:docs|documents|material))?|examples?|misc|scratch|analysis|analyses|workshops?|presentations?|slides|material|materials|approvals?|sign[-_ ]?offs?|anhang|anhänge|notizen|entwürfe|hintergrund|annexes|brouillons|borradores|notas|rascunhos|bozze|notities|notatki|poznámky|anteckningar|notater|черновики|заметки)$/i;

/** Folders of what stands beside records: "background", "meeting-notes". */
export function isBackgroundFolder(folder: string): boolean {
  return background.test(folder.replace(/^(?:\d+[-_. ]|_)/, ''));
}

const companion =
  '(?:reviews?|approvals?|sign[-_ ]?offs?|minutes|meeting(?:[-_ ](?:notes|minutes))?|notes?|feedback|comments?|checklist|appendix|annex|faq|agenda|presentation|retrospective|follow[-_ ]?up|questions|research|spike|background|diagrams?|examples?|benchmarks?|notizen|protokoll|anhang|freigabe|abnahme|compte[-_ ]rendu|annexe|notas|acta|ata|anexo|verbale|allegato|notulen|bijlage)';
const companionWords = new RegExp(`^${companion}(?!\\p{L})|(?<!\\p{L})${companion}$`, 'iu');

/** Whether words call what stands beside a record: "Approvals", "Review of ADR 4", "Meeting notes". */
export function isCompanionName(words: string): boolean {
  return companionWords.test(words.trim());
}
