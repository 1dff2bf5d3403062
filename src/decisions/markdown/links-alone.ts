/** Whether a line is nothing but links: "See [ADR-3](0003-x.md), [ADR-4](0004-y.md)". */
export function isLinksAlone(line: string): boolean {
  if (line.length > 500) return false;
  const rest = line
    .replace(/\[\[[^\]]*\]\]|\[(?:[^[\]]|\[[^\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])?/g, '')
    .replace(/[\w./%#-]+\.md\b/g, '')
    .replace(/\b(?:\p{Lu}{2,8}|[Dd]ecision|adr)[-_ #]?\d{1,5}\b/gu, '');
  return rest.length < line.length && (rest.match(/\p{L}+/gu) ?? []).every((word) => joining.test(word));
}

const joining =
  /^(?:see|also|and|or|siehe|auch|und|voir|aussi|et|véase|también|y|ver|também|vedi|anche|e|zie|ook|en)$/i;
