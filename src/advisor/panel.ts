import type { Ranked, Ranking } from './rank.ts';
import type { FactById, PanelRow } from './result.ts';
import { nameOf, type TopicRubric } from './rubric.ts';

/** What each document's own method picks, or whom its reasons favour where it has none. */
export function panelOf(topic: TopicRubric, { ranked, verdicts }: Ranking, facts: FactById): PanelRow[] {
  const methods = verdicts.map((verdict): PanelRow => {
    const picks = verdict.picks.filter((id) => topic.candidates.some((candidate) => candidate.id === id));
    return {
      document: verdict.document,
      method: verdict.method,
      pick: pickText(picks, topic),
      determined: verdict.determined,
      because:
        picks.length === 0
          ? 'The answers do not tell it enough.'
          : verdict.because
              .flatMap((id) => facts.get(id)?.text ?? [])
              .slice(0, 2)
              .join(' '),
    };
  });
  return [...methods, ...voicesOf(topic, ranked, facts, new Set(methods.map(({ document }) => document)))];
}

/** Documents without a method of their own here: whom their reasons favour. */
function voicesOf(
  topic: TopicRubric,
  ranked: readonly Ranked[],
  facts: FactById,
  heard: ReadonlySet<string>,
): PanelRow[] {
  const points = new Map<string, Map<string, number>>();
  const texts = new Map<string, string>();
  for (const one of ranked) {
    for (const reason of one.reasons) {
      const fact = facts.get(reason.because);
      const document = fact?.citations[0]?.document;
      if (document === undefined || heard.has(document)) continue;
      const own = points.get(document) ?? new Map<string, number>();
      own.set(one.id, (own.get(one.id) ?? 0) + reason.points);
      points.set(document, own);
      if (reason.points > 0 && !texts.has(`${document} ${one.id}`))
        texts.set(`${document} ${one.id}`, fact?.text ?? '');
    }
  }
  return [...points]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([document, own]) => {
      const most = Math.max(...own.values());
      const picks = most > 0 ? [...own].filter(([, value]) => value === most).map(([id]) => id) : [];
      return {
        document,
        method: 'Its reasons',
        pick: pickText(picks, topic),
        determined: false,
        because:
          picks.length === 0
            ? 'The answers do not tell it enough.'
            : (texts.get(`${document} ${picks[0] ?? ''}`) ?? ''),
      };
    });
}

function pickText(picks: readonly string[], topic: TopicRubric): string | null {
  return picks.length === 0 ? null : picks.map((id) => nameOf(id, topic)).join(' or ');
}
