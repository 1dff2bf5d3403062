/** Names by numbers: 0, 1, 2 in the order in which they first came. */
export interface Numbering {
  numberOf(name: string): number;
  names(): string[];
}

/** A numbering of nothing yet. */
export function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return {
    numberOf(name) {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    },
    names: () => [...numbers.keys()],
  };
}
