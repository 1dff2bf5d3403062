import type { CopyStep } from '../../src/database/database.ts';

/** Tells how far a copy is. */
export interface Steps {
  show(step: CopyStep): void;
  /** Ends the line that stands open. */
  end(): void;
}

/** Where it is told; on a terminal a line changes in place. */
interface Told {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const between = 100;
const numbers = new Intl.NumberFormat('en');

/** Tells a line for each table with its rows, on a terminal while they come, elsewhere once all are there. */
export function showSteps(told: Told, now: () => number = Date.now): Steps {
  let shown = 0;
  let isOpen = false;
  const clear = () => {
    if (isOpen) told.write('\r\u001b[2K');
    isOpen = false;
  };
  return {
    show(step) {
      if (step.kind === 'note') {
        clear();
        told.write(`${step.text}\n`);
        return;
      }
      const { table, done, total } = step;
      const isWhole = done >= total;
      if (!isWhole && (told.isTTY !== true || now() - shown < between)) return;
      clear();
      shown = now();
      const label = table.replaceAll('_', ' ').padEnd(20);
      const count = numbers.format(done).padStart(12);
      told.write(isWhole ? `${label}${count}\n` : `${label}${count} of ${numbers.format(total)}`);
      isOpen = !isWhole;
    },
    end: clear,
  };
}
