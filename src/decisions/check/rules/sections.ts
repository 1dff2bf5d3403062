import type { Found } from '../finding.ts';
import { defineRule } from '../rule.ts';
import type { SectionFact } from '../section-facts.ts';
import { type Checked, type Subject, titlePlace } from '../subject.ts';

/** A section that a template demands. */
interface Demanded {
  readonly title: string;
  /** A heading that serves for it, whatever it is called. */
  readonly serves: RegExp;
  /** Whether text above the first section serves too. */
  readonly orIntroduction: boolean;
  /** Whether it is known only when there is a decision. */
  readonly isOfDecision: boolean;
}

const context =
  /context|background|problem|motivation|issue|situation|\bintro|overview|summary|abstract|description|goal|purpose|rationale|reason|why|need|kontext|ausgangslage|contexte|contexto|contesto|контекст|背景/i;
const decision =
  /^(?!.*(?:driver|maker|criteria|history|status|date)).*(?:decision|decided|outcome|solution|propos|approach|resolution|conclusion|recommend|chosen|choice|prefer|design|implementation|result|entscheid|décision|decisi|decisão|решение|决定|决策)/i;
const consequences =
  /con\w{0,4}quen|implication|impact|result|outcome|effect|trade-?off|\bpros?\b|\bcons?\b|advantage|benefit|drawback|risk|positive|negative|konsequenz|folgen|auswirkung|conséquence|consecuencia|consequência|conseguenz|gevolg|последств|后果|影响/i;

const templates: readonly {
  readonly name: string;
  readonly isFollowed: (titles: readonly string[]) => boolean;
  readonly demands: readonly Demanded[];
}[] = [
  {
    name: 'MADR',
    isFollowed: (titles) =>
      count(
        titles,
        /^(?:context and problem statement|decision drivers|considered options|decision outcome|pros and cons of the options)$/i,
      ) >= 2,
    demands: [
      { title: 'Context and Problem Statement', serves: context, orIntroduction: true, isOfDecision: false },
      { title: 'Decision Outcome', serves: decision, orIntroduction: false, isOfDecision: true },
    ],
  },
  {
    name: 'Nygard',
    // Two of the four may be anybody's.
    isFollowed: (titles) => count(titles, /^(?:status|context|decision|consequences)$/i) >= 3,
    demands: [
      { title: 'Context', serves: context, orIntroduction: true, isOfDecision: false },
      { title: 'Decision', serves: decision, orIntroduction: false, isOfDecision: true },
      { title: 'Consequences', serves: consequences, orIntroduction: false, isOfDecision: true },
    ],
  },
];

function count(titles: readonly string[], pattern: RegExp): number {
  return new Set(titles.filter((title) => pattern.test(title)).map((title) => title.toLowerCase())).size;
}

export const missingSection = defineRule({
  id: 'missing-section',
  severity: 'error',
  about:
    'A section is missing that its template demands (MADR: context, decision outcome; Nygard: context, decision, consequences), or the settings. A draft or proposal needs no decision yet, and what most records of a folder do without is not asked for.',
  mend: 'Write the section.',
  find: (checked) =>
    demands(checked).flatMap(({ subject, title, serving }) =>
      serving.length > 0 ? [] : [missing(subject, title)],
    ),
});

export const emptySection = defineRule({
  id: 'empty-section',
  severity: 'warning',
  about: 'A section that the template or the settings demand holds nothing.',
  mend: 'Write it.',
  find: (checked) =>
    demands(checked).flatMap(({ subject, title, serving }) => {
      const [first] = serving;
      return first !== undefined && serving.every(({ isEmpty }) => isEmpty)
        ? [
            {
              place: { name: subject.name, line: first.line },
              what: `the section "${first.title}" is empty`,
              mend: `write the ${title.toLowerCase()}`,
            },
          ]
        : [];
    }),
});

function missing(subject: Subject, title: string): Found {
  return {
    place: titlePlace(subject),
    what: `the section "${title}" is missing`,
    mend: 'write it',
  };
}

/** A section that a record has to have, and what in it serves for that. */
interface Demand {
  readonly subject: Subject;
  readonly title: string;
  readonly serving: readonly SectionFact[];
}

/** So many records that do without something make it a way of the folder. */
const fewest = 4;

function demands({ subjects, sections }: Checked): Demand[] {
  if (sections !== undefined)
    return subjects.flatMap((subject) =>
      sections.map((title) => ({ subject, title, serving: called(subject, title) })),
    );
  return templates.flatMap(({ name, demands: demanded }) => {
    const followers = subjects.filter((subject) => templateOf(subject) === name);
    return demanded.flatMap((one) => {
      const asked = followers
        .filter(({ status }) => !one.isOfDecision || (status !== 'draft' && status !== 'proposed'))
        .map((subject) => ({ subject, title: one.title, serving: serving(subject, one) }));
      if (isUnusual(asked)) return [];
      return [...Map.groupBy(asked, ({ subject }) => subject.series).values()]
        .filter((group) => !isUnusual(group))
        .flat();
    });
  });
}

/** Whether most do without it: then it is their way. */
function isUnusual(asked: readonly Demand[]): boolean {
  const without = asked.filter((demand) => demand.serving.length === 0).length;
  return without >= fewest && without > asked.length / 2;
}

function templateOf(subject: Subject): string | undefined {
  return templates.find(({ isFollowed }) => isFollowed(titlesOf(subject)))?.name;
}

function titlesOf({ facts }: Subject): string[] {
  return facts.sections.map(({ title }) => title);
}

function serving({ facts }: Subject, { serves, orIntroduction }: Demanded): SectionFact[] {
  const found = facts.sections.filter(({ title }) => serves.test(title));
  return found.length === 0 && orIntroduction && facts.hasIntroduction
    ? [{ title: '', line: facts.headingLine, isEmpty: false }]
    : found;
}

/** The sections of a title; "Context" is also "Context and Problem Statement". */
function called({ facts }: Subject, title: string): SectionFact[] {
  const wanted = title.toLowerCase();
  return facts.sections.filter((section) => {
    const own = section.title.trim().toLowerCase();
    return own.startsWith(wanted) && !/^\p{L}/u.test(own.slice(wanted.length));
  });
}
