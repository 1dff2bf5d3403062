import { sourceTexts } from '../../src/answers/markdown.ts';
import { approvalText } from '../../src/conversation/markdown.ts';
import { recordName } from '../../src/decisions/record-name.ts';
import type { DisputeView, Line, Reply } from '../../src/reply.ts';

/** Texts of a reply that every chat platform has to show, whatever it looks like there. */
export function textsOf(reply: Reply): string[] {
  return [...bodyOf(reply), ...(reply.choices ?? []).map(({ label }) => label)];
}

/** Platforms show at least so many reasons, places and changes of a recommendation in short. */
const shownInShort = 4;

function bodyOf(reply: Reply): string[] {
  switch (reply.kind) {
    case 'text':
      return [reply.text];
    case 'facts':
      return [
        reply.title,
        ...reply.lines.flatMap(lineTexts),
        ...reply.disputes.flatMap(disputeTexts),
        ...sourceTexts(reply.citations),
      ];
    case 'comparison': {
      const { title, columns, rows, citations } = reply;
      return [
        title,
        ...columns,
        ...rows.flatMap(({ label, cells }) => [label, ...cells]),
        ...sourceTexts(citations),
      ];
    }
    case 'question': {
      const votes = (reply.tally ?? []).flatMap(({ option, people }) => [option, ...people]);
      return [reply.topic, reply.prompt, ...reply.options.map(({ label }) => label), ...reply.told, ...votes];
    }
    case 'recommendation': {
      const { topic, winner, verdict, reasons, against, ranking, told, parts, voices, citations } = reply;
      return [
        topic,
        winner,
        verdict,
        ...[...reasons.slice(0, shownInShort), ...against.slice(0, shownInShort)].flatMap(lineTexts),
        ...ranking.slice(0, shownInShort).map(({ name, score }) => `${name} ${Math.round(score)}`),
        ...reply.flips.slice(0, shownInShort),
        ...told,
        ...parts.flatMap((part) => [part.topic, part.name]),
        ...voices.flatMap(({ person, winner: own }) => [person, own]),
        ...sourceTexts(citations),
      ];
    }
    case 'record': {
      const { lead, record, severalLogs, successor } = reply;
      return [
        lead,
        `${recordName(record, severalLogs)} ${record.title}`,
        record.status,
        record.decision,
        ...(successor === null ? [] : [`${recordName(successor, severalLogs)} ${successor.title}`]),
        approvalText(reply),
        ...reply.history.flatMap(({ kind, person }) => [kind, person]),
      ];
    }
    case 'list':
      return [reply.title, ...reply.items.flatMap(({ text, detail }) => [text, detail])];
    case 'chart':
      return [reply.chart.title, reply.alt];
    case 'form':
      return [reply.title, ...reply.fields.map(({ label }) => label)];
    case 'notice':
      return [reply.text, ...reply.suggestions];
  }
}

function lineTexts({ text, citations }: Line): string[] {
  return [text, ...citations.map(({ name }) => name)];
}

function disputeTexts({ sides, reason }: DisputeView): string[] {
  return [...sides.flatMap(lineTexts), ...(reason === undefined ? [] : [reason])];
}

/** The words of texts: letters and digits that stand together. */
export function wordsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}
